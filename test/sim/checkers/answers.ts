// Whoever acted was answered within Slack's three seconds, unless the program crashed meanwhile.
import { ACK_WITHIN_MS } from "../../../src/practice/deliveries.ts";
import type { Checker } from "./evidence.ts";

export const answers: Checker = {
  name: "answers",
  check: ({ world }) =>
    world.taken
      .filter(({ at, ackedAt }) => (ackedAt ?? Number.MAX_VALUE) - at > ACK_WITHIN_MS)
      .filter(({ at }) => !world.crashes.some((crash) => crash >= at && crash <= at + ACK_WITHIN_MS))
      .map(({ what, user, at, ackedAt }) => `${what} of ${user} was answered after ${(ackedAt ?? Infinity) - at} ms`),
};
