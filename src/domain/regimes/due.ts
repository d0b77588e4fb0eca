// When a notice is due, given what has started its clocks so far.
import { timeIn } from "../../lib/pure/zone.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Calendar, deadlineAfter, isWorkdayAt, nextWorkday } from "../calendar/calendar.ts";
import type { DueRule, Notice, Regime } from "./regime.ts";

/** When each clock started: by the start's key, and "submitted <notice>" for a notice that went out. */
export type Started = Readonly<Record<string, Instant>>;

export interface NoticeDue {
  notice: Notice;
  /** Null while no clock of it runs, or where the regime gives words alone. */
  dueAt: Instant | null;
  submittedAt: Instant | null;
}

export const noticesDue = (regime: Regime, started: Started, calendar: Calendar): NoticeDue[] =>
  regime.notices.map((notice) => ({
    notice,
    dueAt: dueAt(notice, started, calendar),
    submittedAt: started[submitted(notice.key)] ?? null,
  }));

export const submitted = (notice: string): string => `submitted ${notice}`;

/**
 * The earliest of its rules, once all of their clocks run. A rule that was over before the last of them started asks
 * for what nobody could have done, and does not count: DORA's 24 hours after awareness, where an incident is classified
 * as major only later.
 */
function dueAt({ due }: Notice, started: Started, calendar: Calendar): Instant | null {
  const starts = due.map(({ from }) => started[from]);
  if (due.length === 0 || starts.some((start) => start === undefined)) return null;
  const last = Math.max(...(starts as Instant[]));
  const ends = due.map((rule, index) => rolled(rule, deadlineAfter(starts[index]!, rule.within, calendar), calendar));
  const possible = ends.filter((end) => end >= last);
  return Math.min(...(possible.length > 0 ? possible : ends));
}

/** Hours run through weekends and holidays (for the EU: Regulation 1182/71, article 3(4)). */
function rolled({ roll, within }: DueRule, end: Instant, calendar: Calendar): Instant {
  if (roll === "no" || within.unit === "exact" || isWorkdayAt(end, calendar)) return end;
  const { zone } = calendar;
  const day = nextWorkday(end, calendar);
  return roll === "noon-next-business-day" ? timeIn(zone, day, 12) : timeIn(zone, day, 24);
}

/** The shares of the time at which somebody is warned, and those times. */
export const WARNED_AT = [0.5, 0.75, 0.9] as const;

export const warningTimes = (startedAt: Instant, due: Instant): Instant[] =>
  WARNED_AT.map((share) => startedAt + Math.round((due - startedAt) * share));
