// The one loop: claim a due lane, carry out its first job, settle it. Each commit wakes it; otherwise it sleeps until
// the next job is due.
import type { ActivityDep } from "../lib/activity.ts";
import { MINUTE_MS, SECOND_MS } from "../lib/pure/duration.ts";
import type { RandomDep } from "../lib/random.ts";
import { PRIORITY } from "../domain/job.ts";
import { type Claim, claimOf, expectClaim, renewLease } from "../store/jobs.ts";
import { dueJobs, nextChange } from "../store/read/jobs.ts";
import type { JobRow } from "../store/tables.ts";
import { type ClockWatch, type ClockWatchDeps, createClockWatch } from "./clock-watch.ts";
import { createLoop, type Loop } from "./loop.ts";

export interface Worker {
  start(): void;
  /** Claims nothing more, and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

type WorkerDeps = ClockWatchDeps &
  RandomDep &
  ActivityDep & {
    /** Whether jobs may be taken now. */
    mayTake?(): boolean;
  };

/**
 * A job begins only while fewer than this are under way: where Slack is slow, what can wait leaves room for what cannot.
 * A priority counts by the last row that it reaches.
 */
const SLOTS: readonly { priority: number; slots: number }[] = [
  { priority: PRIORITY.page, slots: 16 },
  { priority: PRIORITY.card, slots: 14 },
  { priority: PRIORITY.nudge, slots: 12 },
  { priority: PRIORITY.say, slots: 10 },
  { priority: PRIORITY.cosmetic, slots: 6 },
];
const slotsFor = (priority: number): number => SLOTS.findLast((row) => row.priority <= priority)?.slots ?? 16;

/** So many due jobs are read in a round. */
const READ_MAX = 100;
/** A clock that jumps, or a wake that got lost, costs at most this. */
const SLEEP_MAX_MS = 30 * SECOND_MS;
/** A lane whose worker died is taken over after it; one that works on goes on renewing it. */
const LEASE_MS = 2 * MINUTE_MS;

/** A database that takes nothing is asked again after a second, then two, and at most this. */
const STORE_PAUSE_MAX_MS = 30 * SECOND_MS;

/** Stores how a job ended, where the database took it not at once; undefined where nothing is left to store. */
export type RetryStore = (() => Promise<RetryStore>) | undefined;

/** Performs one claimed job and settles it; it must not throw. */
type CarryOut = (claim: Claim) => Promise<RetryStore>;

export function createWorker(deps: WorkerDeps, carryOut: CarryOut): Worker {
  const { store, activity } = deps;
  const watch = createClockWatch(deps);
  const lanes = new Set<string>();
  const loop = createLoop(deps, watch, () => round({ ...deps, watch, lanes, loop, carryOut }));
  store.onCommit(loop.wake);
  return {
    start: loop.start,
    async stop() {
      loop.stop();
      await activity.idle();
    },
  };
}

type RoundDeps = WorkerDeps & {
  watch: ClockWatch;
  /** Those that this worker is at work on. */
  lanes: Set<string>;
  loop: Loop;
  carryOut: CarryOut;
};

async function round(deps: RoundDeps): Promise<void> {
  const { store, clock, watch, lanes, loop } = deps;
  if (deps.mayTake?.() === false) return loop.sleep(SLEEP_MAX_MS);
  await watch.follow();
  const rows = await dueJobs(store, clock.now(), READ_MAX);
  const begun = beginnable(deps, rows, lanes);
  const claimed = await Promise.all(begun.map((row) => begin(deps, row)));
  // Another worker was faster: there may be others of which it has none, and no commit will tell of them.
  if (claimed.includes(false)) loop.wake();
  const next = await nextChange(store, clock.now());
  // What has no slot waits for one to come free, which wakes the loop; what was not even read is looked for soon.
  const unread = rows.length === READ_MAX && begun.length === 0 ? SECOND_MS : SLEEP_MAX_MS;
  loop.sleep(Math.min(unread, Math.max(1, (next ?? Number.POSITIVE_INFINITY) - clock.now())));
}

/** Whether it was ours to begin. */
async function begin(deps: RoundDeps, row: JobRow): Promise<boolean> {
  const { clock, random, log, activity, lanes, loop, carryOut } = deps;
  const claimed = claimOf(row, random.hex(8));
  lanes.add(row.lane);
  let claimedIt = false;
  try {
    claimedIt = await isOurs(deps, claimed);
  } finally {
    // Also when the database refused: a lane that stays in the set would never be worked on again.
    if (!claimedIt) lanes.delete(row.lane);
  }
  if (!claimedIt) {
    log.debug({ job: row.id }, "a job was called off or taken before it could be claimed");
    return false;
  }
  if (claimed.attempt > 1 && row.outcome === null) {
    log.debug({ job: row.id }, "an earlier attempt at a job left no outcome");
  }
  const lease = keepLease(deps, claimed);
  untilStored(
    { clock, activity, isStopped: loop.isStopped },
    () => carryOut(claimed),
    () => {
      lease.end();
      lanes.delete(row.lane);
      loop.wake();
    },
  );
  return true;
}

/** The first of each lane that is not `busy`, the most urgent first, as far as there are slots for their kind. */
function beginnable({ log }: WorkerDeps, rows: readonly JobRow[], busy: ReadonlySet<string>): JobRow[] {
  const taken = new Set(busy);
  const begun: JobRow[] = [];
  for (const row of rows) {
    if (taken.has(row.lane)) continue;
    taken.add(row.lane);
    if (busy.size + begun.length < slotsFor(row.priority)) begun.push(row);
    else log.debug("a due job waits for others to end");
  }
  return begun;
}

/** Whether nobody took it, or called it off, before us. */
async function isOurs({ store, clock }: WorkerDeps, claim: Claim): Promise<boolean> {
  const now = clock.now();
  const expect = expectClaim(store, claim, now, now + LEASE_MS);
  const { ok } = await store.commit({ expect, writes: [], wakes: false });
  return ok;
}

type StoringDeps = Pick<WorkerDeps, "clock" | "activity"> & { isStopped(): boolean };

/** What the world has done must not be forgotten for want of a database: the lane waits until it is stored. */
function untilStored(deps: StoringDeps, work: () => Promise<RetryStore>, end: () => void, pause_ms = SECOND_MS): void {
  const { clock, activity, isStopped } = deps;
  const ended = work().then((retryStore) => {
    if (!retryStore) return end();
    clock.after(pause_ms, () =>
      isStopped() ? end() : untilStored(deps, retryStore, end, Math.min(STORE_PAUSE_MAX_MS, 2 * pause_ms)),
    );
  });
  void activity.track(ended);
}

/** One job may be many calls: its lease is renewed for as long as it is carried out. */
function keepLease({ store, clock, log }: WorkerDeps, claim: Claim): { end(): void } {
  let timer = clock.after(LEASE_MS / 2, renew);
  function renew() {
    const until = clock.now() + LEASE_MS;
    store.commit({ writes: [renewLease(store, claim, until)], wakes: false }).catch((error: unknown) => {
      log.warn(
        { err: error, job: claim.id },
        "a lease could not be renewed; the job's outcome counts only if nobody else took it",
      );
    });
    timer = clock.after(LEASE_MS / 2, renew);
  }
  return { end: () => timer.cancel() };
}
