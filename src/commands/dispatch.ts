// One Command = one commit. Load the state, decide, commit what follows; when somebody else was faster, do it again.
import type { Actor } from "../domain/actor.ts";
import type { Command, DeclareIncident } from "../domain/command.ts";
import type { Context } from "../domain/context.ts";
import { decide, decideNew, decidePair, otherOf, type PairCommand } from "../domain/decide.ts";
import type { DomainEvent } from "../domain/event.ts";
import type { Incident } from "../domain/incident.ts";
import type { MergeIncident } from "../domain/merge.ts";
import type { Problem } from "../domain/problem.ts";
import { SIMILAR_WITHIN_MS } from "../domain/similar.ts";
import type { NumberEvent } from "../domain/workspace.ts";
import type { ClockDep } from "../lib/clock.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { LogDep } from "../lib/log.ts";
import { assert } from "../lib/pure/assert.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { newId, type RandomDep } from "../lib/random.ts";
import { chainEvents, type Head, insertEvents, NO_EVENTS, workspaceStream } from "../store/events.ts";
import { insertIncident } from "../store/incidents.ts";
import type { Claim, Ending } from "../store/jobs.ts";
import { listIncidents, listRecent, loadIncident } from "../store/read/incidents.ts";
import { subjectOfInteraction } from "../store/read/inbox.ts";
import { loadWorkspaceHead } from "../store/read/workspaces.ts";
import type { StoreDep } from "../store/store.ts";
import { saveWorkspaceHead } from "../store/workspaces.ts";
import { type Attempt, commit, commitChanges } from "./commit.ts";
import { tryRedact } from "./redact.ts";
import type { RunbooksDep } from "./runbook-library.ts";

type DispatchDeps = StoreDep & ClockDep & RandomDep & LogDep & RunbooksDep;

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
  /**
   * What brought it about, kept with each event: "command:…", "action:…", "form:…", "shortcut:…", "event:…", "job:…",
   * "loss:…", "cli:…", or "start".
   */
  cause: string;
  command: DeclareIncident | MergeIncident | Command;
  /** The incident it is for; a declaration has none yet. */
  incident?: string;
  /** Its key. Delivered twice, it is one commit; the second time is answered with the first outcome. */
  interaction?: string;
  settles?: Settlement;
}

export interface Applied {
  /** As it was; itself where nothing was changed now, or it was declared. */
  before: Incident;
  incident: Incident;
  events: DomainEvent[];
  /** The same interaction was carried out before; nothing was changed now. */
  repeated: boolean;
}

export type Dispatch = (order: Order) => Promise<Result<Applied, Problem>>;

/**
 * More losses than this in a row mean that something is wrong other than haste: of many orders for one incident at one
 * moment, each round of tries carries out one.
 */
const TRIES_MAX = 500;

export function createDispatch(deps: DispatchDeps): Dispatch {
  return async (order) => {
    const attempt = order.command.type === "DeclareIncident" ? tryDeclare : tryChange;
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const repeated = await repeatOf(deps, order);
      if (repeated) return repeated;
      const outcome = await attempt(deps, order);
      if (outcome === "again") {
        deps.log.debug({ command: order.command.type }, "somebody was faster: a command is decided again");
        continue;
      }
      if (outcome.ok) return outcome;
      // What it met may be its own effect: the same interaction, carried out between looking for it and deciding.
      return (await repeatOf(deps, order)) ?? outcome;
    }
    throw new Error(`${order.command.type} met another commit ${TRIES_MAX} times`);
  };
}

async function tryDeclare(deps: DispatchDeps, order: Order): Promise<Attempt> {
  const { store, clock, random, runbooks } = deps;
  const { team, actor, command, cause } = order;
  assert(command.type === "DeclareIncident", "only a declaration makes an incident");
  const now = clock.now();
  const head = await loadWorkspaceHead(store, team);
  const recent = (await listRecent(store, team, now - SIMILAR_WITHIN_MS)).filter(
    (one) => !one.private && one.drill === null,
  );
  const { runbook, hash } = runbooks.current;
  const isTimed = !runbook.idPattern.includes("{number");
  const [latest] = isTimed ? await listIncidents(store, { team, openOnly: false, limit: 1 }) : [];
  const workspace = { team, seq: head.seq, latestName: latest?.name ?? null, recent: recent.map(asRecent) };
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
  } satisfies NumberEvent & Pick<DomainEvent, "at" | "actor">;
  const inWorkspace = chainEvents(workspaceStream(team), head, [numbered], cause, random);
  const inIncident = chainEvents(after.id, NO_EVENTS, events, cause, random);
  return commit(deps, order, [{ before: after, ...decision.value }], {
    expect: [saveWorkspaceHead(store, team, head, inWorkspace.head)],
    writes: [
      insertIncident(store, after, inIncident.head),
      ...insertEvents(store, [...inWorkspace.rows, ...inIncident.rows]),
    ],
  });
}

