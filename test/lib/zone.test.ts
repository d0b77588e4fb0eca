import { expect, test } from "vitest";
import { dayIn, daysAfter, isDay, offset_min, timeIn } from "../../src/lib/pure/zone.ts";

test("a time of day is that of the zone's clocks, on both sides of their change", () => {
  // Berlin's clocks go back on 25 October 2026 and forward on 29 March 2026.
  expect(timeIn("Europe/Berlin", "2026-10-24", 9)).toBe(Date.UTC(2026, 9, 24, 7));
  expect(timeIn("Europe/Berlin", "2026-10-25", 9)).toBe(Date.UTC(2026, 9, 25, 8));
  expect(timeIn("Europe/Berlin", "2026-03-29", 9)).toBe(Date.UTC(2026, 2, 29, 7));
  expect(timeIn("Europe/Berlin", "2026-03-29", 0)).toBe(Date.UTC(2026, 2, 28, 23));
  expect(timeIn("Pacific/Auckland", "2026-12-01", 9)).toBe(Date.UTC(2026, 10, 30, 20));
  expect(timeIn("UTC", "2026-12-31", 24)).toBe(Date.UTC(2027, 0, 1));
});

test("a day is the one that the calendar shows there", () => {
  const at = Date.UTC(2026, 10, 2, 23, 30);
  expect(dayIn("UTC", at)).toBe("2026-11-02");
  expect(dayIn("Europe/Berlin", at)).toBe("2026-11-03");
  expect(dayIn("Pacific/Honolulu", at)).toBe("2026-11-02");
  expect(daysAfter("2026-12-30", 3)).toBe("2027-01-02");
});

test("a zone that nobody knows reads as UTC, and a day of no calendar is none", () => {
  expect(offset_min("Middle/Earth", 0)).toBe(0);
  expect(["2026-02-28", "2024-02-29"].every(isDay)).toBe(true);
  expect(["2026-02-29", "2026-13-01", "26-01-01", "friday", ""].some(isDay)).toBe(false);
});
