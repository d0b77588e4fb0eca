// What a start does before anything else: take over what the last life left, and write down what it missed.
import { reconcileJob } from "../domain/follow.ts";
import type { ClockDep, Instant } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../lib/pure/duration.ts";
import { newId, type RandomDep } from "../lib/random.ts";
import { insertGap } from "../store/gaps.ts";
import { insertInstance, noteAlive } from "../store/instances.ts";
import { applyJobChange, releaseAllLanes } from "../store/jobs.ts";
import { lastAlive } from "../store/read/instances.ts";
import { recordedRooms } from "../store/read/rooms.ts";
import type { StoreDep, Write } from "../store/store.ts";
import { forgetOld } from "./inbox.ts";

type Deps = StoreDep & ClockDep & RandomDep;

/** How long a room is recorded after its incident ended. */
const RECORDED_AFTER_END_MS = 14 * DAY_MS;
/** How often a running program writes down that it is alive: a gap begins at most this much too early. */
const ALIVE_EVERY_MS = 30 * SECOND_MS;
/** Slack drops an event now and then without a word, or cannot reach us for longer than it tries: nothing else tells. */
const COMPARE_EVERY_MS = 10 * MINUTE_MS;
/** After this a room is compared at a start or a new connection alone. */
const COMPARED_AFTER_END_MS = DAY_MS;
/** A stop shorter than this leaves no gap worth telling: Slack repeats what it could not deliver. */
const GAP_MIN_MS = SECOND_MS;

/** Returns this life's id. Rooms that were recorded get a gap from the last sign of life to now, and are compared with Slack. */
export async function recover(deps: Deps): Promise<string> {
  const { store, clock, random } = deps;
  const now = clock.now();
  const instance = newId(random, now);
  const alive = await lastAlive(store);
  const writes: Write[] = [insertInstance(store, instance, now)];
  // Only one process may write a SQLite file: whoever held these leases is dead.
  if (store.engine === "sqlite") writes.push(releaseAllLanes(store));
  if (alive !== null && now - alive > GAP_MIN_MS) {
    for (const { team, channel } of await recordedRooms(store, now - RECORDED_AFTER_END_MS)) {
      writes.push(insertGap(store, { team, channel, from_at: alive, to_at: now, why: "Warroom was not running" }));
    }
  }
  await store.commit({ writes });
  await reconcileRooms(deps, "deep");
  return instance;
}

/** Compares every recorded room with Slack: after a start, whenever a connection came back, and now and then. */
export async function reconcileRooms(
  { store, clock }: Deps,
  depth: "shallow" | "deep",
  afterEnd_ms = RECORDED_AFTER_END_MS,
): Promise<void> {
  const now = clock.now();
  const rooms = await recordedRooms(store, now - afterEnd_ms);
  const writes = rooms.map(({ team, channel }) =>
    applyJobChange(store, null, reconcileJob(team, channel, depth, now), now),
  );
  if (writes.length > 0) await store.commit({ writes });
}

export async function sayAlive({ store, clock }: Deps, instance: string): Promise<Instant> {
  const now = clock.now();
  await store.commit({ writes: [noteAlive(store, instance, now)] });
  return now;
}

/** What a running program does by the clock: writes down that it lives, tidies the inbox, compares rooms with Slack. */
export function keepAlive(deps: Deps & LogDep, instance: string): { stop(): void } {
  const { clock, log } = deps;
  let comparedAt = clock.now();
  let timer = clock.after(ALIVE_EVERY_MS, beat);
  function beat() {
    const now = clock.now();
    const work: Promise<unknown>[] = [sayAlive(deps, instance), forgetOld(deps)];
    if (now - comparedAt >= COMPARE_EVERY_MS) {
      comparedAt = now;
      work.push(reconcileRooms(deps, "shallow", COMPARED_AFTER_END_MS));
    }
    Promise.all(work).catch((error: unknown) =>
      log.error({ err: error }, "the half-minute's work could not be stored"),
    );
    timer = clock.after(ALIVE_EVERY_MS, beat);
  }
  return { stop: () => timer.cancel() };
}
