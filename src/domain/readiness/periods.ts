// The periods of a rhythm, by the calendar: weeks from Monday, months, quarters and years. What is to be done once in each of
// them is asked for when its first working day begins, and is due when its last one ends.
import { daysAfter } from "../../lib/pure/zone.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Calendar, dayOf, workingHours } from "../calendar/calendar.ts";
import type { Rhythm } from "./readiness.ts";

export interface Period {
  /** Its first day, by which it is called: "2026-11-23". */
  begins: string;
  /** When its first working day begins and its last one ends; null where nobody works in all of it. */
  opens: Instant | null;
  closes: Instant | null;
}

/** The one that it is at that time. */
export const periodAt = (at: Instant, every: Rhythm, calendar: Calendar): Period =>
  periodFrom(firstDay(dayOf(at, calendar), every), every, calendar);

/** The one that begins on that day. */
export function periodFrom(begins: string, every: Rhythm, calendar: Calendar): Period {
  const after = dayAfter(begins, every);
  let opens: Instant | null = null;
  let closes: Instant | null = null;
  for (let day = begins; day < after && opens === null; day = daysAfter(day, 1)) {
    opens = workingHours(day, calendar)?.opens ?? null;
  }
  for (let day = daysAfter(after, -1); day >= begins && closes === null; day = daysAfter(day, -1)) {
    closes = workingHours(day, calendar)?.closes ?? null;
  }
  return { begins, opens, closes };
}

/** The next one in which people work. */
export function periodAfter(begins: string, every: Rhythm, calendar: Calendar): Period {
  let next = periodFrom(dayAfter(begins, every), every, calendar);
  while (next.opens === null) next = periodFrom(dayAfter(next.begins, every), every, calendar);
  return next;
}

/** The first day of the period that a day lies in. */
export function firstDay(day: string, every: Rhythm): string {
  const [year = "", month = ""] = day.split("-");
  switch (every) {
    case "weekly": {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      return daysAfter(day, -((weekday + 6) % 7));
    }
    case "monthly":
      return `${year}-${month}-01`;
    case "quarterly":
      return monthOf(Number(year), Math.floor((Number(month) - 1) / 3) * 3);
    case "yearly":
      return `${year}-01-01`;
  }
}

const MONTHS: Record<Exclude<Rhythm, "weekly">, number> = { monthly: 1, quarterly: 3, yearly: 12 };

/** The first day of the period after the one that begins on that day. */
export function dayAfter(begins: string, every: Rhythm): string {
  if (every === "weekly") return daysAfter(begins, 7);
  const [year = 0, month = 1] = begins.split("-").map(Number);
  return monthOf(year, month - 1 + MONTHS[every]);
}

/** `month` from 0. */
const monthOf = (year: number, month: number): string => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
