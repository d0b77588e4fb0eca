// The checkers' own test: each planted bug is found within sixty seeds.
import { describe, expect, test } from "vitest";
import { MUTATIONS } from "./mutations.ts";
import { runSeed } from "./run.ts";

const SEEDS_MAX = 60;

describe("the simulation finds a program that", () => {
  test.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
    "%s",
    { timeout: 60_000 },
    async (_name, mutation) => {
      for (let seed = 1; seed <= SEEDS_MAX; seed++) {
        const { violations } = await runSeed(seed, mutation);
        if (violations.some((words) => words.includes(mutation.tells))) return;
        // Another checker may see the same bug first; only the right reason counts.
      }
      expect.unreachable(`no seed of ${SEEDS_MAX} told "${mutation.tells}"`);
    },
  );
});
