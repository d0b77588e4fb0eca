// The small words that every part of a runbook file is made of: lines, lengths of time, keys.
import { z } from "zod";
import { parseSpan, roughly_ms, type Span, spanWords } from "../../domain/calendar/span.ts";
import type { Target } from "../../domain/runbook.ts";
import { assert } from "../../lib/pure/assert.ts";
import { DAY_MS, MINUTE_MS, parseDuration } from "../../lib/pure/duration.ts";

// Below a minute a reminder would never be silent; beyond a year is a typo.
const DURATION_MIN_MS = MINUTE_MS;
const DURATION_MAX_MS = 366 * DAY_MS;

/** A name, title or sentence that stands on one line. */
export const line = (chars_max: number) =>
  z
    .string()
    .max(chars_max, `is longer than ${chars_max} characters`)
    .regex(/^\S([^\r\n]*\S)?$/, "must be one line of text, not empty, without spaces around it");

export const paragraph = (chars_max: number) =>
  z.string().max(chars_max, `is longer than ${chars_max} characters`).regex(/\S/, "is empty");

/** A length of time that the clock alone measures. */
export const duration = z
  .string()
  .regex(/^\d+\s*(s|m|min|h|d)(\s*\d+\s*(s|m|min|h|d))*$/, {
    error: 'is not a duration: write "15m", "2h" or "1h 30m"',
    abort: true,
  })
  .refine((text) => inRange(parseDuration(text)), { error: "must be at least 1m and at most 366d" })
  .describe('A length of time: "15m", "2h", "1h 30m", "3d".');

/** A length of time in any unit that runbooks use. */
export const span = z
  .string()
  .refine((text) => parseSpan(text) !== undefined, {
    error:
      'is no length of time: write "15m", "2h", "3d", "2 weeks", "1 month", "4 business hours", "2 business days", "next business day" or "same day"',
    abort: true,
  })
  .refine((text) => inRange(roughly_ms(parseSpan(text)!)), { error: "must be at least 1m and at most 366d" })
  .describe(
    '"15m", "2h", "72h" by the clock; "3d", "2 weeks", "1 month" by the calendar; "4 business hours", "2 business days", "next business day" by `hours`; "same day".',
  );

export const target = z
  .union([
    span,
    z.strictObject({
      words: line(60).optional().describe('The runbook\'s own words, such as "immediately".'),
      within: span.optional().describe("The number behind the words. Without it no clock runs."),
    }),
  ])
  .describe('A length of time, or { words: "immediately" }, or { words: "at once", within: "15m" }.');

/** A key under which people.yml lists people. */
const peopleKey = line(40)
  .regex(/^[a-z0-9-]+$/, "must be lower-case letters, digits and hyphens")
  .describe("A key of people.yml.");
export const peopleKeys = z.array(peopleKey).max(20);

/** What this file calls one of its own parts. */
export const key = line(40)
  .regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens, starting with a letter")
  .describe("What commands and this file call it.");

export const channel = line(80).regex(
  /^[\p{Ll}\p{Lo}\p{N}_-]+$/u,
  'must be a channel\'s name: lower-case letters, digits, "-" and "_", without "#"',
);

export const webAddress = line(2_000).regex(
  /^https?:\/\/[^\s<>|]+$/,
  "must be a web address that starts with http:// or https://",
);

/** Words without a number stay words: inventing a number would start a clock nobody promised. */
export function buildTarget(given: z.infer<typeof target> | null | undefined): Target | null {
  if (given === null || given === undefined) return null;
  const { words, within } = typeof given === "string" ? { words: undefined, within: given } : given;
  const allowed = within === undefined ? null : buildSpan(within);
  return { words: words ?? spanWords(allowed!), within: allowed };
}

export function buildSpan(text: string): Span {
  const read = parseSpan(text);
  assert(read !== undefined, `the schema let "${text}" pass as a length of time`);
  return read;
}

export function milliseconds(text: string): number {
  const span_ms = parseDuration(text);
  assert(span_ms !== undefined, `the schema let "${text}" pass as a duration`);
  return span_ms;
}

/** "technical-lead" becomes "Technical lead". */
export const inWords = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");

const KEY_CHARS_MAX = 40;

/** "Engineering manager" becomes "engineering-manager". */
export const keyOf = (words: string): string =>
  words
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, KEY_CHARS_MAX)
    .replaceAll(/^-+|-+$/g, "");

const inRange = (span_ms: number | undefined): boolean =>
  span_ms !== undefined && span_ms >= DURATION_MIN_MS && span_ms <= DURATION_MAX_MS;
