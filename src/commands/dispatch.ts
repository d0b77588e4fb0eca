// One Command = one commit. Load the state, decide, commit what follows; when somebody else was faster, do it again.
import type { Actor } from "../domain/actor.ts";
import type { Command, DeclareIncident } from "../domain/command.ts";
import { type Decision, decide, decideNew } from "../domain/decide.ts";
import type { Event, Incident } from "../domain/incident.ts";
import { SIMILAR_WITHIN_MS } from "../domain/limits.ts";
import type { Problem } from "../domain/problem.ts";
import { GAP_WHY } from "../domain/gap.ts";
import type { ClockDep, Instant } from "../lib/clock.ts";
import { assert } from "../lib/pure/assert.ts";
import { FOREVER } from "../lib/pure/time.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { newId, type RandomDep } from "../lib/random.ts";
import { chainEvents, insertEvents, NO_EVENTS, workspaceStream } from "../store/events.ts";
import { insertGap } from "../store/gaps.ts";
import { insertIncident, saveIncident } from "../store/incidents.ts";
import { expectNewInteraction } from "../store/inbox.ts";
import { applyJobChange, attemptExpectation, type Claim, type Ending, expectEnd, releaseLane } from "../store/jobs.ts";
import { listRecent, loadIncident } from "../store/read/incidents.ts";
import { findOutcome } from "../store/read/inbox.ts";
import { loadWorkspaceHead } from "../store/read/workspaces.ts";
import { expectNewRoom } from "../store/rooms.ts";
import type { Expectation, StoreDep, Write } from "../store/store.ts";
import { saveWorkspaceHead } from "../store/workspaces.ts";
import type { RunbooksDep } from "./runbook-library.ts";

export type DispatchDeps = StoreDep & ClockDep & RandomDep & RunbooksDep;

/** Ends the job whose outcome the command tells, in the same commit. */
export interface Settlement {
  claim: Claim;
  status: Ending;
  outcome: string | null;
  /** When the job's lane may go on; 0 for at once. */
  laneFreeAt: Instant;
}

export interface Order {
  team: string;
  actor: Actor;
  /** What brought it about, kept with each event: "interaction:…", "job:…", "cli". */
  cause: string;
  command: DeclareIncident | Command;
  /** The incident it is for; a declaration has none yet. */
  incident?: string;
  /** Delivered twice, it is one commit; the second time is answered with the first outcome. */
  interaction?: string;
  settles?: Settlement;
}

export interface Applied {
  incident: Incident;
  events: Event[];
  /** The same interaction was carried out before; nothing was changed now. */
  repeated: boolean;
}

export type Dispatch = (order: Order) => Promise<Result<Applied, Problem>>;

/** More losers than this in a row means that something is wrong other than haste. */
const TRIES_MAX = 50;

export function createDispatch(deps: DispatchDeps): Dispatch {
  return async (order) => {
    const attempt = order.command.type === "DeclareIncident" ? declareOnce : changeOnce;
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const repeated = await repeatOf(deps, order);
      if (repeated) return repeated;
      const outcome = await attempt(deps, order);
      if (outcome === "again") continue;
      if (outcome.ok) return outcome;
      // What it met may be its own effect: the same interaction, carried out between looking for it and deciding.
      return (await repeatOf(deps, order)) ?? outcome;
    }
    throw new Error(`${order.command.type} met another commit ${TRIES_MAX} times`);
  };
}

type Attempt = Result<Applied, Problem> | "again";

async function declareOnce(deps: DispatchDeps, order: Order): Promise<Attempt> {
  const { store, clock, random, runbooks } = deps;
  const { team, actor, command, cause } = order;
  assert(command.type === "DeclareIncident", "only a declaration makes an incident");
  const now = clock.now();
  const head = await loadWorkspaceHead(store, team);
  const recent = await listRecent(store, team, now - SIMILAR_WITHIN_MS);
  const { runbook, hash } = runbooks.current;
  const workspace = { team, seq: head.seq, recent: recent.map(asRecent) };
  const made = { id: newId(random, now), runbookHash: hash };
  const decision = decideNew(workspace, command, actor, { now, runbook, people: runbooks.people }, made);
  if (!decision.ok) return decision;
  const { after, events } = decision.value;
  const numbered = {
    type: "IncidentNumbered" as const,
    at: now,
    actor: events[0]!.actor,
    incident: after.id,
    number: after.number,
  };
  const inWorkspace = chainEvents(workspaceStream(team), head, [numbered], cause, random);
  const inIncident = chainEvents(after.id, NO_EVENTS, events, cause, random);
  return commit(deps, order, decision.value, {
    expect: [saveWorkspaceHead(store, team, head, inWorkspace.head)],
    writes: [
      insertIncident(store, after, inIncident.head),
      ...insertEvents(store, [...inWorkspace.rows, ...inIncident.rows]),
    ],
  });
}

