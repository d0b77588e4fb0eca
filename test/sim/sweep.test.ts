// One crash at every point of a declaration, one run a point.
import { expect, test } from "vitest";
import { sweepDeclare } from "./sweep.ts";

test("a crash at any one point of a declaration leaves one whole incident", { timeout: 120_000 }, async () => {
  const labels = new Set<string>();
  const points = await sweepDeclare(({ point, label, result }) => {
    labels.add(label);
    expect(result.violations, `npm run sim:sweep -- --point ${point} (${label})`).toEqual([]);
    expect(result.crashes, `point ${point} (${label})`).toBe(point === 0 ? 0 : 1);
    expect(result.incidents, `point ${point} (${label})`).toBe(1);
  });
  expect(points).toBeGreaterThan(100);
  expect([...labels]).toEqual(
    expect.arrayContaining([
      "commit before",
      "commit after",
      "conversations.create applied",
      "chat.postMessage answered",
    ]),
  );
});
