// One crash at every point of a short scenario, one run a point; npm run sim:sweep goes through them all.
import { expect, test } from "vitest";
import * as layers from "./layers.ts";
import { placementsOf, runPlaced, runWhole, samplePairs } from "./sweep/sweep.ts";
import { SCENARIOS, scenarioNamed } from "./sweep/scenarios.ts";
import type { Scenario } from "./sweep/scenario.ts";

/** The declaration alone: what the full sweep goes on from. */
const { steps, ...declare } = scenarioNamed("declare");
const BRIEF: Scenario = { ...declare, name: "brief declare", steps: steps.slice(0, 2), expects: onlyOne };

function onlyOne({ incidents }: Parameters<Scenario["expects"]>[0]) {
  return { "one incident, with a room": incidents.length === 1 && incidents[0]?.room !== null };
}

test("a crash at any one point of a declaration leaves one whole incident", { timeout: 120_000 }, async () => {
  const whole = await runWhole(BRIEF);
  expect(whole.points).toBeGreaterThan(100);
  const labels = new Set<string>();
  for (const { points } of placementsOf(whole)) {
    const placed = await runPlaced(BRIEF, points);
    expect(placed.violations, `a crash at point ${points.join()} (${placed.labels.join()})`).toEqual([]);
    labels.add(placed.labels.join());
  }
  expect([...labels]).toEqual(
    expect.arrayContaining([
      "commit before",
      "commit after",
      "conversations.create applied",
      "chat.postMessage answered",
    ]),
  );
});

test("removed from its room while it was down, Warroom says nothing twice there", { timeout: 120_000 }, async () => {
  const removed: Scenario = { ...BRIEF, name: "removed", steps: scenarioNamed("room").steps.slice(0, 4) };
  for (const { points } of await placementsAt(removed, "chat.postMessage applied")) {
    expect((await runPlaced(removed, points)).violations, `a crash at point ${points.join()}`).toEqual([]);
  }
});

/** Where just that was about to happen, or just had. */
async function placementsAt(scenario: Scenario, label: string) {
  const whole = await runWhole(scenario);
  return placementsOf(whole).filter(({ points: [at] }) => whole.result.points[at! - 1] === label);
}

test("a second crash during the recovery leaves one whole incident", { timeout: 120_000 }, async () => {
  for (const { points } of samplePairs([await runWhole(BRIEF)], 10)) {
    const { violations } = await runPlaced(BRIEF, points);
    expect(violations, `crashes at points ${points.join()}`).toEqual([]);
  }
});

test.each(SCENARIOS.map(({ name }) => name))("the scenario %s comes to its end without a crash", async (name) => {
  const { result, points } = await runWhole(scenarioNamed(name));
  expect(result.violations).toEqual([]);
  expect(points).toBeGreaterThan(250);
});

test("the sweep finds that nobody looks before a message is sent again", { timeout: 120_000 }, async () => {
  const [first] = await placementsAt(BRIEF, "chat.postMessage applied");
  const { violations } = await runPlaced(BRIEF, first!.points, layers.lookUp());
  expect(violations.join()).toContain("stands in Slack 2 times");
});
