// What a start does before anything else: take over what the last life left, and write down what it missed.
import { RECORDED_AFTER_END_MS } from "../../domain/aftermath.ts";
import { reconcileJob } from "../../domain/enqueue.ts";
import { plannedTimers, TIMER_KINDS } from "../../domain/follow.ts";
import { GAP_WHY } from "../../domain/record/gap.ts";
import { readinessTimer } from "../../domain/readiness/readiness-jobs.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import { newId, type RandomDep } from "../../lib/random.ts";
import { retryFailed } from "../../store/inbox.ts";
import { insertInstance } from "../../store/instances.ts";
import { applyJobChange, releaseAllLanes, restNoLonger } from "../../store/jobs.ts";
import { incidentsToPlan } from "../../store/read/incidents.ts";
import { listReadiness } from "../../store/read/readiness.ts";
import { lastAlive } from "../../store/read/instances.ts";
import { recordedRooms } from "../../store/read/rooms.ts";
import { setBack } from "../../store/set-back.ts";
import type { StoreDep, Write } from "../../store/store.ts";
import { catchUpWrites } from "./catch-up.ts";
import { gapWrites } from "./gaps.ts";
import type { RunbooksDep } from "../runbook-library.ts";

type Deps = StoreDep & ClockDep & RandomDep;

/** How often a running program writes down that it is alive: a gap begins at most this much too early. */
export const ALIVE_EVERY_MS = 30 * SECOND_MS;
/** A stop shorter than this leaves no gap worth telling: Slack repeats what it could not deliver. */
const GAP_MIN_MS = SECOND_MS;

/**
 * Returns this life's id. Rooms that were recorded get a gap from the last sign of life to now and are compared with
 * Slack; every reminder that an incident needs is planned, whatever became of the job that held it.
 */
export async function recover(deps: Deps & LogDep & RunbooksDep): Promise<string> {
  const { store, clock, random } = deps;
  const now = clock.now();
  const instance = newId(random, now);
  const alive = await lastAlive(store);
  // Where replicas share a database, the others heard what this one did not.
  const othersListen = store.engine === "postgres" && alive !== null && now - alive < 2 * ALIVE_EVERY_MS;
  const missed = alive !== null && now - alive > GAP_MIN_MS && !othersListen;
  // How long nobody listened is not known then: the gap is as long as the clock was set back.
  const wasSetBack = alive !== null && alive - now > GAP_MIN_MS && !othersListen;
  // One commit: a sign of life without its gap would make the next start, after a crash in this one, begin too late.
  const writes: Write[] = [
    insertInstance(store, instance, now),
    retryFailed(store),
    ...(missed ? await gapWrites(deps, { from: alive, to: now, why: GAP_WHY.stopped }) : []),
    ...(wasSetBack ? await gapWrites(deps, { from: now, to: alive, why: GAP_WHY.stopped }) : []),
    // By at least so much: what was to wait until a time of the old clock waits no longer for it.
    ...(wasSetBack ? setBack(store, now, alive - now) : []),
    ...(missed ? await catchUpWrites(deps, { from: alive, to: now, why: "stopped" }) : []),
  ];
  // Only one process may write a SQLite file: whoever held these leases is dead.
  if (store.engine === "sqlite") writes.push(releaseAllLanes(store));
  await store.commit({ writes });
  if (wasSetBack) deps.log.warn({ until: alive }, "the clock was set back while Warroom was away: its rooms get a gap");
  if (missed) deps.log.info({ since: alive }, "Warroom was away: what its rooms may lack is written down");
  await replanTimers(deps);
  if (!othersListen) await reconcileRooms(deps, "deep");
  return instance;
}

/** Reconciles every recorded room with Slack: after a start, whenever a connection came back, and now and then. */
export async function reconcileRooms(
  { store, clock }: Deps,
  depth: "shallow" | "deep",
  afterEnd_ms = RECORDED_AFTER_END_MS,
): Promise<void> {
  const now = clock.now();
  const rooms = await recordedRooms(store, now - afterEnd_ms);
  if (rooms.length === 0) return;
  const changes = rooms.map(({ team, channel }) => reconcileJob(team, channel, depth, now));
  // An earlier look that found Slack away must not keep this one waiting.
  const lanes = [...new Set(changes.flatMap(({ lane }) => (lane === null ? [] : [lane])))];
  const writes = changes.map((change) => applyJobChange(store, null, change, now));
  await store.commit({ writes: [...writes, restNoLonger(store, lanes, now)] });
}

/**
 * A reminder that is missing or was given up, also one that comes after the end, is planned from the state again, and so is
 * one that an older version planned too late.
 */
async function replanTimers({ store, clock, runbooks }: Deps & RunbooksDep): Promise<void> {
  const now = clock.now();
  const writes: Write[] = [];
  for (const incident of await incidentsToPlan(store, TIMER_KINDS)) {
    const context = { now, runbook: await runbooks.byHash(incident.runbook), people: runbooks.people };
    const missing = plannedTimers(incident, context).filter((change) => change.do === "enqueue");
    writes.push(...missing.map((change) => applyJobChange(store, incident.id, { ...change, again: "replan" }, now)));
  }
  for (const readiness of await listReadiness(store)) {
    const change = readinessTimer(readiness);
    if (change.do === "enqueue") writes.push(applyJobChange(store, null, { ...change, again: "replan" }, now));
  }
  if (writes.length > 0) await store.commit({ writes });
}
