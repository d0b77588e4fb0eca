// The one home of time. Everything else is handed a Clock, so that a test, a simulation or a drill can own it.
import type { Instant } from "./pure/time.ts";

export interface Timer {
  cancel(): void;
}

export interface Clock {
  now(): Instant;
  /** Runs once, `delay_ms` from now. Never hand it more than a day: work that far away belongs in a stored job. */
  after(delay_ms: number, run: () => void): Timer;
  /** Runs at the end of this turn, after everything already queued: where a group commit gathers its commits. */
  soon(run: () => void): void;
}

export interface ClockDep {
  readonly clock: Clock;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay_ms, run) {
    const timer = setTimeout(run, delay_ms);
    return { cancel: () => clearTimeout(timer) };
  },
  soon: (run) => void setImmediate(run),
};

/** A clock that can be moved forward; between moves it goes on with the clock under it, or stands still on a frozen one. */
export interface MovableClock extends Clock {
  /**
   * Moves forward by `span_ms`, stopping at every timer on the way: each runs at its own time and `idle` is awaited
   * before the next, so that what a timer causes has happened before time goes on.
   */
  advance(span_ms: number, idle: () => Promise<void>): Promise<void>;
  /** From here on only `advance` moves it. */
  hold(): void;
  /** Goes on with the clock under it, from where it stands. */
  release(): void;
}

interface Pending {
  due: Instant;
  order: number;
  run: () => void;
}

/** Practice and drills pass `systemClock`; tests pass a frozen clock, and then only `advance` moves time. */
export function createMovableClock(under: Clock): MovableClock {
  let offset_ms = 0;
  let heldAt: Instant | null = null;
  let order = 0;
  let armed: Timer | undefined;
  const pending = new Set<Pending>();
  const now = () => (heldAt ?? under.now()) + offset_ms;

  const earliest = (): Pending | undefined => {
    let first: Pending | undefined;
    for (const one of pending) {
      if (!first || one.due < first.due || (one.due === first.due && one.order < first.order)) first = one;
    }
    return first;
  };
  const runDue = () => {
    for (let one = earliest(); one && one.due <= now(); one = earliest()) {
      pending.delete(one);
      one.run();
    }
    arm();
  };
  const arm = () => {
    armed?.cancel();
    const first = earliest();
    // Held, only what is due already runs by itself: a person may act while time stands still.
    if (first && heldAt !== null && first.due > now()) return;
    armed = first && under.after(Math.max(0, first.due - now()), runDue);
  };

  return {
    now,
    after(delay_ms, run) {
      const one = { due: now() + Math.max(0, delay_ms), order: order++, run };
      pending.add(one);
      arm();
      return {
        cancel() {
          pending.delete(one);
          arm();
        },
      };
    },
    soon: under.soon,
    hold() {
      heldAt ??= under.now();
      arm();
    },
    release() {
      if (heldAt === null) return;
      offset_ms -= under.now() - heldAt;
      heldAt = null;
      arm();
    },
    async advance(span_ms, idle) {
      const target = now() + span_ms;
      await idle();
      for (let one = earliest(); one && one.due <= target; one = earliest()) {
        offset_ms += Math.max(0, one.due - now());
        pending.delete(one);
        one.run();
        await idle();
      }
      offset_ms += Math.max(0, target - now());
      arm();
      await idle();
    },
  };
}

/** Stands still at `instant`: under a MovableClock it makes time wholly the test's own. */
export function createFrozenClock(instant: Instant): Clock {
  return { now: () => instant, after: () => ({ cancel() {} }), soon: systemClock.soon };
}

/** An `AbortSignal` that fires after `delay_ms`; `done` stops its timer. */
export function abortAfter(clock: Clock, delay_ms: number): { signal: AbortSignal; done(): void } {
  const controller = new AbortController();
  const timer = clock.after(delay_ms, () => controller.abort());
  return { signal: controller.signal, done: () => timer.cancel() };
}

/** Wall-clock milliseconds with fractions, for measurements only. */
export const stopwatch = (): (() => number) => {
  const start = performance.now();
  return () => performance.now() - start;
};
