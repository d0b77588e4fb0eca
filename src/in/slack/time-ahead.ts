import { parseDuration } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/clock.ts";
import { clockTimeOf } from "./note-time.ts";

/** "45m", "1h 30m", "in 20 minutes"; "14:30", "until 2pm", "at 14:30 UTC", "tomorrow at 9:00" in front of other words. */
const AHEAD =
  /^(?:(?:in|for)\s+)?(?<span>(?:\d+\s*(?:hours?|hrs?|h|minutes?|mins?|m|days?|d)\b\s*)+)|^(?:(?:at|until|till|by)\s+)?(?<clock>(?:(?:today|tomorrow)\s+(?:at\s+)?)?(?:\d{1,2}:\d{2}(?:\s*[ap]m\b)?|\d{1,2}\s*[ap]m\b)(?<utc>\s*(?:utc|gmt|z)\b)?)/i;

/**
 * The time to come that stands in front, and the words behind it; null where none is understood. A time of day is the
 * person's own, the next one; `zone` is an IANA name, or null where it is not known, which reads as UTC.
 */
export function timeAhead(text: string, now: Instant, zone: string | null): { at: Instant; rest: string } | null {
  const typed = text.trim();
  const match = AHEAD.exec(typed);
  if (!match) return null;
  const rest = typed.slice(match[0].length).replace(/^[\s,:–-]+/, "");
  const { span, clock, utc } = match.groups!;
  if (span !== undefined) {
    const span_ms = parseDuration(shortUnits(span));
    return span_ms === undefined ? null : { at: now + span_ms, rest };
  }
  const at = clockTimeOf(clock!, now, utc || zone === null ? "UTC" : zone, "ahead");
  return at === null ? null : { at, rest };
}

const shortUnits = (span: string): string => span.toLowerCase().replace(/(d|h|m)[a-z]*/g, "$1");
