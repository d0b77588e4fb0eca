import { describe, expect, test } from "vitest";
import { mustShow } from "../../../src/domain/record/history-page.ts";
import { type Coverage, isBehind, mayLack } from "../../../src/domain/record/coverage.ts";

const MINUTE_MS = 60_000;
const COVERAGE: Coverage = {
  from: 0,
  to: null,
  comparedAt: 100 * MINUTE_MS,
  comparedWholeAt: null,
  gaps: [],
  recovered: 0,
  changesNoticed: 0,
  isCapped: false,
  silentSince: null,
};
const GAP = { from: 1, to: 2, why: "Slack could not be heard", recoveredAt: null };

describe("a page of the history, newest first", () => {
  test("must show what is between the page before it and its own last message, and the last page all that is older", () => {
    const shown = (edge: string, last: string | null) =>
      ["9", "8", "7", "6", "5"].filter((ts) => mustShow(ts, true, edge, last));
    expect(shown("", "8")).toEqual(["9", "8"]);
    expect(shown("8", "6")).toEqual(["7", "6"]);
    expect(shown("6", null)).toEqual(["5"]);
    expect(shown("", null)).toEqual(["9", "8", "7", "6", "5"]);
  });
});

describe("a page of a thread, oldest first", () => {
  test("must show the same the other way round", () => {
    const shown = (edge: string, last: string | null) =>
      ["5", "6", "7", "8"].filter((ts) => mustShow(ts, false, edge, last));
    expect(shown("", "6")).toEqual(["5", "6"]);
    expect(shown("6", "7")).toEqual(["7"]);
    expect(shown("7", null)).toEqual(["8"]);
  });
});

describe("a record", () => {
  test("may lack something in a gap that was not recovered, while no events come, and long after it was compared", () => {
    const now = 105 * MINUTE_MS;
    expect(mayLack(COVERAGE, now)).toBe(false);
    expect(mayLack({ ...COVERAGE, gaps: [{ ...GAP, recoveredAt: 3 }] }, now)).toBe(false);
    expect(mayLack({ ...COVERAGE, gaps: [GAP] }, now)).toBe(true);
    expect(mayLack({ ...COVERAGE, silentSince: now }, now)).toBe(true);
    expect(mayLack(COVERAGE, 131 * MINUTE_MS)).toBe(true);
  });

  test("is behind until it was compared at all, and not once it is no longer recorded", () => {
    expect(isBehind({ ...COVERAGE, comparedAt: null }, 29 * MINUTE_MS)).toBe(false);
    expect(isBehind({ ...COVERAGE, comparedAt: null }, 31 * MINUTE_MS)).toBe(true);
    expect(isBehind({ ...COVERAGE, to: 110 * MINUTE_MS }, 10_000 * MINUTE_MS)).toBe(false);
  });
});
