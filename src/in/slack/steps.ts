// What every handler is handed, and the steps they share: who acts, which incident is meant, and the answer to a Problem.
import type { ButtonValue } from "../../blocks/actions.ts";
import { problemWords } from "../../blocks/problem.ts";
import type { WordsDep } from "../../blocks/words/en.ts";
import type { Applied, Dispatch, Order } from "../../commands/dispatch.ts";
import type { RunbooksDep } from "../../commands/runbook-library.ts";
import type { Actor, Standing } from "../../domain/actor.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Problem } from "../../domain/problem.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { ActivityDep } from "../../lib/activity.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import type { SlackCall } from "../../lib/slack-call.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { findByNumber, listIncidents, loadIncident } from "../../store/read/incidents.ts";
import { findRoom } from "../../store/read/rooms.ts";
import type { StoreDep } from "../../store/store.ts";
import { type Answer, reply } from "./answer.ts";
import { withProposal } from "./propose.ts";
import type { ActionRequest, FormRequest, Known, Request } from "./request.ts";

export type InDeps = StoreDep &
  ClockDep &
  LogDep &
  ActivityDep &
  RunbooksDep &
  WordsDep & {
    dispatch: Dispatch;
    /** Known, or asked of Slack. */
    standingOf(team: string, user: string): Promise<Standing>;
    /** The interactive Web API client. */
    call: SlackCall;
  };

export type Handler<Kind extends Request = Request> = (request: Known<Kind>, deps: InDeps) => Promise<Answer>;

/** A handler that knows the incident it is about; `typed` is what stands behind a subcommand. */
export type OnIncident<Kind extends Request = Request> = (
  request: Known<Kind>,
  deps: InDeps,
  incident: Incident,
  typed: string,
) => Promise<Answer>;

export const actorOf = ({ team, user, standing }: Known<Request>): Actor => ({ kind: "person", team, user, standing });

/** Gives the order. Its repeat, which Slack may send, is the same act. */
export const give = (deps: InDeps, request: Known<Request>, command: Order["command"], { id }: Incident) =>
  deps.dispatch({
    team: request.team,
    actor: actorOf(request),
    cause: request.key,
    command,
    interaction: request.key,
    incident: id,
  });

/** Gives the order and turns what came of it into an answer. */
export async function order(
  deps: InDeps,
  request: Known<Request>,
  command: Order["command"],
  incident: Incident,
  answer: (applied: Applied) => Answer,
  refused: (said: string) => Answer = reply,
): Promise<Answer> {
  const applied = await give(deps, request, command, incident);
  const runbook = await runbookOf(deps, incident);
  if (applied.ok) return withProposal(answer(applied.value), applied.value, runbook, deps.words);
  return refused(problemWords(applied.error, runbook, deps.words));
}

/** The incident whose room the channel is; null where it is none. */
export async function incidentOfRoom(deps: InDeps, team: string, channel: string | null): Promise<Incident | null> {
  const room = channel === null ? null : await findRoom(deps.store, team, channel);
  return room ? ((await loadIncident(deps.store, room.incident))?.incident ?? null) : null;
}

/** The incident whose button was pressed. */
export async function onButton(
  request: Known<ActionRequest>,
  deps: InDeps,
  run: (incident: Incident) => Promise<Answer>,
): Promise<Answer> {
  const { incident } = JSON.parse(request.value || "{}") as Partial<ButtonValue>;
  return onIncidentOf(request, deps, incident, run);
}

/** The incident that a form is about. */
export const onForm = (
  request: Known<FormRequest>,
  deps: InDeps,
  run: (incident: Incident) => Promise<Answer>,
): Promise<Answer> => onIncidentOf(request, deps, request.metadata.incident, run);

async function onIncidentOf(
  { team }: Request,
  { store, words }: InDeps,
  id: string | undefined,
  run: (incident: Incident) => Promise<Answer>,
): Promise<Answer> {
  const stored = id ? await loadIncident(store, id) : null;
  // What a button or a form carries comes from outside: it may name another workspace's incident.
  return stored?.incident.team === team ? run(stored.incident) : reply(words.answers.noIncident);
}

/** The incident a command is about, and what else was typed: an id in front wins over the room it is given in. */
export async function meant(
  deps: InDeps,
  { team, channel }: Request,
  typed: string,
): Promise<Result<{ incident: Incident; rest: string }, Problem>> {
  const [first = ""] = typed.trim().split(/\s+/);
  const named = await namedBy(deps, team, first);
  if (named === "none") return err({ type: "unknown-incident", asked: first });
  if (named) return ok({ incident: named, rest: typed.trim().slice(first.length).trim() });
  const incident = await incidentOfRoom(deps, team, channel);
  if (!incident) return err({ type: "unknown-incident", asked: "" });
  return ok({ incident, rest: typed.trim() });
}

export const runbookOf = (deps: InDeps, incident: Incident): Promise<Runbook> => deps.runbooks.byHash(incident.runbook);

/**
 * The incident that a word names; "none" where it is an id of nothing; null where it is no id. An incident keeps the id
 * it was declared with, though the runbook's pattern has changed since.
 */
async function namedBy(deps: InDeps, team: string, word: string): Promise<Incident | "none" | null> {
  for (const [digits] of word.matchAll(/\d{1,9}/g)) {
    const found = await findByNumber(deps.store, team, Number(digits));
    if (found && found.incident.name.toUpperCase() === word.toUpperCase()) return found.incident;
  }
  const number = numberOf(deps.runbooks.current.runbook, word);
  if (number !== null) return (await findByNumber(deps.store, team, number))?.incident ?? "none";
  if (!LIKE_AN_ID.test(word)) return null;
  const known = await listIncidents(deps.store, { team, openOnly: false, limit: KNOWN_MAX });
  return known.some(({ name }) => shapeOf(name) === shapeOf(word)) ? "none" : null;
}

/** "OPS-12", and also "HTTP-500": which of the two it is, the ids that were given before tell. */
const LIKE_AN_ID = /^\p{L}[\p{L}\d]*[-_#]?\d{1,9}$/u;
const KNOWN_MAX = 500;

const shapeOf = (name: string): string => name.toUpperCase().replace(/\d+$/, "");

/** "INC-12" → 12, by the runbook's pattern; null when it is no id. */
function numberOf(runbook: Runbook, word: string): number | null {
  const [before, after] = runbook.idPattern.split("{number}");
  const upper = word.toUpperCase();
  if (!upper.startsWith(before!.toUpperCase()) || !upper.endsWith((after ?? "").toUpperCase())) return null;
  const digits = upper.slice(before!.length, upper.length - (after ?? "").length);
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
