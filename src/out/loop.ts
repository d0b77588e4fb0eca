// When the worker looks at its jobs: whenever it is woken, and when its sleep is over.
import type { ActivityDep } from "../lib/activity.ts";
import type { ClockDep, Timer } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { SECOND_MS } from "../lib/pure/duration.ts";
import type { ClockWatch } from "./clock-watch.ts";

export interface Loop {
  start(): void;
  stop(): void;
  isStopped(): boolean;
  /** The next round begins at the end of this turn, or when the present one has ended. */
  wake(): void;
  /** The next round comes after `span_ms` at the latest. */
  sleep(span_ms: number): void;
}

/** One round after the other, never two at once. */
export function createLoop(
  { clock, log, activity }: ClockDep & LogDep & ActivityDep,
  watch: ClockWatch,
  round: () => Promise<void>,
): Loop {
  let stopped = true;
  let looking = false;
  let wanted = false;
  let timer: Timer | undefined;

  const wake = () => {
    if (stopped) return;
    wanted = true;
    if (looking) return;
    looking = true;
    // At the end of this turn of Node's loop: what many jobs' ends call for is one look at the jobs.
    void activity.track(new Promise<void>((resolve) => clock.soon(resolve)).then(roundWhileWanted));
  };
  const roundWhileWanted = async () => {
    try {
      while (wanted && !stopped) {
        wanted = false;
        await round();
      }
    } catch (error) {
      log.error({ err: error }, "the job loop could not read its jobs; it goes on in a second");
      sleep(SECOND_MS);
    } finally {
      looking = false;
    }
  };
  const sleep = (span_ms: number) => {
    timer?.cancel();
    watch.expect(span_ms);
    if (!stopped) timer = clock.after(span_ms, wake);
  };
  return {
    start() {
      stopped = false;
      wake();
    },
    stop() {
      stopped = true;
      timer?.cancel();
    },
    isStopped: () => stopped,
    wake,
    sleep,
  };
}
