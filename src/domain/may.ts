// Who may do what: the one place. Guests and external people are denied unless a row here lets them.
import { err, ok, type Result } from "../lib/pure/result.ts";
import type { Actor } from "./actor.ts";
import type { Command } from "./command.ts";
import type { Problem } from "./problem.ts";

type CommandType = Command["type"] | "DeclareIncident";

/** Until Slack has said who somebody is, they can raise the alarm, leave a note or mark a message, and nothing else. */
const UNKNOWN_MAY: readonly CommandType[] = ["DeclareIncident", "AddNote", "MarkMoment", "UnmarkMoment"];

export function may(actor: Actor, command: CommandType): Result<void, Problem> {
  if (actor.kind === "warroom") return ok(undefined);
  if (command.startsWith("Record")) return err({ type: "not-allowed", command, standing: actor.kind });
  if (actor.kind === "operator" || actor.standing === "member") return ok(undefined);
  if (actor.standing === "unknown" && UNKNOWN_MAY.includes(command)) return ok(undefined);
  return err({ type: "not-allowed", command, standing: actor.standing });
}
