import { parse } from "chrono-node";
import type { Instant } from "../../lib/clock.ts";
import { DAY_MS, MINUTE_MS } from "../../lib/pure/duration.ts";
import { offset_min } from "../../lib/pure/zone.ts";

/** "10 minutes ago …", "at 14:05 …", "14:05 UTC …", "yesterday at 9:00 …", "2026-11-02 14:05 …" in front of a note. */
const TIME_IN_FRONT =
  /^(?:(?<clock>(?:at\s+|on\s+)?(?:(?:yesterday|today|\d{4}-\d{2}-\d{2})[\st]+(?:at\s+)?)?(?:\d{1,2}:\d{2}(?:\s*[ap]m\b)?|\d{1,2}\s*[ap]m\b)(?<utc>\s*(?:utc|gmt|z)\b)?)|(?:\d+|an?|half an)\s*(?:s|sec|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\s+ago)(?:[\s,:–-]+|$)/i;

export interface TimedNote {
  text: string;
  /** Absent where the note names no time: then it is about now. */
  at?: Instant;
  /** By which zone a time of day was read; absent where none was given ("10 minutes ago"). */
  zone?: string;
}

/**
 * A note's text without the time in front of it, and that time. A time of day is the person's own, the last one that
 * has passed; `zone` is an IANA name, or null where it is not known, which reads as UTC.
 */
export function noteWithTime(text: string, now: Instant, zone: string | null): TimedNote {
  const match = TIME_IN_FRONT.exec(text.trim());
  if (!match) return { text };
  const read = match.groups?.utc || zone === null ? "UTC" : zone;
  const at = clockTimeOf(match[0], now, read, "past");
  if (at === null) return { text };
  const rest = text.trim().slice(match[0].length);
  return { text: rest, at, ...(match.groups?.clock ? { zone: read } : {}) };
}

/** As a person types it, to the minute: "2026-11-02 14:05"; in UTC where their zone is not known. */
export function typedTime(at: Instant, zone: string | null): string {
  const there = new Date(at + offset_min(zone ?? "UTC", at) * MINUTE_MS);
  return there.toISOString().slice(0, 16).replace("T", " ");
}

/** Where no day is named, the last such time that has passed, or the next one that is to come; null where none is read. */
export function clockTimeOf(words: string, now: Instant, zone: string, which: "past" | "ahead"): Instant | null {
  const said = parseWith(words, now, offset_min(zone, now), which);
  if (said === null) return null;
  // On the other side of a change of clocks the zone is another number of minutes from UTC.
  const there = offset_min(zone, said);
  return there === offset_min(zone, now) ? said : parseWith(words, now, there, which);
}

function parseWith(words: string, now: Instant, timezone: number, which: "past" | "ahead"): Instant | null {
  const [read] = parse(words, { instant: new Date(now), timezone }, { forwardDate: false });
  if (!read) return null;
  const said = read.date().getTime();
  if (read.start.isCertain("day")) return said;
  if (which === "past") return said > now ? said - DAY_MS : said;
  return said <= now ? said + DAY_MS : said;
}
