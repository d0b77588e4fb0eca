// The auditor: once a minute it looks for what must never be, and a sign of life leaves only when there is none of it.
// What it finds twice in a row is a trouble; once may be something that was just under way. Nor does a sign of life leave
// after a minute in which a serious trouble came and went, as a disk does that has room for little.
import { plannedTimers } from "../../domain/follow.ts";
import { readinessTimer } from "../../domain/readiness/readiness-jobs.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import type { ActivityDep } from "../../lib/activity.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { LogDep } from "../../lib/log.ts";
import type { Trouble, TroublesDep } from "../../lib/troubles.ts";
import {
  brokenIncidents,
  brokenNumbers,
  brokenReadiness,
  brokenRooms,
  givenUp,
  neverTaken,
  plannedAmong,
  triedOften,
  undrained,
  type Stuck,
} from "../../store/read/audit.ts";
import { listIncidents } from "../../store/read/incidents.ts";
import { listReadiness } from "../../store/read/readiness.ts";
import type { StoreDep } from "../../store/store.ts";
import { EVENT_ATTEMPTS_MAX } from "../inbox.ts";
import type { RunbooksDep } from "../runbook-library.ts";

type Deps = StoreDep &
  ClockDep &
  LogDep &
  ActivityDep &
  TroublesDep &
  RunbooksDep & {
    /** A small commit; rejects where the database takes none. */
    tryToWrite(): Promise<void>;
  };

export interface Finding extends Trouble {
  /** The same finding a minute later has the same name. */
  name: string;
}

const AUDIT_EVERY_MS = MINUTE_MS;
/** A job is taken within seconds; an event waits 20 ms for company. */
const LATE_MS = 30 * SECOND_MS;
/** With its growing pauses a job comes to this in about ten minutes. */
const ATTEMPTS_MAX = 20;
/** More are never open at once. */
const INCIDENTS_MAX = 10_000;
/** Its timer runs this late where the program or its machine stood still. */
const STOOD_STILL_MS = 3 * SECOND_MS;
/** So old a room is looked at no more; `warroom incident verify` looks at them all. */
const ROOM_AGE_MAX_MS = 30 * DAY_MS;

interface Auditor {
  start(): void;
  stop(): void;
}

