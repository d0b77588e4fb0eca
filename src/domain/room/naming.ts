// What an incident and its room are called, by the runbook's patterns.
import { TZDate } from "@date-fns/tz";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import { redactSecrets } from "../../lib/pure/secrets.ts";
import { cut, slug } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";

/** Slack's longest channel name. */
const CHANNEL_NAME_CHARS_MAX = 80;

const PRIVATE_SLUG = "private";
/** Where no word of the title, which says that it is a drill, is in the name. */
const DRILL_SLUG = "drill";

/**
 * The next incident's name. Two of one second would share a name made of the time alone: the later one is named after
 * the next second that is free. `latest` is the name given last; null where there is none.
 */
export function incidentName(runbook: Runbook, number: number, now: Instant, latest: string | null): string {
  const { idPattern } = runbook;
  if (idPattern.includes("{number")) return filled(idPattern, runbook, number, now);
  const last = latest === null ? null : stampIn(idPattern, latest);
  const isFree = last === null || timestamp(now, runbook) > last;
  return filled(idPattern, runbook, number, isFree ? now : instantOf(last!, runbook) + SECOND_MS);
}

/**
 * The room's channel name: unique by its number or name, safe for Slack whatever the title holds. A private one has no
 * word of its title. `taken` counts the names that foreign channels already hold.
 */
export function roomName(runbook: Runbook, incident: Incident, taken = 0): string {
  const isMarked = incident.drill === null || runbook.roomPattern.includes("{slug}");
  const suffix = `${isMarked ? "" : `-${DRILL_SLUG}`}${taken === 0 ? "" : `-${taken + 1}`}`;
  const named = runbook.roomPattern.replaceAll("{id}", slug(incident.name));
  const pattern = filled(named, runbook, incident.number, incident.declaredAt);
  const fill = (words: string) => pattern.replaceAll("{slug}", words);
  const room = CHANNEL_NAME_CHARS_MAX - fill("").length - suffix.length;
  const said = incident.private ? PRIVATE_SLUG : slug(redactSecrets(incident.title));
  const words = slug(cut(said, room + 1)).slice(0, room);
  return `${fill(words).replace(/^-+|-+$/g, "")}${suffix}`;
}

/** The number in a name that was typed: 12 of "inc-2026-012"; null when the pattern has none, or it is no such name. */
export function numberIn({ idPattern }: Runbook, typed: string): number | null {
  const found = matcher(idPattern).exec(typed);
  const digits = found?.groups?.number;
  return digits === undefined ? null : Number(digits);
}

const filled = (pattern: string, runbook: Runbook, number: number, at: Instant): string =>
  pattern
    .replaceAll(/\{number(?::(\d))?\}/g, (_, digits?: string) => String(number).padStart(Number(digits ?? 1), "0"))
    .replaceAll("{year}", timestamp(at, runbook).slice(0, 4))
    .replaceAll("{timestamp}", timestamp(at, runbook));

/** "20261102090501", by the organisation's clocks. */
function timestamp(at: Instant, { calendar }: Runbook): string {
  const date = new TZDate(at, calendar.zone);
  const parts = [date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()];
  return `${date.getFullYear()}${parts.map((part) => String(part).padStart(2, "0")).join("")}`;
}

function instantOf(stamp: string, { calendar }: Runbook): Instant {
  const [, year, month, ...rest] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stamp)!.map(Number);
  const [day, hour, minute, second] = rest as [number, number, number, number];
  return new TZDate(year!, month! - 1, day, hour, minute, second, calendar.zone).getTime();
}

const stampIn = (pattern: string, name: string): string | null =>
  matcher(pattern).exec(name)?.groups?.timestamp ?? null;

/** What a name by that pattern looks like, in any case. */
function matcher(pattern: string): RegExp {
  const parts = pattern.split(/(\{(?:number(?::\d)?|year|timestamp)\})/);
  const seen = new Set<string>();
  const source = parts.map((part) => {
    const [, place] = /^\{(number|year|timestamp)(?::\d)?\}$/.exec(part) ?? [];
    if (place === undefined) return part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    const digits = { number: String.raw`\d{1,9}`, year: String.raw`\d{4}`, timestamp: String.raw`\d{14}` }[place]!;
    if (seen.has(place)) return digits;
    seen.add(place);
    return `(?<${place}>${digits})`;
  });
  return new RegExp(`^${source.join("")}$`, "i");
}
