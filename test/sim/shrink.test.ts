// A planted bug, found in a run of many acts and faults, is told by the few that it needs.
import { expect, test } from "vitest";
import { faultsOf, wholeCase } from "./case.ts";
import { lookUp } from "./layers.ts";
import { runCase } from "./run.ts";
import { shrink, type Tried } from "./shrink.ts";

const TRIES_MAX = 40;

test("a failing run shrinks to one that fails alike, with fewer acts and faults", { timeout: 120_000 }, async () => {
  const tells = /stands in Slack \d times/;
  const first = wholeCase(4);
  let tries = 0;
  const run = (one: typeof first) => {
    tries += 1;
    return runCase(one, { layerOff: lookUp() });
  };
  const whole = await run(first);
  expect(whole.violations.join()).toMatch(tells);
  const small = await shrink(first, { run, isOver: () => tries >= TRIES_MAX });
  const told = await run(small);
  expect(told.violations.join()).toMatch(tells);
  expect(small.acts!.length).toBeLessThan(whole.planned / 2);
  expect(Object.keys(faultsOf(small).rates).length).toBeLessThan(Object.keys(faultsOf(first).rates).length);
});

test("what fails only with two acts and one kind of fault keeps exactly those", async () => {
  const needed = [3, 17];
  const run = async ({ acts, without }: ReturnType<typeof wholeCase>): Promise<Tried> => {
    const fails = needed.every((one) => acts === null || acts.includes(one)) && !without.includes("delay");
    return { violations: fails ? ["record: INC-1 lacks 1793610006.5"] : [], planned: 40, crashes: 0 };
  };
  const drawsDelay = Array.from({ length: 50 }, (_, seed) => wholeCase(seed)).find((one) => faultsOf(one).rates.delay)!;
  const small = await shrink(drawsDelay, { run, isOver: () => false });
  expect(small.acts).toEqual(needed);
  expect(Object.keys(faultsOf(small).rates)).toEqual(["delay"]);
});
