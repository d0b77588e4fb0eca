import { systemClock } from "../../src/lib/clock.ts";

export const pause = (span_ms: number): Promise<void> =>
  new Promise((resolve) => void systemClock.after(span_ms, resolve));

/** Whether it came to hold within `within_ms`. */
export async function holdsWithin(within_ms: number, holds: () => boolean | Promise<boolean>): Promise<boolean> {
  const until = systemClock.now() + within_ms;
  while (!(await holds())) {
    if (systemClock.now() > until) return false;
    await pause(50);
  }
  return true;
}
