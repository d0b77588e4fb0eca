// Periods by the calendar: which one it is, when it is asked for, and when it is over.
import { expect, test } from "vitest";
import { periodAfter, periodAt, periodFrom } from "../../../src/domain/readiness/periods.ts";
import type { Rhythm } from "../../../src/domain/readiness/readiness.ts";
import { BERLIN, berlin } from "./given.ts";

// prettier-ignore
test.each<[Rhythm, day: string, begins: string, next: string]>([
  ["weekly", "2026-11-22", "2026-11-16", "2026-11-23"],
  ["weekly", "2026-11-23", "2026-11-23", "2026-11-30"],
  ["weekly", "2027-01-01", "2026-12-28", "2027-01-04"],
  ["monthly", "2026-12-31", "2026-12-01", "2027-01-01"],
  ["quarterly", "2026-11-22", "2026-10-01", "2027-01-01"],
  ["quarterly", "2026-03-31", "2026-01-01", "2026-04-01"],
  ["yearly", "2026-11-22", "2026-01-01", "2027-01-01"],
])("%s: %s lies in the one from %s, and the next begins %s", (every, day, begins, next) => {
  expect(periodAt(berlin(day, "12:00"), every, BERLIN).begins).toBe(begins);
  expect(periodAfter(begins, every, BERLIN).begins).toBe(next);
});

test("it is by the organisation's clocks that a day is over", () => {
  expect(periodAt(Date.parse("2026-11-22T22:59:59Z"), "weekly", BERLIN).begins).toBe("2026-11-16");
  expect(periodAt(Date.parse("2026-11-22T23:00:00Z"), "weekly", BERLIN).begins).toBe("2026-11-23");
});

test("it is asked for when its first working day begins, and due when the last one ends", () => {
  const may = periodFrom("2026-05-01", "monthly", { ...BERLIN, holidays: ["05-01"] });
  // The 1st is a holiday, the 2nd and 3rd a weekend; the 30th and 31st a weekend. Summer time.
  expect(may.opens).toBe(Date.parse("2026-05-04T09:00:00+02:00"));
  expect(may.closes).toBe(Date.parse("2026-05-29T17:00:00+02:00"));
});

test("a period in which nobody works is passed over", () => {
  const closed = { ...BERLIN, holidays: ["12-21", "12-22", "12-23", "12-24", "12-25"] };
  expect(periodFrom("2026-12-21", "weekly", closed)).toEqual({ begins: "2026-12-21", opens: null, closes: null });
  expect(periodAfter("2026-12-14", "weekly", closed).begins).toBe("2026-12-28");
});

test("a week in which the clocks change opens and closes by what they show", () => {
  const week = periodFrom("2026-10-19", "weekly", { ...BERLIN, workdays: [0, 1, 2, 3, 4, 5, 6] });
  expect(week.opens).toBe(Date.parse("2026-10-19T09:00:00+02:00"));
  expect(week.closes).toBe(Date.parse("2026-10-25T17:00:00+01:00"));
});
