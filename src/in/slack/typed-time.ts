// The times that people type: in front of other words or into a field, that have passed or are to come.
import { parse } from "chrono-node";
import type { Instant } from "../../lib/pure/time.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, parseDuration } from "../../lib/pure/duration.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { cut } from "../../lib/pure/text.ts";
import { dayIn, offset_min } from "../../lib/pure/zone.ts";
import { findZone } from "../../store/read/people.ts";
import type { Answer } from "./answer.ts";
import { fieldError } from "./form-answer.ts";
import type { FormRequest, Known, Request } from "./request.ts";
import type { InDeps } from "./steps.ts";

export interface TimedText {
  text: string;
  /** Absent where it names no time: then it is about now. */
  at?: Instant;
  /** By which zone a time of day was read; absent where none was given ("10 minutes ago"). */
  zone?: string;
}

export interface ReadTime {
  at: Instant;
  /** By which zone a time of day was read; null where it was none. */
  zone: string | null;
  /** What stands behind it. */
  rest: string;
}

interface TimeAhead {
  at: Instant;
  /** What stands behind it. */
  rest: string;
  /** The time of day as it was typed, where it `hasPassed`; null where it may be taken as it is. */
  passed: string | null;
}

/** "9:00" typed in the evening means tomorrow; a time that is further ahead was more likely mistyped or has just passed. */
const NEXT_WITHIN_MS = 12 * HOUR_MS;

/** Longest piece of a time nobody understands that is shown back. */
const SHOWN_CHARS_MAX = 40;

/** The time in front of some words, by their writer's clock; null where none can be read. */
export async function readTime({ team, user }: Request, deps: InDeps, words: string): Promise<ReadTime | null> {
  const now = deps.clock.now();
  const said = /^now\b[\s,:–-]*/i.exec(words);
  if (said) return { at: now, zone: null, rest: words.slice(said[0].length) };
  const { text, at, zone } = timeInFront(words, now, await findZone(deps.store, team, user));
  return at === undefined ? null : { at, zone: zone ?? null, rest: text };
}

/** A time to come, as somebody typed it into a field; null where they left it empty. */
export async function timeField(
  request: Known<FormRequest>,
  deps: InDeps,
  field: string,
): Promise<Result<Instant | null, Answer>> {
  const typed = request.fields[field]?.trim() ?? "";
  if (typed === "") return ok(null);
  const given = timeAhead(typed, deps.clock.now(), await findZone(deps.store, request.team, request.user));
  const { hasPassed: passed, notATime } = deps.words.updates;
  if (given?.rest !== "") return err(fieldError(field, notATime({ typed: cut(typed, SHOWN_CHARS_MAX) })));
  return given.passed === null ? ok(given.at) : err(fieldError(field, passed({ typed: given.passed })));
}

/** "10 minutes ago …", "at 14:05 …", "14:05 UTC …", "yesterday at 9:00 …", "2026-11-02 14:05 …" in front of a note. */
const TIME_IN_FRONT =
  /^(?:(?<clock>(?:at\s+|on\s+)?(?:(?:yesterday|today|\d{4}-\d{2}-\d{2})[\st]+(?:at\s+)?)?(?:\d{1,2}:\d{2}(?:\s*[ap]m\b)?|\d{1,2}\s*[ap]m\b)(?<utc>\s*(?:utc|gmt|z)\b)?)|(?:\d+|an?|half an)\s*(?:s|sec|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\s+ago)(?:[\s,:–-]+|$)/i;

/**
 * The text without the time in front of it, and that time. A time of day is the person's own, the last one that
 * has passed; `zone` is an IANA name, or null where it is not known, which reads as UTC.
 */
export function timeInFront(text: string, now: Instant, zone: string | null): TimedText {
  const match = TIME_IN_FRONT.exec(text.trim());
  if (!match) return { text };
  const read = match.groups?.utc || zone === null ? "UTC" : zone;
  const at = clockTimeOf(match[0], now, read, "past");
  if (at === null) return { text };
  const rest = text.trim().slice(match[0].length);
  return { text: rest, at, ...(match.groups?.clock ? { zone: read } : {}) };
}

/** "45m", "1h 30m", "in 20 minutes"; "14:30", "until 2pm", "at 14:30 UTC", "tomorrow at 9:00" in front of other words. */
const AHEAD =
  /^(?:(?:in|for)\s+)?(?<span>(?:\d+\s*(?:hours?|hrs?|h|minutes?|mins?|m|days?|d)\b\s*)+)|^(?:(?:at|until|till|by)\s+)?(?<clock>(?:(?:today|tomorrow)\s+(?:at\s+)?)?(?:\d{1,2}:\d{2}(?:\s*[ap]m\b)?|\d{1,2}\s*[ap]m\b)(?<utc>\s*(?:utc|gmt|z)\b)?)/i;

/**
 * The time to come that stands in front, and the words behind it; null where none is understood. A time of day is the
 * person's own, the next one; `zone` is an IANA name, or null where it is not known, which reads as UTC.
 */
export function timeAhead(text: string, now: Instant, zone: string | null): TimeAhead | null {
  const typed = text.trim();
  const match = AHEAD.exec(typed);
  if (!match) return null;
  const rest = typed.slice(match[0].length).replace(/^[\s,:–-]+/, "");
  const { span, clock, utc } = match.groups!;
  if (span !== undefined) {
    const span_ms = parseDuration(shortUnits(span));
    return span_ms === undefined ? null : { at: now + span_ms, rest, passed: null };
  }
  const read = utc || zone === null ? "UTC" : zone;
  const at = clockTimeOf(clock!, now, read, "ahead");
  if (at === null) return null;
  const isPassed = !/^to(?:day|morrow)/i.test(clock!) && hasPassed(at, now, read);
  return { at, rest, passed: isPassed ? clock! : null };
}

/**
 * A day and a time of day that is to come, as in "tomorrow 10:00", "friday at 2pm", "2026-12-01 14:00"; null where that is
 * not all that stands there. `zone` as for `timeAhead`.
 */
export function dayAndTime(text: string, now: Instant, zone: string | null): Instant | null {
  const typed = text.trim();
  const read = zone ?? "UTC";
  const found = (offset: number) =>
    parse(typed, { instant: new Date(now), timezone: offset }, { forwardDate: true })[0];
  const first = found(offset_min(read, now));
  if (!first || first.text.length !== typed.length || !first.start.isCertain("hour")) return null;
  // On the other side of a change of clocks the zone is another number of minutes from UTC.
  return found(offset_min(read, first.date().getTime()))!.date().getTime();
}

/** Of the next time of day, where no day was named: it has passed today, and tomorrow's is too far ahead to be meant. */
export const hasPassed = (next: Instant, now: Instant, zone: string): boolean =>
  next - now > NEXT_WITHIN_MS && dayIn(zone, next) !== dayIn(zone, now);

const shortUnits = (span: string): string => span.toLowerCase().replace(/(d|h|m)[a-z]*/g, "$1");

/** As a person types it, to the minute: "2026-11-02 14:05"; in UTC where their zone is not known. */
export function typedTime(at: Instant, zone: string | null): string {
  const there = new Date(at + offset_min(zone ?? "UTC", at) * MINUTE_MS);
  return there.toISOString().slice(0, 16).replace("T", " ");
}

/** Where no day is named, the last such time that has passed, or the next one that is to come; null where none is read. */
function clockTimeOf(words: string, now: Instant, zone: string, which: "past" | "ahead"): Instant | null {
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
