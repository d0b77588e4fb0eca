import { describe, expect, test } from "vitest";
import { readWhen } from "../../../src/cli/plan/when.ts";
import { offset_min } from "../../../src/lib/pure/zone.ts";

const read = (typed: string, zone = "Europe/Berlin") => {
  const when = readWhen(typed, zone);
  return when.ok ? new Date(when.value.at).toISOString() : when.error;
};

describe("a time is read", () => {
  test.each([
    ["2026-03-28 23:30 Europe/Berlin", "2026-03-28T22:30:00.000Z"],
    ["2026-03-28T23:30 europe/berlin", "2026-03-28T22:30:00.000Z"],
    ["2026-03-28 23:30", "2026-03-28T22:30:00.000Z"],
    ["2026-03-28 9:05 UTC", "2026-03-28T09:05:00.000Z"],
    ["2026-12-31 23:59 Asia/Kolkata", "2026-12-31T18:29:00.000Z"],
    ["2026-10-25 02:30 Europe/Berlin +02:00", "2026-10-25T00:30:00.000Z"],
    ["2026-10-25 02:30 Europe/Berlin +01:00", "2026-10-25T01:30:00.000Z"],
    ["2026-04-05 01:45 Australia/Lord_Howe +10:30", "2026-04-04T15:15:00.000Z"],
    ["2028-02-29 12:00 America/New_York", "2028-02-29T17:00:00.000Z"],
  ])("%s", (typed, at) => {
    expect(read(typed)).toBe(at);
  });
});

describe("a time that cannot be meant is answered with the next step", () => {
  test.each([
    [
      "2026-03-29 02:30 Europe/Berlin",
      'does not exist in Europe/Berlin: the clocks go forward then. Next step: take "2026-03-29 03:30 Europe/Berlin".',
    ],
    ["2026-03-08 02:15 America/New_York", 'take "2026-03-08 03:15 America/New_York"'],
    [
      "2026-10-25 02:30",
      'comes twice in Europe/Berlin: the clocks go back then. Next step: say which: "2026-10-25 02:30 Europe/Berlin +02:00" or "2026-10-25 02:30 Europe/Berlin +01:00".',
    ],
    ["2026-06-01 12:00 Europe/Berlin +01:00", "Europe/Berlin is +02:00 from UTC at 2026-06-01 12:00, not +01:00"],
    ["2026-06-01 12:00 Europe/Berln", 'Did you mean "Europe/Berlin"?'],
    ["2026-06-01 12:00 berlin", 'Did you mean "Europe/Berlin"?'],
    ["2026-06-01 12:00 Nowhere/Land", '"Nowhere/Land" is no time zone. Next step:'],
    ["2026-02-30 12:00", '"2026-02-30 12:00" is no time.'],
    ["2026-06-01 24:00", "is no time."],
    ["tomorrow", 'write a day, a time of day and a zone: "2026-03-28 23:30 Europe/Berlin".'],
  ])("%s", (typed, answer) => {
    expect(read(typed)).toContain(answer);
  });
});

test("each time of day of a year is read as the one time at which the clocks show it", () => {
  for (const zone of ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"]) {
    for (let at = Date.UTC(2026, 0, 1, 0, 7); at < Date.UTC(2027, 0, 1); at += 7 * 3_600_000) {
      const shown = new Date(at + offset_min(zone, at) * 60_000).toISOString();
      const when = readWhen(`${shown.slice(0, 10)} ${shown.slice(11, 16)} ${zone}`, "UTC");
      // Only what comes twice may be asked back about.
      if (when.ok) expect(when.value.at).toBe(at);
      else expect(when.error).toContain("comes twice");
    }
  }
});
