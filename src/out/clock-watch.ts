// Notices a clock that jumps and a machine that slept: by a look that comes far later than its loop ever sleeps, or before
// the last one. Which of the two it was, nobody inside can tell.
import type { ClockDep } from "../lib/clock.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { LogDep } from "../lib/log.ts";
import { MINUTE_MS, SECOND_MS } from "../lib/pure/duration.ts";
import type { TroublesDep } from "../lib/troubles.ts";

/** Below these it is a busy machine, or its clock being kept right. */
const LATE_MIN_MS = MINUTE_MS;
const BACK_MIN_MS = SECOND_MS;
/** From here on somebody has to look after that clock. */
const BACK_ALARMING_MS = MINUTE_MS;

export type Seen =
  | { type: "steady" }
  /** Nothing ran from `from` to `to`. */
  | { type: "leapt"; from: Instant; to: Instant }
  | { type: "set-back"; by_ms: number };

interface ClockWatch {
  look(): Seen;
  /** The next look comes after `span_ms` at the latest. */
  expect(span_ms: number): void;
}

export function createClockWatch({ clock, log, troubles }: ClockDep & LogDep & TroublesDep): ClockWatch {
  let looked = clock.now();
  let latest = looked;
  let expected = Number.POSITIVE_INFINITY;
  return {
    expect(span_ms) {
      expected = clock.now() + span_ms;
    },
    look() {
      const now = clock.now();
      const before = looked;
      looked = now;
      if (now >= latest) troubles.set("clock", null);
      latest = Math.max(latest, now);
      if (before - now >= BACK_MIN_MS) {
        log.warn({ by_ms: before - now }, "the clock was set back: what was due stays due, and nothing is said twice");
        if (before - now > BACK_ALARMING_MS) troubles.set("clock", setBack);
        return { type: "set-back", by_ms: before - now };
      }
      if (now - expected < LATE_MIN_MS) return { type: "steady" };
      const from = Math.max(before, expected);
      log.warn(
        { from: new Date(from).toISOString(), to: new Date(now).toISOString() },
        "the clock jumped, or the machine slept: what came due meanwhile is done once",
      );
      return { type: "leapt", from, to: now };
    },
  };
}

const setBack = {
  what: "The clock of this machine was set back by more than a minute.",
  nextStep: "Keep it right with NTP. Reminders that follow from what happened before may come late by as much.",
  serious: false,
};
