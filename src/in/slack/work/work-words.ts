// What stands in a command about a task or an action item: who, and by when.
import { parse } from "chrono-node";
import type { Instant } from "../../../lib/pure/time.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/pure/duration.ts";
import { asTyped, oneLine } from "../../../lib/pure/text.ts";
import { dayIn, daysAfter, offset_min, timeIn } from "../../../lib/pure/zone.ts";
import { hasPassed } from "../typed-time.ts";

interface Naming {
  /** The first person mentioned. */
  user: string | null;
  /** What stands behind an @ that Slack made no mention of: nobody, a group, everybody. */
  stranger: string | null;
  /** The words without the one mention. */
  rest: string;
}

/** `slackText` has mentions as Slack's tokens; `typed` is the same, or its end, as a person reads it. */
export function namedIn(slackText: string, typed: string): Naming {
  const [token, user] = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/.exec(slackText) ?? [];
  if (token && user) return { user, stranger: null, rest: oneLine(typed.replace(asTyped(token), " ")) };
  return { user: null, stranger: /(?:^|\s)(@[^\s@]+)/.exec(typed)?.[1] ?? null, rest: oneLine(typed) };
}

/** "10m", "in 1 h 30 min" at the end; or "by 14:30", "at 2pm", "by tomorrow 14:30 UTC". */
const SPAN_AT_END =
  /(?:^|\s)(?:(?:in|within)\s+)?(?:(?<hours>\d{1,3})\s*(?:hours?|hrs?|h))?\s*(?:(?<minutes>\d{1,4})\s*(?:minutes?|mins?|m))?$/i;
const CLOCK_AT_END =
  /(?:^|\s)(?:(?:by|until)\s+)?(?:(?<day>today|tomorrow)\s+(?:(?:by|at)\s+)?|(?:by|at|until)\s+)(?<clock>(?<hour>\d{1,2})(?::(?<minute>\d{2}))?\s*(?<half>[ap]m)?(?<utc>\s*(?:utc|gmt|z))?)$/i;

interface TaskTime {
  text: string;
  dueAt: Instant | null;
  /** The time of day as it was typed, where it `hasPassed`. */
  passed: string | null;
}

/**
 * A task's words without the time behind them, and that time: a time of day is the next one by its giver's clock. `zone`
 * is an IANA name.
 */
export function taskTime(words: string, now: Instant, zone: string): TaskTime {
  const span = SPAN_AT_END.exec(words);
  const { hours, minutes } = span?.groups ?? {};
  if (span && (hours || minutes)) {
    const dueAt = now + Number(hours ?? 0) * HOUR_MS + Number(minutes ?? 0) * MINUTE_MS;
    return { text: words.slice(0, span.index).trim(), dueAt, passed: null };
  }
  const clock = CLOCK_AT_END.exec(words);
  const said = clock?.groups ?? {};
  const read = said.utc ? "UTC" : zone;
  const dueAt = clock && nextTime(said, now, read);
  if (!clock || dueAt === null) return { text: words, dueAt: null, passed: null };
  const isPassed = said.day === undefined && hasPassed(dueAt, now, read);
  return { text: words.slice(0, clock.index).trim(), dueAt, passed: isPassed ? said.clock! : null };
}

function nextTime(said: Record<string, string | undefined>, now: Instant, zone: string): Instant | null {
  const { half, minute } = said;
  const hour = Number(said.hour);
  // "at 3" may be anything.
  if ((!half && minute === undefined) || hour > (half ? 12 : 23) || Number(minute ?? 0) > 59) return null;
  const hours = (half ? (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : hour) + Number(minute ?? 0) / 60;
  const day = said.day?.toLowerCase();
  const today = timeIn(zone, dayIn(zone, now), hours);
  return day === "today" || (day === undefined && today > now)
    ? today
    : timeIn(zone, daysAfter(dayIn(zone, now), 1), hours);
}

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
/** "friday", "by next monday", "2026-12-01", "1 December", "in 2 weeks", "1w" at the end. */
const DAY_AT_END = new RegExp(
  `(?:^|[\\s,]+)(?:(?:by|due|until|on)\\s+)?(?<day>today|tomorrow|(?:(?:next|this)\\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|next\\s+(?:week|month)|\\d{4}-\\d{2}-\\d{2}|${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+\\d{4})?|\\d{1,2}(?:st|nd|rd|th)?\\s+${MONTH}(?:\\s+\\d{4})?|in\\s+(?:\\d{1,3}|an?)\\s+(?:days?|weeks?|months?)|(?<count>\\d{1,3})\\s*(?<unit>[dw]))$`,
  "i",
);

/** An action item's words without the day behind them, and that day by the calendar of `zone`; null where none is read. */
export function dueDay(words: string, now: Instant, zone: string): { text: string; day: string | null } {
  const match = DAY_AT_END.exec(words);
  if (!match) return { text: words, day: null };
  const { day = "", count, unit } = match.groups!;
  const today = dayIn(zone, now);
  const read = count
    ? daysAfter(today, Number(count) * (unit!.toLowerCase() === "w" ? 7 : 1))
    : dayRead(day, now, zone);
  return read === null ? { text: words, day: null } : { text: words.slice(0, match.index).trim(), day: read };
}

function dayRead(said: string, now: Instant, zone: string): string | null {
  if (/^\d{4}-/.test(said)) return said;
  const reference = { instant: new Date(now), timezone: offset_min(zone, now) };
  const [read] = parse(said, reference, { forwardDate: true });
  if (!read) return null;
  const [year, month, day] = (["year", "month", "day"] as const).map((part) => read.start.get(part));
  const two = (number: number | null | undefined) => String(number).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}`;
}
