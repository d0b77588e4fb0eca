// Who may do what: the one place. Guests and external people are denied unless a row here lets them. `decide` asks for each
// order; in/slack/routes.ts asks before, whether somebody may raise the alarm, and shows nothing to whoever may not, besides
// what a task's doer needs to answer for it (in/slack/work/doers-answer.ts).
import { err, ok, type Result } from "../lib/pure/result.ts";
import type { Actor } from "./actor.ts";
import type { Command, DeclareIncident } from "./command.ts";
import type { Incident } from "./incident.ts";
import type { MergeIncident } from "./merge.ts";
import type { ReadinessCommand } from "./readiness/decide-readiness.ts";
import type { Problem } from "./problem.ts";

/** Until Slack has said who somebody is, they can raise the alarm, leave a note or mark a message; and answer for their task. */
const UNKNOWN_MAY: readonly string[] = ["DeclareIncident", "AddNote", "MarkMoment", "UnmarkMoment"];

/** What the doer of a task may say of that task, whatever their standing: a member asked them for it. */
export const DOER_MAY = ["AcceptTask", "DeclineTask", "HandBackTask", "ExtendTask", "FinishTask"] as const;

/** `incident`: the one that the command is for; absent for a declaration. */
export function may(
  actor: Actor,
  command: Command | Pick<DeclareIncident | MergeIncident | ReadinessCommand, "type">,
  incident?: Incident,
): Result<void, Problem> {
  if (actor.kind === "warroom") return ok(undefined);
  // Each `OutcomeCommand` is named so, and nothing else is.
  if (command.type.startsWith("Record")) {
    return err({ type: "not-allowed", command: command.type, standing: actor.kind });
  }
  if (actor.kind === "operator" || actor.standing === "member") return ok(undefined);
  if (actor.standing === "unknown" && UNKNOWN_MAY.includes(command.type)) return ok(undefined);
  if (incident && isDoersAnswer(actor.user, command, incident)) return ok(undefined);
  return err({ type: "not-allowed", command: command.type, standing: actor.standing });
}

const isDoersAnswer = (user: string, command: { type: string; task?: number }, { tasks }: Incident): boolean =>
  DOER_MAY.some((type) => type === command.type) &&
  tasks.some(({ number, to }) => number === command.task && to === user);
