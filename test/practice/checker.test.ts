import { expect, test } from "vitest";
import { shows } from "../../src/domain/checks/check.ts";
import { MINUTE_MS } from "../../src/lib/pure/duration.ts";
import { createPracticeChecker } from "../../src/practice/checker.ts";
import { testRunbook } from "../support/runbook.ts";

test("it is ill at first, then well, and ill again after a quiet time; not before anybody saw it well", async () => {
  let now = 0;
  const checker = createPracticeChecker({ now: () => now });
  const value = async (minute: number) => {
    now = minute * MINUTE_MS;
    return (await checker.check({ key: "error-rate" })).value;
  };
  const values = [];
  for (const minute of [0, 9, 10, 25, 60, 150]) values.push(await value(minute));
  expect(values).toEqual([14.2, 14.2, 0.05, 0.05, 14.2, 0.05]);
  await expect(checker.check({ key: "unheard-of" })).rejects.toThrow("no such check");
});

test.each(["agentic-canon", "novacron", "sarvanom"])(
  "once it is well, everything is that %s asks for",
  async (name) => {
    let now = 0;
    const { checks, recovery, ladder } = testRunbook(name).runbook;
    const checker = createPracticeChecker({ now: () => now });
    for (const { key } of checks) await checker.check({ key });
    now = 10 * MINUTE_MS;
    const wanted = recovery.criteria.flatMap(({ check }) => check ?? []);
    const calling = ladder.rungs.flatMap(({ triggers }) => triggers.filter((one) => one.on === "check"));
    for (const { key } of checks) {
      const { value } = await checker.check({ key });
      for (const one of wanted.filter((asked) => asked.key === key)) expect(shows(one.test, value), key).toBe(true);
      for (const one of calling.filter(({ check }) => check === key)) expect(shows(one.test, value), key).toBe(false);
    }
  },
);
