// A time as it is typed: "2026-03-28 23:30 Europe/Berlin". Where the clocks are changed a time of day may come twice, or
// not at all, and is never guessed.
import { isZone } from "../../domain/calendar/calendar.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { nearest } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { instantsOf, isDay, offset_min } from "../../lib/pure/zone.ts";

export interface When {
  at: Instant;
  /** In which times are shown. */
  zone: string;
}

const PATTERN = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}):(\d{2})(?:\s+([A-Za-z][\w+/-]*))?(?:\s*([+-]\d{2}:\d{2}))?$/;
const EXAMPLE = "2026-03-28 23:30 Europe/Berlin";

/** `zone` is the one of a time that names none. An error is a sentence, with the next step. */
export function readWhen(typed: string, zone: string): Result<When, string> {
  const [, day = "", hours, minutes, named, offset] = PATTERN.exec(typed.trim()) ?? [];
  const isTime = isDay(day) && Number(hours) < 24 && Number(minutes) < 60;
  if (!isTime) return err(`"${typed}" is no time. Next step: write a day, a time of day and a zone: "${EXAMPLE}".`);
  const known = named === undefined ? ok(zone) : knownZone(named);
  if (!known.ok) return known;
  const shown = `${day} ${hours!.padStart(2, "0")}:${minutes}`;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const asUtc = midnight + (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  const all = instantsOf(known.value, asUtc);
  const meant = offset === undefined ? all : all.filter((at) => offsetWords(known.value, at) === offset);
  const [at] = meant;
  if (at === undefined) return err(absent(shown, known.value, all, asUtc, offset));
  if (meant.length > 1) return err(twice(shown, known.value, meant));
  return ok({ at, zone: known.value });
}

function knownZone(typed: string): Result<string, string> {
  const known = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  const same = known.find((one) => one.toLowerCase() === typed.toLowerCase());
  if (same !== undefined) return ok(same);
  // Older names, which are in no list.
  if (typed.includes("/") && isZone(typed)) return ok(typed);
  const city = known.find((one) => one.toLowerCase().endsWith(`/${typed.toLowerCase()}`));
  const meant = city ?? nearest(typed, known);
  const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  return err(`"${typed}" is no time zone.${hint} Next step: name one as "Europe/Berlin" or "UTC".`);
}

function twice(shown: string, zone: string, all: readonly Instant[]): string {
  const choices = all.map((at) => `"${shown} ${zone} ${offsetWords(zone, at)}"`);
  return `${shown} comes twice in ${zone}: the clocks go back then. Next step: say which: ${choices.join(" or ")}.`;
}

function absent(shown: string, zone: string, all: readonly Instant[], asUtc: number, offset?: string): string {
  if (all.length > 0) {
    const meant = all.map((at) => offsetWords(zone, at)).join(" or ");
    return `${zone} is ${meant} from UTC at ${shown}, not ${offset}. Next step: leave the offset out.`;
  }
  const next = timeWords(zone, asUtc - offset_min(zone, asUtc - DAY_MS) * MINUTE_MS);
  return `${shown} does not exist in ${zone}: the clocks go forward then. Next step: take "${next} ${zone}".`;
}

/** "2026-03-28 23:30", as the clocks of the zone show it. */
export const timeWords = (zone: string, at: Instant): string =>
  new Date(at + offset_min(zone, at) * MINUTE_MS).toISOString().slice(0, 16).replace("T", " ");

/** "23:30", or "23:52:30" where it is not a whole minute. */
export function clockWords(zone: string, at: Instant): string {
  const seconds = Math.floor((at % MINUTE_MS) / SECOND_MS);
  const words = timeWords(zone, at).slice("2026-03-28 ".length);
  return seconds === 0 ? words : `${words}:${String(seconds).padStart(2, "0")}`;
}

/** "+02:00". */
export function offsetWords(zone: string, at: Instant): string {
  const minutes = Math.abs(offset_min(zone, at));
  const two = (count: number) => String(count).padStart(2, "0");
  return `${offset_min(zone, at) < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
