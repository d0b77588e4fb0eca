// The one loop: claim a due lane, carry out its first job, settle it. Each commit wakes it; otherwise it sleeps until
// the next job is due.
import type { ActivityDep } from "../lib/activity.ts";
import type { ClockDep, Timer } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { MINUTE_MS, SECOND_MS } from "../lib/pure/duration.ts";
import type { RandomDep } from "../lib/random.ts";
import { type Claim, claimOf, expectClaim, renewLease } from "../store/jobs.ts";
import { dueJobs, nextDue } from "../store/read/jobs.ts";
import type { StoreDep } from "../store/store.ts";
import type { JobRow } from "../store/tables.ts";

export interface Worker {
  start(): void;
  /** Claims nothing more, and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

export type WorkerDeps = StoreDep & ClockDep & RandomDep & LogDep & ActivityDep;

const CONCURRENT_MAX = 16;
/** A clock that jumps, or a wake that got lost, costs at most this. */
const SLEEP_MAX_MS = 30 * SECOND_MS;
/** A lane whose worker died is taken over after it; one that works on goes on renewing it. */
const LEASE_MS = 2 * MINUTE_MS;

/** `carryOut` performs one claimed job and settles it; it must not throw. */
export function createWorker(deps: WorkerDeps, carryOut: (claim: Claim) => Promise<void>): Worker {
  const { store, clock, random, log, activity } = deps;
  const lanes = new Set<string>();
  let stopped = true;
  let turning = false;
  let wanted = false;
  let timer: Timer | undefined;

  const wake = () => {
    if (stopped) return;
    wanted = true;
    if (turning) return;
    turning = true;
    void activity.track(turnWhileWanted());
  };
  const turnWhileWanted = async () => {
    try {
      while (wanted && !stopped) {
        wanted = false;
        await turn();
      }
    } catch (error) {
      log.error({ err: error }, "the job loop could not read its jobs; it goes on in a second");
      sleep(SECOND_MS);
    } finally {
      turning = false;
    }
  };
  const turn = async () => {
    const now = clock.now();
    const rows = await dueJobs(store, now, 100);
    await Promise.all(firstOfEachLane(rows).map((row) => claim(row)));
    const next = await nextDue(store);
    if (next !== null) sleep(Math.min(SLEEP_MAX_MS, Math.max(1, next - clock.now())));
  };
  const firstOfEachLane = (rows: readonly JobRow[]) => {
    const taken = new Set(lanes);
    const free = rows.filter(({ lane }) => !taken.has(lane) && taken.add(lane));
    return free.slice(0, Math.max(0, CONCURRENT_MAX - lanes.size));
  };
  const claim = async (row: JobRow) => {
    const now = clock.now();
    const claimed = claimOf(row, random.hex(8));
    lanes.add(row.lane);
    let claimedIt = false;
    try {
      ({ ok: claimedIt } = await store.commit({
        expect: expectClaim(store, claimed, now, now + LEASE_MS),
        writes: [],
      }));
    } finally {
      // Also when the database refused: a lane that stays in the set would never be worked on again.
      if (!claimedIt) lanes.delete(row.lane);
    }
    if (!claimedIt) {
      log.debug({ job: row.id }, "a job was called off or taken before it could be claimed");
      return;
    }
    if (claimed.attempt > 1 && row.outcome === null) {
      log.debug({ job: row.id }, "an earlier attempt at a job left no outcome");
    }
    const lease = keepLease(deps, claimed);
    void activity.track(
      carryOut(claimed).finally(() => {
        lease.end();
        lanes.delete(row.lane);
        wake();
      }),
    );
  };
  const sleep = (span_ms: number) => {
    timer?.cancel();
    if (!stopped) timer = clock.after(span_ms, wake);
  };

  store.onCommit(wake);
  return {
    start() {
      stopped = false;
      wake();
    },
    async stop() {
      stopped = true;
      timer?.cancel();
      await activity.idle();
    },
  };
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
