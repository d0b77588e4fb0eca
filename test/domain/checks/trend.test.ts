import { expect, test } from "vitest";
import { checkTrends } from "../../../src/domain/postmortem/checks.ts";
import { CHECKED, CHECKS } from "../../blocks/samples/checked.ts";
import { T0 } from "../../blocks/samples/data.ts";
import { RUNBOOK } from "../given.ts";

const events = CHECKED.map((event, index) => ({ ...event, seq: index + 1 }));
const minute = (at: number) => (at - T0) / 60_000;

test("a check's first, lowest, highest and last values, and how often it gave none", () => {
  const [errors, services, queue] = checkTrends({ ...RUNBOOK, checks: CHECKS }, events);
  const told = [errors?.first, errors?.lowest, errors?.highest, errors?.last];
  expect(told.map((point) => [point?.value, minute(point!.at)])).toEqual([
    [12, 1],
    [0.05, 21],
    [31.5, 20],
    [0.05, 21],
  ]);
  expect(services).toMatchObject({
    looks: 3,
    unanswered: 1,
    first: { value: false },
    last: { value: true },
    lowest: null,
  });
  expect(queue).toMatchObject({ looks: 3, unanswered: 3, first: null, highest: null });
  expect(errors?.sources, "what tells of it in the record").toEqual([2, 6]);
});

test("what was never looked at has no row", () => {
  expect(checkTrends({ ...RUNBOOK, checks: CHECKS }, [])).toEqual([]);
});
