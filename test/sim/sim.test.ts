// Sixty seeds, each run twice: nothing breaks, and a seed is a run to the last byte.
import { expect, test } from "vitest";
import { DRAWN_KINDS } from "./profile.ts";
import { runSeed } from "./run.ts";

const SEEDS = 60;

/** Seeds of longer batches that once broke something. */
const SEEDS_THAT_TOLD: readonly number[] = [190, 518, 3712];

test(`${SEEDS} seeds hold every promise, twice the same`, { timeout: 180_000 }, async () => {
  const reached = new Set<string>();
  const seeds = [...Array.from({ length: SEEDS }, (_, index) => index + 1), ...SEEDS_THAT_TOLD];
  for (const seed of seeds) {
    const first = await runSeed(seed);
    const second = await runSeed(seed);
    expect(first.violations, `npm run sim -- --seed ${seed}`).toEqual([]);
    expect(second.trace, `seed ${seed} a second time`).toEqual(first.trace);
    expect(second.fingerprint, `seed ${seed} a second time`).toBe(first.fingerprint);
    for (const name of first.reached.keys()) reached.add(name);
  }
  expect(
    DRAWN_KINDS.filter((kind) => !reached.has(kind)),
    "kinds of fault that never happened",
  ).toEqual([]);
});
