// When a notification is due, given what has started its clocks so far.
import { timeIn } from "../../lib/pure/zone.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Calendar, deadlineAfter, isWorkdayAt, nextWorkday } from "../calendar/calendar.ts";
import { roughly_ms, type Span } from "../calendar/span.ts";
import type { DueRule, Notification, Regime } from "./regime.ts";

/** When each clock started: by the start's key, and "submitted <notification>" for one that went out. */
export type Started = Readonly<Record<string, Instant>>;

export interface NotificationDue {
  notification: Notification;
  /** From when its clock runs. Null while no clock of it does, or where the regime gives words alone. */
  since: Instant | null;
  dueAt: Instant | null;
}

export const notificationsDue = (regime: Regime, started: Started, calendar: Calendar): NotificationDue[] =>
  regime.notifications.map((notification) => {
    const { since = null, dueAt = null } = earliest(notification, started, calendar) ?? {};
    return { notification, since, dueAt };
  });

/** The shortest that counts from a start, whatever else is answered; null where it has words alone. */
export function firstLimit({ starts, notifications }: Regime): Span | null {
  const limits = notifications
    .filter(({ only }) => only === null)
    .flatMap(({ due }) => due.filter(({ from }) => starts.some(({ key }) => key === from)))
    .map(({ within }) => within);
  return limits.toSorted((a, b) => roughly_ms(a) - roughly_ms(b))[0] ?? null;
}

/** As a start of those that hang on it. */
export const submitted = (notification: string): string => `submitted ${notification}`;

/**
 * The earliest of its rules, once all of their clocks run. A rule that was over before the last of them started asks
 * for what nobody could have done, and does not count: DORA's 24 hours after awareness, where an incident is classified
 * as major only later.
 */
function earliest({ due }: Notification, started: Started, calendar: Calendar) {
  const starts = due.map(({ from }) => started[from]).filter((start) => start !== undefined);
  if (due.length === 0 || starts.length < due.length) return null;
  const last = Math.max(...starts);
  const clocks = due.map((rule, index) => {
    const since = starts[index]!;
    return { since, dueAt: rolled(rule, deadlineAfter(since, rule.within, calendar), calendar) };
  });
  const possible = clocks.filter(({ dueAt }) => dueAt >= last);
  const [first] = (possible.length > 0 ? possible : clocks).toSorted((a, b) => a.dueAt - b.dueAt);
  return first!;
}

/** Hours run through weekends and holidays (for the EU: Regulation 1182/71, article 3(4)). */
function rolled({ roll, within }: DueRule, end: Instant, calendar: Calendar): Instant {
  if (roll === "no" || within.unit === "exact" || isWorkdayAt(end, calendar)) return end;
  const { zone } = calendar;
  const day = nextWorkday(end, calendar);
  return roll === "noon-next-business-day" ? timeIn(zone, day, 12) : timeIn(zone, day, 24);
}

/** The shares of the time at which somebody is warned. */
export const WARNED_AT = [0.5, 0.75, 0.9] as const;

export const warningTimes = (since: Instant, due: Instant): Instant[] =>
  WARNED_AT.map((share) => since + Math.round((due - since) * share));