/** `sendSignOfLife` must not throw; null where nobody asked for one. */
export function createAuditor(deps: Deps, sendSignOfLife: (() => Promise<void>) | null): Auditor {
  const { clock, log, activity, troubles } = deps;
  let timer: { cancel(): void } | undefined;
  let before = new Set<string>();
  let shown = new Set<string>();
  let stopped = false;
  let lookedAt = clock.now();

  const turn = async () => {
    const since = lookedAt;
    lookedAt = clock.now();
    const found = await findingsOrWhyNot(deps);
    if (stopped) return;
    const standing = found.filter(({ name }) => before.has(name));
    before = new Set(found.map(({ name }) => name));
    for (const { name, ...trouble } of standing) troubles.set(name, trouble);
    const now = new Set(standing.map(({ name }) => name));
    for (const name of shown) if (!now.has(name)) troubles.set(name, null);
    shown = now;
    const isWell = !found.some(({ serious }) => serious) && !troubles.anySerious(since);
    if (isWell) await sendSignOfLife?.();
  };
  const plan = () => {
    const due = clock.now() + AUDIT_EVERY_MS;
    timer = clock.after(AUDIT_EVERY_MS, () => {
      const late_ms = clock.now() - due;
      if (late_ms > STOOD_STILL_MS) log.warn({ late_ms }, "the program stood still for a while");
      void activity.track(turn().then(() => void (stopped || plan())));
    });
  };
  return {
    start: plan,
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}

async function findingsOrWhyNot(deps: Deps): Promise<Finding[]> {
  try {
    await deps.tryToWrite();
    return await findings(deps);
  } catch (error) {
    deps.log.warn({ err: error }, "the auditor could not look at the database");
    const what = "The database cannot be written, or not be looked at.";
    return [{ name: "audit", what, nextStep: "See the log for the reason.", serious: true }];
  }
}

/** Everything that does not hold at this moment. */
export async function findings(deps: Omit<Deps, "activity" | "troubles" | "log" | "tryToWrite">): Promise<Finding[]> {
  const { store, clock } = deps;
  const now = clock.now();
  const late = now - LATE_MS;
  const events = { before: late, attempts_max: EVENT_ATTEMPTS_MAX };
  const [taken, tried, parked, waiting, failed, incidents, rooms, numbers, readiness, timers] = await Promise.all([
    neverTaken(store, late),
    triedOften(store, ATTEMPTS_MAX),
    givenUp(store, now - DAY_MS),
    undrained(store, { ...events, failed: false }),
    undrained(store, { ...events, failed: true }),
    brokenIncidents(store),
    brokenRooms(store, now - ROOM_AGE_MAX_MS),
    brokenNumbers(store),
    brokenReadiness(store),
    missingTimers(deps, now),
  ]);
  const verify = "Run `warroom incident verify`, which names what was changed; restore a backup if it must be";
  const stuck = "Restart Warroom, and report this with its log";
  return [
    ...some(taken, "jobs-not-taken", (all) => `${all} jobs are due and nobody takes them`, stuck),
    ...some(waiting, "inbox-waits", (all) => `${all} events wait in the inbox and nobody takes them in`, stuck),
    ...some(
      tried,
      "jobs-held-up",
      (all) => `${all} jobs were tried for ten minutes and more`,
      "See whether Slack can be reached from here",
    ),
    ...listed(timers, "timers-missing", "These reminders are not planned though they must be", stuck),
    ...listed(incidents, "chain-broken", "The events of these incidents have a hole", verify),
    ...listed(rooms, "room-chain-broken", "The record of these rooms has a hole", verify),
    ...listed(numbers, "numbers-broken", "Numbers of incidents are missing in these workspaces", verify),
    ...listed(readiness, "readiness-broken", "The record of what is practised has a hole in these workspaces", verify),
    ...bearable(
      some(
        parked,
        "jobs-given-up",
        (all) => `${all} jobs of no incident were given up`,
        "See `warroom doctor` for their reasons",
      ),
    ),
    ...bearable(
      some(
        failed,
        "inbox-failed",
        (all) => `${all} events could not be taken in and stay in the inbox`,
        "See `warroom doctor` for their reasons; a start tries them again",
      ),
    ),
  ];
}

/** Found nothing, or how many and since when. */
function some(found: Stuck | null, name: string, what: (all: number) => string, nextStep: string): Finding[] {
  if (found === null) return [];
  const since = new Date(found.since).toISOString().slice(0, 16).replace("T", " ");
  return [
    { name, what: `${what(found.count)}, the oldest since ${since} UTC.`, nextStep: `${nextStep}.`, serious: true },
  ];
}

const SHOWN_MAX = 10;

function listed(all: readonly string[], name: string, what: string, nextStep: string): Finding[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, SHOWN_MAX).join(", ");
  const more = all.length > SHOWN_MAX ? ` and ${all.length - SHOWN_MAX} more` : "";
  return [{ name, what: `${what}: ${shown}${more}.`, nextStep: `${nextStep}.`, serious: true }];
}

/** Everything else goes on beside these. */
const bearable = (all: readonly Finding[]): Finding[] => all.map((one) => ({ ...one, serious: false }));

/** Reminders that the state of an open incident or of a workspace needs and for which no job stands. */
async function missingTimers({ store, runbooks }: StoreDep & RunbooksDep, now: Instant): Promise<string[]> {
  const wanted = new Map<string, Instant>();
  for (const incident of await listIncidents(store, { openOnly: true, limit: INCIDENTS_MAX })) {
    const context = { now, runbook: await runbooks.byHash(incident.runbook), people: runbooks.people };
    for (const change of plannedTimers(incident, context)) {
      if (change.do === "enqueue") wanted.set(change.key, change.dueAt);
    }
  }
  for (const readiness of await listReadiness(store)) {
    const change = readinessTimer(readiness);
    if (change.do === "enqueue") wanted.set(change.key, change.dueAt);
  }
  if (wanted.size === 0) return [];
  const planned = new Map((await plannedAmong(store, [...wanted.keys()])).map((row) => [row.id, row]));
  return [...wanted].flatMap(([key, at]) => {
    const job = planned.get(key);
    if (!job) return [key];
    const isTooLate = job.status === "pending" && job.attempts === 0 && job.due_at > at;
    return isTooLate ? [key] : [];
  });
}
