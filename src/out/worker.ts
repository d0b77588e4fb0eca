// The one loop: claim a due lane, carry out its first job, settle it. Each commit wakes it; otherwise it sleeps until
// the next job is due.
import type { ActivityDep } from "../lib/activity.ts";
import type { ClockDep, Timer } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { MINUTE_MS, SECOND_MS } from "../lib/pure/duration.ts";
import type { RandomDep } from "../lib/random.ts";
import { type Claim, claimOf, expectClaim } from "../store/jobs.ts";
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
/** Longer than any single call may take; a lane whose worker died is taken over after it. */
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
    const outcome = await store.commit({ expect: expectClaim(store, claimed, now, now + LEASE_MS), writes: [] });
    if (!outcome.ok) return void lanes.delete(row.lane);
    void activity.track(
      carryOut(claimed).finally(() => {
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
