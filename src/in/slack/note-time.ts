import { parse } from "chrono-node";
import type { Instant } from "../../lib/clock.ts";

/** "10 minutes ago …", "at 14:05 …", "14:05 …", "yesterday at 9:00 …" in front of a note. */
const TIME_IN_FRONT =
  /^(?:at\s+)?((?:yesterday\s+)?(?:at\s+)?\d{1,2}:\d{2}(?:\s*(?:am|pm|utc))?|(?:\d+|an?|half an)\s+(?:s|sec|seconds?|m|min|minutes?|h|hours?|days?)\s+ago)[\s,:–-]+/i;

/**
 * A note's text without the time in front of it, and that time; a clock time is read as UTC and as the last one that
 * has passed. Without a time the note is about now.
 */
export function noteWithTime(text: string, now: Instant): { text: string; at?: Instant } {
  const match = TIME_IN_FRONT.exec(text.trim());
  if (!match) return { text };
  const [read] = parse(match[1]!, { instant: new Date(now), timezone: "UTC" }, { forwardDate: false });
  if (!read) return { text };
  const said = read.date().getTime();
  const at = said > now && !read.start.isCertain("day") ? said - 86_400_000 : said;
  return { text: text.trim().slice(match[0].length), at };
}
