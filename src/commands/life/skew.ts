// Programs that share a database must agree about the time: due times and leases are written by one and read by another.
// Each measures its clock against the database's every minute; one that is too far off takes no jobs until it is right.
import type { ActivityDep } from "../../lib/activity.ts";
import type { ClockDep, Timer } from "../../lib/clock.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { LogDep } from "../../lib/log.ts";
import { MINUTE_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import type { TroublesDep } from "../../lib/troubles.ts";

const MEASURE_EVERY_MS = MINUTE_MS;
const SKEW_MAX_MS = 30 * SECOND_MS;

export interface SkewWatch {
  /** Measures now, and from then on every minute. */
  start(): Promise<void>;
  stop(): void;
  isOff(): boolean;
}

export const noSkew: SkewWatch = { start: () => Promise.resolve(), stop: () => {}, isOff: () => false };

export function createSkewWatch(
  { clock, log, troubles, activity }: ClockDep & LogDep & TroublesDep & ActivityDep,
  databaseTime: () => Promise<Instant>,
): SkewWatch {
  let skew_ms = 0;
  let timer: Timer | undefined;
  let stopped = false;
  const isOff = () => Math.abs(skew_ms) > SKEW_MAX_MS;

  const measure = async () => {
    const asked = clock.now();
    try {
      const theirs = await databaseTime();
      skew_ms = Math.round((asked + clock.now()) / 2 - theirs);
      troubles.set("skew", isOff() ? troubleOf(skew_ms) : null);
    } catch (error) {
      log.info({ err: error }, "the clock could not be compared with the database's");
    }
    if (!stopped) timer = clock.after(MEASURE_EVERY_MS, () => void activity.track(measure()));
  };
  return {
    start: measure,
    stop() {
      stopped = true;
      timer?.cancel();
    },
    isOff,
  };
}

const troubleOf = (skew_ms: number) => ({
  what: `The clock of this machine is ${Math.round(Math.abs(skew_ms) / SECOND_MS)} s ${skew_ms > 0 ? "ahead of" : "behind"} the database's: it takes no jobs, others may.`,
  nextStep: "Set both clocks right and keep them so (NTP); it goes on by itself.",
  serious: true,
});
