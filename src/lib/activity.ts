// Counts what is under way, so that a stop can wait for it and a moved clock can let it settle before time goes on.

import type { Clock } from "./clock.ts";

export interface Activity {
  track<T>(work: Promise<T>): Promise<T>;
  isIdle(): boolean;
  /** Resolves the next time nothing is under way. */
  idle(): Promise<void>;
}

export interface ActivityDep {
  readonly activity: Activity;
}

export function createActivity(): Activity {
  let running = 0;
  let waiting: (() => void)[] = [];
  const ended = () => {
    running -= 1;
    if (running > 0) return;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  return {
    track(work) {
      running += 1;
      work.then(ended, ended);
      return work;
    },
    isIdle: () => running === 0,
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

/** How many quiet turns in a row count as idle: what one side finishes may just be on its way to the other. */
const QUIET_TURNS = 4;

/**
 * Resolves when all have been idle for some turns in a row, the last of them a whole millisecond: what comes from a thread
 * or another process needs longer than a turn. `clock` is one that goes on by itself.
 */
export async function whenAllIdle(all: readonly Activity[], clock: Clock): Promise<void> {
  for (let quiet = 0; quiet < QUIET_TURNS; ) {
    quiet = all.every((one) => one.isIdle()) ? quiet + 1 : 0;
    await new Promise<void>((resolve) => {
      if (quiet === QUIET_TURNS - 1) clock.after(1, resolve);
      else clock.soon(resolve);
    });
  }
}
