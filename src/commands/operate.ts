// What an operator orders at the command line, in a process of its own or in the running one: it works while Slack does
// not, and what others must see of it follows once Slack answers.
import type { Problem } from "../domain/problem.ts";
import { severityOf } from "../domain/runbook.ts";
import { KEPT_CHARS_MAX } from "../domain/timeline/entries.ts";
import type { Incident } from "../domain/incident.ts";
import type { ClockDep } from "../lib/clock.ts";
import { calledTo } from "../domain/visible.ts";
import { cut } from "../lib/pure/text.ts";
import { MINUTE_MS } from "../lib/pure/duration.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { findByNumber } from "../store/read/incidents.ts";
import { knownTeams, namesOf } from "../store/read/people.ts";
import type { StoreDep } from "../store/store.ts";
import type { Applied, Dispatch, Order } from "./dispatch.ts";
import type { RunbooksDep } from "./runbook-library.ts";

/** `anyway`: knowing of a similar incident, or of the same note a moment ago; `reason`: why, though criteria are open. */
export type OperatorOrder =
  | { do: "declare"; severity: string; title: string; anyway: boolean; drill?: { pages: boolean } }
  | { do: "note"; incident: string; text: string; anyway: boolean }
  | { do: "resolve"; incident: string; summary: string; reason?: string };

export interface OperatorRequest {
  order: OperatorOrder;
  /** Who asks: the name of their account on this machine. */
  by: string;
  /** Which workspace, where there are several. */
  team: string | null;
  /** Asked again under the same key, it is done once. */
  key: string;
}

export interface Operated {
  incident: Pick<Incident, "name" | "title" | "severity" | "room">;
  /** The entry that a note became. */
  entry: number | null;
  /** Who is on call for it, by name. */
  call: string[];
}

export type OperatorProblem =
  | Problem
  /** Which workspace this is, Slack tells at the first start. */
  | { type: "no-workspace" }
  | { type: "several-workspaces"; teams: string[] }
  | { type: "already-noted"; name: string; entry: number };

export type Operate = (request: OperatorRequest) => Promise<Result<Operated, OperatorProblem>>;

type Deps = StoreDep & ClockDep & RunbooksDep & { dispatch: Dispatch };

/** The same words within this time are a second try, rather than a second note. */
const SAME_NOTE_MS = 10 * MINUTE_MS;

export function createOperate(deps: Deps): Operate {
  return async ({ order, by, team: asked, key }) => {
    const team = await teamOf(deps, asked);
    if (!team.ok) return team;
    const cause = `cli:${key}`;
    const given = { team: team.value, actor: { kind: "operator" as const, name: by }, cause, interaction: cause };
    if (order.do === "declare") {
      const { severity, title, anyway, drill } = order;
      return told(
        deps,
        await deps.dispatch({
          ...given,
          command: { type: "DeclareIncident", severity, title, anyway, ...(drill && { drill }) },
        }),
      );
    }
    const incident = await named(deps, team.value, order.incident);
    if (!incident) return err({ type: "unknown-incident", asked: order.incident });
    const noted = order.do === "note" && !order.anyway ? sameNote(deps, incident, order.text, by) : undefined;
    if (noted !== undefined) return err({ type: "already-noted", name: incident.name, entry: noted });
    return told(deps, await deps.dispatch({ ...given, incident: incident.id, command: commandOf(order) }));
  };
}

const commandOf = (order: Exclude<OperatorOrder, { do: "declare" }>): Order["command"] =>
  order.do === "note"
    ? { type: "AddNote", text: order.text }
    : { type: "Resolve", summary: order.summary, ...(order.reason === undefined ? {} : { anyway: order.reason }) };

async function told(
  { store, runbooks }: Deps,
  applied: Result<Applied, Problem>,
): Promise<Result<Operated, OperatorProblem>> {
  if (!applied.ok) return applied;
  const { incident, events } = applied.value;
  const { name, title, severity, room } = incident;
  const runbook = await runbooks.byHash(incident.runbook);
  const called = calledTo(incident, runbooks.people, severityOf(runbook, severity)?.invite ?? []);
  const names = await namesOf(store, incident.team, called);
  return ok({
    incident: { name, title, severity, room },
    entry: events.some(({ type }) => type === "NoteAdded") ? incident.entries.length : null,
    call: called.map((user) => names.get(user) ?? user),
  });
}

/** The one workspace that Warroom knows, or the one that was asked for. */
async function teamOf({ store }: StoreDep, asked: string | null): Promise<Result<string, OperatorProblem>> {
  const teams = await knownTeams(store);
  if (asked !== null && teams.includes(asked)) return ok(asked);
  if (teams.length === 0) return err({ type: "no-workspace" });
  return teams.length === 1 && asked === null ? ok(teams[0]!) : err({ type: "several-workspaces", teams });
}

/** By its name, in any case. */
async function named({ store }: StoreDep, team: string, asked: string): Promise<Incident | null> {
  for (const [digits] of asked.matchAll(/\d{1,9}/g)) {
    const found = await findByNumber(store, team, Number(digits));
    if (found && found.incident.name.toUpperCase() === asked.trim().toUpperCase()) return found.incident;
  }
  return null;
}

/** The same operator's note of the same words, a moment ago. */
function sameNote({ clock }: ClockDep, { entries }: Incident, text: string, by: string): number | undefined {
  const since = clock.now() - SAME_NOTE_MS;
  const kept = cut(text.trim(), KEPT_CHARS_MAX);
  const same = entries.findLast((entry) => entry.by === `operator:${by}` && entry.at >= since && entry.text === kept);
  return same?.number;
}
