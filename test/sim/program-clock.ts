// The program's clock: it may differ from Slack's, jump, and run at another pace; and a program that is suspended runs
// nothing until it goes on, and then everything that is due. Spans are measured by a clock that does none of this.
import type { Clock } from "../../src/lib/clock.ts";
import type { Instant } from "../../src/lib/pure/time.ts";
import type { Profile } from "./profile.ts";

export interface Skew {
  /** What the program's clock shows at that time of Slack's. */
  shownAt(instant: Instant): Instant;
  /** When, by Slack's clock, it showed that: the first time and the last, for one that was set back shows a time again. */
  whenShown(shown: Instant): { first: Instant; last: Instant };
}

export function createSkew({ clock }: Profile, start: Instant): Skew {
  const shownAt = (instant: Instant) =>
    clock.reduce((shown, { after_ms, by_ms, drift_ppm }) => {
      const since_ms = instant - start - after_ms;
      return since_ms < 0 ? shown : shown + by_ms + Math.round((since_ms * drift_ppm) / 1_000_000);
    }, instant);
  const steps = [start, ...clock.map(({ after_ms }) => start + after_ms), Number.MAX_SAFE_INTEGER].sort(
    (a, b) => a - b,
  );
  return {
    shownAt,
    whenShown(shown) {
      const times = steps.slice(1).flatMap((end, index) => {
        const from = steps[index]!;
        // From one step to the next it is a line, and hardly differs from Slack's: corrected a few times it is exact.
        let instant = from;
        for (let turn = 0; turn < 4; turn++) instant += shown - shownAt(Math.min(Math.max(instant, from), end - 1));
        return instant >= from && instant < end ? [instant] : [];
      });
      return { first: times[0] ?? shown, last: times.at(-1) ?? shown };
    },
  };
}

export function createProgramClock(under: Clock, skew: Skew, suspendedFor_ms: () => number): Clock {
  const whenAwake = (run: () => void) => () => {
    const wait_ms = suspendedFor_ms();
    if (wait_ms > 0) under.after(wait_ms, run);
    else run();
  };
  return {
    now: () => skew.shownAt(under.now()),
    after(delay_ms, run) {
      let cancelled = false;
      const timer = under.after(
        delay_ms,
        whenAwake(() => {
          if (!cancelled) run();
        }),
      );
      return {
        cancel() {
          cancelled = true;
          timer.cancel();
        },
      };
    },
    soon: (run) => under.soon(whenAwake(run)),
  };
}