async function tryChange(deps: DispatchDeps, order: Order): Promise<Attempt> {
  const { actor, command } = order;
  assert(command.type !== "DeclareIncident", "a declaration is no change");
  const found = await loadOne(deps, order, order.incident ?? "");
  if (!found.ok) return found;
  const rules = rulesFor(deps, command, found.value);
  if (!rules.ok) return rules;
  const { incident } = found.value;
  const context = rules.value;
  const otherId = otherOf(incident, command);
  if (otherId !== null) return changeTwo(deps, order, found.value, otherId);
  assert(command.type !== "MergeIncident", "a merge names the other incident");
  if (command.type === "Redact") return tryRedact(deps, order, command, found.value);
  const decision = decide(incident, command, actor, context);
  if (!decision.ok) return decision;
  return commitChanges(deps, order, [{ ...found.value, decision: decision.value }]);
}

/** Both are expected as they were read: whoever moves one of them on makes both be decided again. */
async function changeTwo(deps: DispatchDeps, order: Order, one: Loaded, otherId: string): Promise<Attempt> {
  const found = await loadOne(deps, order, otherId);
  if (!found.ok) return found;
  const other = found.value;
  const command = order.command as PairCommand;
  const decisions = decidePair([one.incident, one.context], [other.incident, other.context], command, order.actor);
  if (!decisions.ok) return decisions;
  const [own, others] = decisions.value;
  return commitChanges(deps, order, [
    { ...one, decision: own },
    { ...other, decision: others },
  ]);
}

/** The rules in force: those stamped on the incident, or the ones that this very order puts in their place. */
function rulesFor(
  { runbooks }: DispatchDeps,
  command: Order["command"],
  { incident, context }: Loaded,
): Result<Context, Problem> {
  if (command.type !== "ApplyRunbook" || command.runbook === incident.runbook) return ok(context);
  const { hash, runbook } = runbooks.current;
  if (command.runbook !== hash) return err({ type: "runbook-moved-on" });
  return ok({ ...context, runbook, rulesBefore: context.runbook });
}

interface Loaded {
  incident: Incident;
  head: Head;
  context: Context;
}

/** Ids in buttons and forms come from outside: another workspace's incident is none. */
async function loadOne(deps: DispatchDeps, { team, settles }: Order, id: string): Promise<Result<Loaded, Problem>> {
  const { store, clock, runbooks } = deps;
  const stored = id === "" ? null : await loadIncident(store, id);
  if (stored?.incident.team !== team) return err({ type: "unknown-incident", asked: id });
  const { incident, head } = stored;
  const runbook = await runbooks.byHash(incident.runbook);
  const done = settles?.status === "done" ? settles.claim.id : undefined;
  return ok({ incident, head, context: { now: clock.now(), runbook, people: runbooks.people, done } });
}

/** The first outcome of an interaction that is delivered again. */
async function repeatOf(
  { store, log }: DispatchDeps,
  { interaction }: Order,
): Promise<Result<Applied, Problem> | null> {
  if (interaction === undefined) return null;
  const incidentId = await subjectOfInteraction(store, interaction);
  const stored = incidentId === null ? null : await loadIncident(store, incidentId);
  if (!stored) return null;
  const { incident } = stored;
  log.debug({ interaction }, "an interaction came again: it is answered with its first outcome");
  return ok({ before: incident, incident, events: [], repeated: true });
}

const asRecent = (incident: Incident) => ({
  id: incident.id,
  name: incident.name,
  title: incident.title,
  declaredBy: incident.declaredBy,
  declaredAt: incident.declaredAt,
  channel: incident.room?.channel ?? null,
});
