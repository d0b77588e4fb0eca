// When a span that began at some time is over, in the zone and the working hours of the organisation.
import { TZDate } from "@date-fns/tz";
import { HOUR_MS } from "../../lib/pure/duration.ts";
import { assert } from "../../lib/pure/assert.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Span } from "./span.ts";

export interface Calendar {
  /** IANA name. */
  zone: string;
  /** Days of the week on which people work: 0 is Sunday. */
  workdays: readonly number[];
  /** Minutes after midnight at which a working day begins and ends; 1440 is midnight. */
  opens_min: number;
  closes_min: number;
  /** Days on which nobody works: "2026-12-24", or "12-25" for every year. */
  holidays: readonly string[];
}

/** Longer than any row of holidays: a calendar without a working day in it is refused at load. */
const DAYS_LOOKED_AT_MAX = 3_700;

/**
 * When it must be done at the latest: a span of business days ends when the last of them closes. What begins outside
 * business time begins when the next working day opens.
 */
export function deadlineAfter(from: Instant, span: Span, calendar: Calendar): Instant {
  switch (span.unit) {
    case "exact":
      return from + span.ms;
    case "days":
      return sameTimeAfter(from, { days: span.count }, calendar);
    case "months":
      return sameTimeAfter(from, { months: span.count }, calendar);
    case "same-day": {
      const { year, month, day } = dateOf(from, calendar);
      return new TZDate(year, month, day, 23, 59, calendar.zone).getTime();
    }
    case "business-days":
      return hoursOn(workdayAfter(from, span.count, calendar), calendar).closes;
    case "business-time":
      return afterBusinessTime(from, span.ms, calendar);
  }
}

/** When to act, once it has passed: as its deadline, but the morning of the last business day instead of its evening. */
export const momentAfter = (from: Instant, span: Span, calendar: Calendar): Instant =>
  span.unit === "business-days"
    ? hoursOn(workdayAfter(from, span.count, calendar), calendar).opens
    : deadlineAfter(from, span, calendar);

/** Whether people work at that time. */
export function isBusinessTime(at: Instant, calendar: Calendar): boolean {
  const date = dateOf(at, calendar);
  const { opens, closes } = hoursOn(date, calendar);
  return isWorkday(date, calendar) && at >= opens && at < closes;
}

/** That time, or when people next work after it. They are still there when the day closes: what is due then is said then. */
export function inBusinessTime(at: Instant, calendar: Calendar): Instant {
  for (const day of daysFrom(dateOf(at, calendar), 0)) {
    const { opens, closes } = hoursOn(day, calendar);
    if (isWorkday(day, calendar) && at <= closes) return Math.max(at, opens);
  }
  assert(false, noWorkday(calendar));
}

/** That time, or the last hour in which people worked before it. */
export function inBusinessTimeBefore(at: Instant, calendar: Calendar): Instant {
  if (isBusinessTime(at, calendar)) return at;
  for (const day of daysFrom(dateOf(at, calendar), 0, -1)) {
    const { opens, closes } = hoursOn(day, calendar);
    if (isWorkday(day, calendar) && closes <= at) return Math.max(opens, closes - HOUR_MS);
  }
  assert(false, noWorkday(calendar));
}

/** Whether people work on that day at all. */
export const isWorkdayAt = (at: Instant, calendar: Calendar): boolean => isWorkday(dateOf(at, calendar), calendar);

/** The day that it is there: "2026-12-24". */
export const dayOf = (at: Instant, calendar: Calendar): string => isoOf(dateOf(at, calendar));

/** From when to when people work on that day, "2026-12-24"; null where they do not. */
export function workingHours(day: string, calendar: Calendar): { opens: Instant; closes: Instant } | null {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const there = { year, month: month - 1, day: date };
  return isWorkday(there, calendar) ? hoursOn(there, calendar) : null;
}

/** When people work next: that very time where they do. */
export const nextBusinessTime = (at: Instant, calendar: Calendar): Instant => afterBusinessTime(at, 1, calendar) - 1;

/** The first day after that one on which people work: "2026-12-28". */
export const nextWorkday = (at: Instant, calendar: Calendar): string => isoOf(workdayAfter(at, 1, calendar));

/** A day as calendars count it; `month` from 0. */
interface Day {
  year: number;
  month: number;
  day: number;
}

function dateOf(at: Instant, { zone }: Calendar): Day {
  const date = new TZDate(at, zone);
  return { year: date.getFullYear(), month: date.getMonth(), day: date.getDate() };
}

/** A time of day that a change of the clocks leaves out is as much later as the clocks were put forward. */
function sameTimeAfter(
  from: Instant,
  { days = 0, months = 0 }: { days?: number; months?: number },
  { zone }: Calendar,
) {
  const date = new TZDate(from, zone);
  const last = new TZDate(date.getFullYear(), date.getMonth() + months + 1, 0, zone).getDate();
  const day = months === 0 ? date.getDate() : Math.min(date.getDate(), last);
  return new TZDate(
    date.getFullYear(),
    date.getMonth() + months,
    day + days,
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
    date.getMilliseconds(),
    zone,
  ).getTime();
}

/** The `count`-th working day after the day of `from`. */
function workdayAfter(from: Instant, count: number, calendar: Calendar): Day {
  let left = count;
  for (const day of daysFrom(dateOf(from, calendar), 1)) {
    if (isWorkday(day, calendar)) left -= 1;
    if (left <= 0) return day;
  }
  assert(false, noWorkday(calendar));
}

function afterBusinessTime(from: Instant, span_ms: number, calendar: Calendar): Instant {
  let left_ms = span_ms;
  for (const day of daysFrom(dateOf(from, calendar), 0)) {
    if (!isWorkday(day, calendar)) continue;
    const { opens, closes } = hoursOn(day, calendar);
    const begins = Math.max(opens, from);
    const open_ms = Math.max(0, closes - begins);
    if (left_ms <= open_ms) return begins + left_ms;
    left_ms -= open_ms;
  }
  assert(false, noWorkday(calendar));
}

function* daysFrom({ year, month, day }: Day, first: number, step: 1 | -1 = 1): Generator<Day> {
  for (let index = first; index < DAYS_LOOKED_AT_MAX; index++) {
    const date = new Date(Date.UTC(year, month, day + index * step));
    yield { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
  }
}

const noWorkday = ({ zone, holidays }: Calendar): string =>
  `a calendar has a working day within ten years (zone ${zone}, ${holidays.length} holidays)`;

const isoOf = ({ year, month, day }: Day): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, "2026-12-24".length);

function isWorkday(date: Day, { workdays, holidays }: Calendar): boolean {
  const iso = isoOf(date);
  const weekday = new Date(iso).getUTCDay();
  return workdays.includes(weekday) && !holidays.includes(iso) && !holidays.includes(iso.slice("2026-".length));
}

/** Of a working day. Minutes after midnight are times of day, not time passed: a day of 23 hours closes at five as well. */
function hoursOn({ year, month, day }: Day, { zone, opens_min, closes_min }: Calendar) {
  const at = (min: number) => new TZDate(year, month, day, 0, min, zone).getTime();
  return { opens: at(opens_min), closes: at(closes_min) };
}

/** Whether the machine knows the zone. */
export const isZone = (zone: string): boolean => !Number.isNaN(new TZDate(0, zone).getTime());
