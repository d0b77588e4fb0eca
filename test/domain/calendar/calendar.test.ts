import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Calendar,
  deadlineAfter,
  inBusinessTime,
  inBusinessTimeBefore,
  isBusinessTime,
  momentAfter,
} from "../../../src/domain/calendar/calendar.ts";
import { parseSpan, type Span } from "../../../src/domain/calendar/span.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { offset_min } from "../../../src/lib/pure/zone.ts";

const berlin: Calendar = {
  zone: "Europe/Berlin",
  workdays: [1, 2, 3, 4, 5],
  opens_min: 9 * 60,
  closes_min: 17 * 60,
  holidays: ["12-25", "12-26", "2026-04-06"],
};
const span = (text: string): Span => parseSpan(text)!;
const iso = (at: number) => new Date(at).toISOString().replace(":00.000Z", "Z");
const deadline = (from: string, text: string, calendar = berlin) =>
  iso(deadlineAfter(Date.parse(from), span(text), calendar));
const moment = (from: string, text: string, calendar = berlin) =>
  iso(momentAfter(Date.parse(from), span(text), calendar));

describe("hours run through everything", () => {
  test("72 hours over the spring change are 72 hours", () => {
    expect(deadline("2026-03-27T22:30Z", "72h")).toBe("2026-03-30T22:30Z");
  });

  test("24 hours over the autumn change end an hour earlier by the wall clock", () => {
    expect(deadline("2026-10-24T12:00Z", "24h")).toBe("2026-10-25T12:00Z");
  });
});

describe("days keep the time of day", () => {
  test("one day over the spring change is 23 hours", () => {
    expect(deadline("2026-03-28T12:00Z", "1d")).toBe("2026-03-29T11:00Z");
  });

  test("a time of day that the change leaves out is an hour later", () => {
    // 02:30 on 28 March, by the clocks of Berlin; on the 29th they go from 02:00 to 03:00.
    expect(deadline("2026-03-28T01:30Z", "1d")).toBe("2026-03-29T01:30Z");
  });

  test("over a leap day and a year's end", () => {
    expect(deadline("2028-02-28T12:00Z", "2 calendar days")).toBe("2028-03-01T12:00Z");
    expect(deadline("2026-12-31T12:00Z", "1 week")).toBe("2027-01-07T12:00Z");
  });

  test("a month from the 31st ends on the last day of a shorter month", () => {
    expect(deadline("2027-01-31T12:00Z", "1 month")).toBe("2027-02-28T12:00Z");
    expect(deadline("2028-01-31T12:00Z", "1 month")).toBe("2028-02-29T12:00Z");
    expect(deadline("2026-11-30T12:00Z", "3 months")).toBe("2027-02-28T12:00Z");
  });

  test("the same day ends a minute before midnight of the zone, also where that is half an hour off", () => {
    expect(deadline("2026-11-21T19:00Z", "same day")).toBe("2026-11-21T22:59Z");
    expect(deadline("2026-11-21T19:00Z", "same day", { ...berlin, zone: "Asia/Kolkata" })).toBe("2026-11-22T18:29Z");
  });
});

describe("business days skip what nobody works on", () => {
  test("the next business day after a Friday is Monday: from its opening one acts, until its close it is in time", () => {
    expect(moment("2026-11-20T15:00Z", "next business day")).toBe("2026-11-23T08:00Z");
    expect(deadline("2026-11-20T15:00Z", "next business day")).toBe("2026-11-23T16:00Z");
  });

  test("a weekend and the holiday behind it are skipped together", () => {
    // 6 April 2026 is a Monday, and a holiday of this calendar.
    expect(deadline("2026-04-03T12:00Z", "next business day")).toBe("2026-04-07T15:00Z");
    expect(deadline("2026-12-24T12:00Z", "2 business days")).toBe("2026-12-29T16:00Z");
  });

  test("the zone decides which day it is", () => {
    // 23:30 UTC on Sunday is Monday in Berlin.
    expect(deadline("2026-11-22T23:30Z", "next business day")).toBe("2026-11-24T16:00Z");
    expect(deadline("2026-11-22T23:30Z", "next business day", { ...berlin, zone: "UTC" })).toBe("2026-11-23T17:00Z");
  });
});

describe("business hours", () => {
  test("what begins on a Saturday begins on Monday morning", () => {
    expect(deadline("2026-11-21T10:00Z", "2 business hours")).toBe("2026-11-23T10:00Z");
  });

  test("what is left of Friday counts, the rest on Monday", () => {
    expect(deadline("2026-11-20T15:00Z", "4 business hours")).toBe("2026-11-23T11:00Z");
  });

  test("a span that fits the day to its last minute ends when it closes", () => {
    expect(deadline("2026-11-20T08:00Z", "8 business hours")).toBe("2026-11-20T16:00Z");
  });
});

