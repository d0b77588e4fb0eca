// Whoever acted was answered within Slack's three seconds of a program that runs, unless it crashed meanwhile.
import { ACK_WITHIN_MS } from "../../../src/practice/deliveries.ts";
import { START, type World } from "../world.ts";
import type { Checker } from "./evidence.ts";

export const answers: Checker = {
  name: "answers",
  holds: ["I2"],
  check: ({ world }) =>
    world.taken
      .map((one) => ({ ...one, dueAt: afterAwake(world, one.at, ACK_WITHIN_MS) }))
      .filter(({ dueAt, ackedAt }) => (ackedAt ?? Infinity) > dueAt)
      .filter(({ at, dueAt }) => !world.crashes.some((crash) => crash >= at && crash <= dueAt))
      .map(({ what, user, at, ackedAt }) => `${what} of ${user} was answered after ${(ackedAt ?? Infinity) - at} ms`),
};

/** When it has run for that long: while it is suspended it can answer nobody. */
function afterAwake({ options }: World, from: number, awake_ms: number): number {
  const sleeps = options.profile.windows
    .filter(({ kind }) => kind === "suspended")
    .map(({ after_ms, lasts_ms }) => ({ start: START + after_ms, end: START + after_ms + lasts_ms }));
  return sleeps
    .toSorted((a, b) => a.start - b.start)
    .reduce((until, { start, end }) => {
      const isAsleep = start <= until && end > from;
      return isAsleep ? until + end - Math.max(start, from) : until;
    }, from + awake_ms);
}
