// Notices a clock that jumps and a machine that slept: by a look that comes far later than its loop ever sleeps, or before
// the last one. Which of the two it was, nobody inside can tell.
import type { Away } from "../domain/catch-up.ts";
import type { ClockDep } from "../lib/clock.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { LogDep } from "../lib/log.ts";
import { MINUTE_MS, SECOND_MS } from "../lib/pure/duration.ts";
import type { TroublesDep } from "../lib/troubles.ts";
import { setBack } from "../store/set-back.ts";
import { type StoreDep, StoreError } from "../store/store.ts";

/** Below these it is a busy machine, or its clock being kept right. */
const LATE_MIN_MS = MINUTE_MS;
const BACK_MIN_MS = SECOND_MS;
/** From here on somebody has to look after that clock. */
const BACK_ALARMING_MS = MINUTE_MS;

export type ClockWatchDeps = StoreDep &
  ClockDep &
  LogDep &
  TroublesDep & {
    /** Handed in: commands/life/catch-up.ts. */
    planCatchUps(away: Away): Promise<void>;
  };

/** `leapt`: nothing ran from `from` to `to`. */
type Noticed = { type: "leapt"; from: Instant; to: Instant } | { type: "set-back"; by_ms: number };

export interface ClockWatch {
  /** Looks at the clock, and stores what follows from what it did; a database that refuses it is asked again by the next call. */
  follow(): Promise<void>;
  /** The next look comes after `span_ms` at the latest. */
  expect(span_ms: number): void;
}

export function createClockWatch(deps: ClockWatchDeps): ClockWatch {
  const { store, clock, log, troubles, planCatchUps } = deps;
  /** The clock shows it once: it is kept until what follows from it is stored. */
  const unstored: Noticed[] = [];
  let looked = clock.now();
  let latest = looked;
  let expected = Number.POSITIVE_INFINITY;

  const look = (): Noticed | null => {
    const now = clock.now();
    const before = looked;
    looked = now;
    if (now >= latest) troubles.set("clock", null);
    latest = Math.max(latest, now);
    if (before - now >= BACK_MIN_MS) {
      log.warn({ by_ms: before - now }, "the clock was set back: what was due stays due, and nothing is said twice");
      if (before - now > BACK_ALARMING_MS) troubles.set("clock", SET_BACK);
      return { type: "set-back", by_ms: before - now };
    }
    if (now - expected < LATE_MIN_MS) return null;
    const from = Math.max(before, expected);
    log.warn(
      { from: new Date(from).toISOString(), to: new Date(now).toISOString() },
      "the clock jumped, or the machine slept: what came due meanwhile is done once",
    );
    return { type: "leapt", from, to: now };
  };
  const storeWhatFollows = async (noticed: Noticed): Promise<void> => {
    if (noticed.type === "set-back") {
      await store.commit({ writes: setBack(store, clock.now(), noticed.by_ms) });
    } else await planCatchUps({ from: noticed.from, to: noticed.to, why: "stood-still" });
  };
  return {
    async follow() {
      const noticed = look();
      if (noticed) unstored.push(noticed);
      for (let first = unstored[0]; first; first = unstored[0]) {
        try {
          await storeWhatFollows(first);
        } catch (error) {
          if (error instanceof StoreError) throw error;
          log.error(
            { err: error },
            "what follows from a jump of the clock could not be planned: the job loop goes on without",
          );
        }
        unstored.shift();
      }
    },
    expect(span_ms) {
      expected = clock.now() + span_ms;
    },
  };
}

const SET_BACK = {
  what: "The clock of this machine was set back by more than a minute.",
  nextStep: "Keep it right with NTP. Reminders that follow from what happened before may come late by as much.",
  serious: false,
};
