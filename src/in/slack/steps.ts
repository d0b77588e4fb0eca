// What every handler is handed, and the steps they share: who acts, which incident is meant, and the answer to a Problem.
import type { ButtonValue } from "../../blocks/actions.ts";
import { problemWords } from "../../blocks/problem.ts";
import { asReadIn } from "../../blocks/with-id.ts";
import type { WordsDep } from "../../blocks/words/en.ts";
import type { Applied, Dispatch, Order } from "../../commands/dispatch.ts";
import type { DispatchReadiness } from "../../commands/readiness.ts";
import type { RunbooksDep } from "../../commands/runbook-library.ts";
import type { Actor, Standing } from "../../domain/actor.ts";
import type { Outlet } from "../../domain/duties/duty.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Problem } from "../../domain/problem.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { ActivityDep } from "../../lib/activity.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import type { SlackCall } from "../../lib/slack-call.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { StoreDep } from "../../store/store.ts";
import { type Answer, mapped, reply, replyQuoting } from "./answer.ts";
import { refusedForm } from "./form-answer.ts";
import { withProposal } from "./propose.ts";
import type { ActionRequest, CommandRequest, FormRequest, Known, Request } from "./request.ts";
import { incidentById, incidentNamed, incidentOfRoom } from "./visible.ts";

export type InDeps = StoreDep &
  ClockDep &
  LogDep &
  ActivityDep &
  RunbooksDep &
  WordsDep & {
    dispatch: Dispatch;
    dispatchReadiness: DispatchReadiness;
    /** Known, or asked of Slack. */
    standingOf(team: string, user: string): Promise<Standing>;
    /** The outlets, besides Slack, by which Warroom can tell somebody. */
    connected: readonly Outlet[];
    /** Whether a machine looks at the runbook's checks. */
    hasChecker: boolean;
    /** The interactive Web API client. */
    call: SlackCall;
  };

export type Handler<Kind extends Request = Request> = (request: Known<Kind>, deps: InDeps) => Promise<Answer>;

/** A handler that knows the incident it is about; `Given` is what else came along, such as what stands behind a subcommand. */
export type OnIncident<Kind extends Request = Request, Given extends unknown[] = []> = (
  request: Known<Kind>,
  deps: InDeps,
  incident: Incident,
  ...given: Given
) => Promise<Answer>;

export type OnTyped = OnIncident<CommandRequest, [typed: string]>;
export type OnPressed<Value = ButtonValue> = OnIncident<ActionRequest, [value: Partial<Value>]>;

export const actorOf = ({ team, user, standing }: Known<Request>): Actor => ({ kind: "person", team, user, standing });

export interface Refused {
  problem: Problem;
  said: string;
}

/** Gives the order. Its repeat, which Slack may send, is the same act. */
export async function giveOrder(
  request: Known<Request>,
  deps: InDeps,
  incident: Incident,
  command: Order["command"],
): Promise<Result<Applied, Refused>> {
  const { team, key } = request;
  const actor = actorOf(request);
  const applied = await deps.dispatch({ team, actor, cause: key, interaction: key, incident: incident.id, command });
  if (applied.ok) return applied;
  const said = problemWords(applied.error, await runbookOf(deps, incident), deps.words);
  return err({ problem: applied.error, said });
}

/** Gives the order and turns what came of it into an answer. */
export async function orderAndAnswer(
  request: Known<Request>,
  deps: InDeps,
  incident: Incident,
  command: Order["command"],
  answer: (applied: Applied) => Answer,
): Promise<Answer> {
  const applied = await giveOrder(request, deps, incident, command);
  if (!applied.ok) return replyQuoting(applied.error.said, request.kind === "command" ? wordsIn(command) : "");
  return withProposal(answer(applied.value), applied.value, await runbookOf(deps, incident), deps.words);
}

/** Under which names orders carry what somebody wrote. */
const WRITTEN: readonly string[] = ["text", "summary", "reason", "note", "outcome", "url"];

const wordsIn = (command: Order["command"]): string =>
  Object.entries(command)
    .filter(([name, value]) => WRITTEN.includes(name) && typeof value === "string")
    .map(([, value]) => value as string)
    .join("\n");

/** What a button or a choice carries: it may be of another version, so that anything can be missing. */
export const carried = <Value = ButtonValue>({ value }: ActionRequest): Partial<Value> =>
  JSON.parse(value || "{}") as Partial<Value>;

/** A press on a button of an incident. */
export const onButton =
  <Value = ButtonValue>(run: OnPressed<Value>): Handler<ActionRequest> =>
  async (request, deps) => {
    const incident = await incidentById(request, deps, carried(request).incident);
    if (!incident) return reply(deps.words.answers.noIncident);
    return asReadBy(request, incident, await run(request, deps, incident, carried<Value>(request)));
  };

/** A submitted form of an incident. */
export const onForm =
  (run: OnIncident<FormRequest>): Handler<FormRequest> =>
  async (request, deps) => {
    const incident = await incidentById(request, deps, request.metadata.incident);
    if (!incident) return refusedForm(deps.words.answers.noIncident, request.fields);
    return asReadBy(request, incident, await run(request, deps, incident));
  };

/** What an answer says to type finds the incident from where the person is. */
export const asReadBy = ({ channel }: Known<Request>, incident: Incident, answer: Answer): Answer =>
  mapped(answer, (shown) => asReadIn(channel, incident, shown));

/** The incident a command is about, and what else was typed: an id in front wins over the room it is given in. */
export async function meant(
  deps: InDeps,
  request: Known<Request>,
  typed: string,
): Promise<Result<{ incident: Incident; rest: string }, Problem>> {
  const [first = ""] = typed.trim().split(/\s+/);
  const named = await incidentNamed(request, deps, first);
  if (named === "none") return err({ type: "unknown-incident", asked: first });
  if (named) return ok({ incident: named, rest: typed.trim().slice(first.length).trim() });
  const incident = await incidentOfRoom(request, deps);
  if (!incident) return err({ type: "unknown-incident", asked: "" });
  return ok({ incident, rest: typed.trim() });
}

export const runbookOf = (deps: InDeps, incident: Incident): Promise<Runbook> => deps.runbooks.byHash(incident.runbook);