async function changeOnce(deps: DispatchDeps, order: Order): Promise<Attempt> {
  const { store, clock, random, runbooks } = deps;
  const { actor, command, cause } = order;
  assert(command.type !== "DeclareIncident", "a declaration is no change");
  const stored = order.incident === undefined ? null : await loadIncident(store, order.incident);
  // Ids in buttons and forms come from outside: another workspace's incident is none.
  if (stored?.incident.team !== order.team) return err({ type: "unknown-incident", asked: order.incident ?? "" });
  const { incident, head } = stored;
  const runbook = await runbooks.byHash(incident.runbook);
  const context = { now: clock.now(), runbook, people: runbooks.people };
  const decision = decide(incident, command, actor, context);
  if (!decision.ok) return decision;
  const { after, events } = decision.value;
  const chained = chainEvents(incident.id, head, events, cause, random);
  return commit(deps, order, decision.value, {
    expect: events.length > 0 ? [saveIncident(store, head, after, chained.head)] : [],
    writes: insertEvents(store, chained.rows),
  });
}

async function commit(
  { store, clock }: DispatchDeps,
  order: Order,
  { after, events, jobs }: Decision,
  base: { expect: Expectation[]; writes: Write[] },
): Promise<Attempt> {
  const now = clock.now();
  const { interaction, settles } = order;
  const outcome = await store.commit({
    expect: [
      ...(interaction === undefined ? [] : [expectNewInteraction(store, interaction, after.id, now)]),
      ...(settles ? [expectEnd(store, settles.claim, settles, now)] : []),
      ...base.expect,
      ...events.flatMap((event) =>
        event.type === "RoomOpened" || event.type === "RoomMoved"
          ? [expectNewRoom(store, { team: after.team, channel: channelOf(event), incident: after.id }, now)]
          : [],
      ),
    ],
    writes: [
      ...base.writes,
      ...events.flatMap((event) =>
        event.type === "RoomLeft" ? [insertGap(store, roomLeftGap(after.team, event.channel, event.since))] : [],
      ),
      ...jobs.map((change) => applyJobChange(store, after.id, change, now)),
      ...(settles ? [releaseLane(store, settles.claim, settles.laneFreeAt)] : []),
    ],
  });
  if (outcome.ok) return ok({ incident: after, events, repeated: false });
  if (settles && outcome.stale === attemptExpectation(settles.claim)) {
    return err({ type: "no-longer-wanted", why: outcome.stale });
  }
  return "again";
}

const channelOf = (event: Extract<Event, { type: "RoomOpened" | "RoomMoved" }>): string =>
  event.type === "RoomOpened" ? event.channel : event.to;

const roomLeftGap = (team: string, channel: string, since: Instant) => ({
  team,
  channel,
  from_at: since,
  to_at: FOREVER,
  why: GAP_WHY.removed,
});

/** The first outcome of an interaction that is delivered again. */
async function repeatOf({ store }: DispatchDeps, { interaction }: Order): Promise<Result<Applied, Problem> | null> {
  if (interaction === undefined) return null;
  const incidentId = await findOutcome(store, interaction);
  const stored = incidentId === null ? null : await loadIncident(store, incidentId);
  return stored && ok({ incident: stored.incident, events: [], repeated: true });
}

const asRecent = (incident: Incident) => ({
  id: incident.id,
  name: incident.name,
  title: incident.title,
  declaredBy: incident.declaredBy,
  declaredAt: incident.declaredAt,
  channel: incident.room?.channel ?? null,
});