// Another way to the same answer: Intl's offsets and a walk through the minutes, no date library.
describe("against an independent calculation", () => {
  const zones = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"];
  const from = fc.integer({ min: Date.parse("2024-01-01"), max: Date.parse("2030-01-01") });
  const calendars = fc.record({
    zone: fc.constantFrom(...zones),
    workdays: fc.constantFrom([1, 2, 3, 4, 5], [0, 1, 2, 3, 4], [3], [0, 1, 2, 3, 4, 5, 6]),
    opens_min: fc.constantFrom(0, 7 * 60 + 30, 9 * 60),
    closes_min: fc.constantFrom(15 * 60, 17 * 60 + 45, 24 * 60),
    holidays: fc.constantFrom<string[]>([], ["01-01", "12-25"], ["2028-02-29"]),
  });
  // Intl is slow, and no zone changes its clocks but at a quarter of an hour.
  const offsets = new Map<string, number>();
  const offset = (zone: string, at: number) => {
    const key = `${zone} ${Math.floor(at / (15 * MINUTE_MS))}`;
    const known = offsets.get(key) ?? offset_min(zone, at);
    offsets.set(key, known);
    return known;
  };
  const wall = (at: number, zone: string) => new Date(at + offset(zone, at) * MINUTE_MS);
  const dayOf = (at: number, zone: string) => wall(at, zone).toISOString().slice(0, 10);
  const works = (at: number, { zone, workdays, opens_min, closes_min, holidays }: Calendar) => {
    const clock = wall(at, zone);
    const day = dayOf(at, zone);
    const minute = clock.getUTCHours() * 60 + clock.getUTCMinutes();
    const off = holidays.includes(day) || holidays.includes(day.slice(5));
    return !off && workdays.includes(clock.getUTCDay()) && minute >= opens_min && minute < closes_min;
  };
  const minutes = (at: number) => at - (at % MINUTE_MS);

  test("business time", () => {
    fc.assert(
      fc.property(from, calendars, fc.integer({ min: 1, max: 16 * 60 }), (at, calendar, wanted_min) => {
        const begins = minutes(at);
        const end = deadlineAfter(begins, { unit: "business-time", ms: wanted_min * MINUTE_MS }, calendar);
        let counted = 0;
        for (let now = begins; now < end; now += MINUTE_MS) counted += works(now, calendar) ? 1 : 0;
        expect(counted).toBe(wanted_min);
        expect(works(end - MINUTE_MS, calendar)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("business days: so many working days lie between, and it ends with one", () => {
    fc.assert(
      fc.property(from, calendars, fc.integer({ min: 1, max: 12 }), (at, calendar, count) => {
        const end = deadlineAfter(at, { unit: "business-days", count }, calendar);
        const days = new Set<string>();
        for (let now = at; now < end; now += HOUR_MS / 2) {
          const day = dayOf(now, calendar.zone);
          if (day !== dayOf(at, calendar.zone) && works(now, calendar)) days.add(day);
        }
        expect(days.size).toBe(count);
        expect(isBusinessTime(end - 1, calendar)).toBe(true);
        expect(isBusinessTime(end, calendar) && calendar.closes_min < 24 * 60).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test("days: the same time of day, or later by what the change of clocks left out", () => {
    fc.assert(
      fc.property(from, fc.constantFrom(...zones), fc.integer({ min: 1, max: 40 }), (at, zone, count) => {
        const end = deadlineAfter(at, { unit: "days", count }, { ...berlin, zone });
        const [before, after] = [wall(at, zone).getTime(), wall(end, zone).getTime()];
        const apart = after - before - count * DAY_MS;
        // Lord Howe's clocks change by half an hour, Apia's and the others' by one.
        expect([0, HOUR_MS / 2, HOUR_MS]).toContain(apart);
        if (apart > 0) expect(offset_min(zone, end)).not.toBe(offset_min(zone, end - 2 * HOUR_MS));
      }),
      { numRuns: 300 },
    );
  });

  test("hours: nothing is ever rolled", () => {
    fc.assert(
      fc.property(from, calendars, fc.integer({ min: 1, max: 2_000 }), (at, calendar, hours) => {
        expect(deadlineAfter(at, { unit: "exact", ms: hours * HOUR_MS }, calendar)).toBe(at + hours * HOUR_MS);
      }),
    );
  });
});

test.each([
  ["within the hours", "2026-11-04T10:00Z", "2026-11-04T10:00Z", "2026-11-04T10:00Z"],
  ["before they begin", "2026-11-04T02:00Z", "2026-11-04T08:00Z", "2026-11-03T15:00Z"],
  ["as they end", "2026-11-04T16:00Z", "2026-11-04T16:00Z", "2026-11-04T15:00Z"],
  ["after they end", "2026-11-04T16:01Z", "2026-11-05T08:00Z", "2026-11-04T15:00Z"],
  ["on a weekend", "2026-11-07T12:00Z", "2026-11-09T08:00Z", "2026-11-06T15:00Z"],
  ["on a holiday", "2026-12-25T12:00Z", "2026-12-28T08:00Z", "2026-12-24T15:00Z"],
])("what is said when people work: %s", (_when, from, next, before) => {
  expect(iso(inBusinessTime(Date.parse(from), berlin))).toBe(next);
  expect(iso(inBusinessTimeBefore(Date.parse(from), berlin))).toBe(before);
});
