// What every handler is handed, and the steps they share: who acts, which incident is meant, and the answer to a Problem.
import { problemWords } from "../../blocks/problem.ts";
import type { Applied, Dispatch, Order } from "../../commands/dispatch.ts";
import type { RunbooksDep } from "../../commands/runbook-library.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Problem } from "../../domain/problem.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { ActivityDep } from "../../lib/activity.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { findByNumber, loadIncident } from "../../store/read/incidents.ts";
import { findRoom } from "../../store/read/rooms.ts";
import type { StoreDep } from "../../store/store.ts";
import { type Answer, reply } from "./answer.ts";
import type { Known, Request } from "./request.ts";

export type InDeps = StoreDep & ClockDep & LogDep & ActivityDep & RunbooksDep & { dispatch: Dispatch };

export type Handler<Kind extends Request = Request> = (request: Known<Kind>, deps: InDeps) => Promise<Answer>;

export const actorOf = ({ team, user, standing }: Known<Request>): Actor => ({ kind: "person", team, user, standing });

/** Gives the order and turns what came of it into an answer. */
export async function order(
  deps: InDeps,
  request: Known<Request>,
  command: Order["command"],
  incident: Incident | null,
  answer: (applied: Applied) => Answer,
): Promise<Answer> {
  const applied = await deps.dispatch({
    team: request.team,
    actor: actorOf(request),
    cause: request.key,
    command,
    interaction: request.key,
    ...(incident ? { incident: incident.id } : {}),
  });
  if (applied.ok) return answer(applied.value);
  const runbook = incident ? await deps.runbooks.byHash(incident.runbook) : deps.runbooks.current.runbook;
  return reply(problemWords(applied.error, runbook));
}

/** The incident whose room the channel is; null where it is none. */
export async function incidentOfRoom(deps: InDeps, team: string, channel: string | null): Promise<Incident | null> {
  const room = channel === null ? null : await findRoom(deps.store, team, channel);
  return room ? ((await loadIncident(deps.store, room.incident))?.incident ?? null) : null;
}

/** The incident a command is about, and the words that are left: an id in front wins over the room it is given in. */
export async function meant(
  deps: InDeps,
  { team, channel }: Request,
  words: string,
): Promise<Result<{ incident: Incident; rest: string }, Problem>> {
  const [first = ""] = words.trim().split(/\s+/);
  const number = numberOf(deps.runbooks.current.runbook, first);
  if (number !== null) {
    const found = await findByNumber(deps.store, team, number);
    if (!found) return err({ type: "unknown-incident", asked: first });
    return ok({ incident: found.incident, rest: words.trim().slice(first.length).trim() });
  }
  const incident = await incidentOfRoom(deps, team, channel);
  if (!incident) return err({ type: "unknown-incident", asked: "" });
  return ok({ incident, rest: words.trim() });
}

export const runbookOf = (deps: InDeps, incident: Incident): Promise<Runbook> => deps.runbooks.byHash(incident.runbook);

/** "INC-12" → 12, by the runbook's pattern; null when it is no id. */
function numberOf(runbook: Runbook, word: string): number | null {
  const [before, after] = runbook.idPattern.split("{number}");
  const typed = word.toUpperCase();
  if (!typed.startsWith(before!.toUpperCase()) || !typed.endsWith((after ?? "").toUpperCase())) return null;
  const digits = typed.slice(before!.length, typed.length - (after ?? "").length);
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
