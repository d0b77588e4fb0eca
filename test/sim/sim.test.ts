// Sixty seeds, some of them twice, and every seed that once told something.
import { expect, test } from "vitest";
import { commandOf, wholeCase } from "./case.ts";
import { CORPUS } from "./corpus.ts";
import { FAULT_KINDS } from "./profile.ts";
import { PROFILES } from "./named-profiles.ts";
import { runCase } from "./run.ts";
import { runTwice } from "./twice.ts";

const SEEDS = 60;
const TWICE = 15;
const OF_EACH_PROFILE = 5;

test(`${SEEDS} seeds hold every promise`, { timeout: 180_000 }, async () => {
  const reached = new Set<string>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const one = wholeCase(seed);
    const run = await runCase(one);
    expect(run.violations, commandOf(one)).toEqual([]);
    for (const name of run.reached.keys()) reached.add(name);
  }
  expect(
    FAULT_KINDS.filter((kind) => !reached.has(kind)),
    "kinds of fault that never happened",
  ).toEqual([]);
});

test(`${TWICE} seeds are the same runs twice, to the last byte`, { timeout: 180_000 }, async () => {
  for (let seed = 1_001; seed <= 1_000 + TWICE; seed++) {
    const { difference } = await runTwice(wholeCase(seed));
    expect(difference, `seed ${seed}`).toBe(null);
  }
});

test.each(PROFILES.map(({ name, what }) => [name, what] as const))("%s: %s", { timeout: 180_000 }, async (name) => {
  for (let seed = 1; seed <= OF_EACH_PROFILE; seed++) {
    const one = wholeCase(seed, name);
    const run = await runCase(one);
    expect(run.violations, commandOf(one)).toEqual([]);
  }
});

test.each(CORPUS.map(({ case: one, why }) => [commandOf(one), why, one] as const))(
  "%s holds (%s)",
  { timeout: 60_000 },
  async (_command, _why, one) => {
    expect((await runCase(one)).violations).toEqual([]);
  },
);
