// How long something may take, in the unit a runbook uses. The units differ in what they skip: hours nothing, business
// time nights, weekends and holidays.
import { DAY_MS, durationWords, HOUR_MS, MINUTE_MS, parseDuration } from "../../lib/pure/duration.ts";

export type Span =
  /** Counted by the clock, through nights, holidays and daylight-saving changes alike. */
  | { unit: "exact"; ms: number }
  /** The same time of day, so many days later. */
  | { unit: "days"; count: number }
  /** The same day of the month and time of day; the month's last day where it has no such day. */
  | { unit: "months"; count: number }
  | { unit: "business-days"; count: number }
  /** Only the hours in which the organisation works count. */
  | { unit: "business-time"; ms: number }
  /** Until 23:59 of the day on which it began. */
  | { unit: "same-day" };

export const AT_ONCE: Span = { unit: "exact", ms: 0 };

const COUNTED = /^(\d+)\s*(calendar days?|business days?|business hours?|business minutes?|weeks?|months?|d|w)$/;

/**
 * Reads "15m", "1h 30m" (exact), "3d", "3 calendar days", "2 weeks" (days), "1 month", "2 business days", "4 business
 * hours", "next business day", "same day"; `undefined` when it is anything else, or no time at all.
 */
export function parseSpan(text: string): Span | undefined {
  const typed = text.trim().toLowerCase().replaceAll(/\s+/g, " ");
  if (typed === "next business day") return { unit: "business-days", count: 1 };
  if (typed === "same day") return { unit: "same-day" };
  const [, digits, unit] = COUNTED.exec(typed) ?? [];
  const count = Number(digits);
  if (unit !== undefined) return count > 0 ? counted(count, unit) : undefined;
  const ms = parseDuration(typed);
  return ms === undefined || ms === 0 ? undefined : { unit: "exact", ms };
}

function counted(count: number, unit: string): Span {
  if (unit.startsWith("business day")) return { unit: "business-days", count };
  if (unit.startsWith("business hour")) return { unit: "business-time", ms: count * HOUR_MS };
  if (unit.startsWith("business minute")) return { unit: "business-time", ms: count * MINUTE_MS };
  if (unit.startsWith("month")) return { unit: "months", count };
  if (unit.startsWith("w")) return { unit: "days", count: count * 7 };
  return { unit: "days", count };
}

/** For people: "15 min", "48 h", "3 days", "next business day". */
export function spanWords(span: Span): string {
  switch (span.unit) {
    case "exact":
      return span.ms === 0 ? "at once" : exactWords(span.ms);
    case "days":
      return counting(span.count, "day");
    case "months":
      return counting(span.count, "month");
    case "business-days":
      return span.count === 1 ? "next business day" : counting(span.count, "business day");
    case "business-time":
      return `${durationWords(span.ms, { day: "d", hour: "h", minute: "min", second: "s" })} of business time`;
    case "same-day":
      return "same day";
  }
}

/** In hours, however many: 72 h may be over at another time of day than 3 days. */
function exactWords(span_ms: number): string {
  const rest_ms = span_ms % HOUR_MS;
  const hours = span_ms >= HOUR_MS ? [`${Math.floor(span_ms / HOUR_MS)} h`] : [];
  return [...hours, ...(rest_ms > 0 ? [durationWords(rest_ms)] : [])].join(" ");
}

const counting = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

const MONTH_MS = 31 * DAY_MS;

/** About how long it is, to order spans and to notice foolish ones; business time is taken as if nothing were skipped. */
export function roughly_ms(span: Span): number {
  switch (span.unit) {
    case "exact":
    case "business-time":
      return span.ms;
    case "days":
    case "business-days":
      return span.count * DAY_MS;
    case "months":
      return span.count * MONTH_MS;
    case "same-day":
      return DAY_MS;
  }
}
