// Days and times of day as the clocks of a time zone show them. A zone is an IANA name; one that this machine does not
// know reads as UTC.
import { DAY_MS, MINUTE_MS } from "./duration.ts";
import type { Instant } from "./time.ts";

/** How far a zone's clocks are ahead of UTC at that time. */
export function offset_min(zone: string, at: Instant): number {
  try {
    const parts = formatOf(zone).formatToParts(at);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
    return hours ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
  } catch {
    return 0;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs far more than using it. Throws where the zone is unknown. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, made);
  return made;
}

/** "2026-12-01", as the calendar says there. */
export const dayIn = (zone: string, at: Instant): string =>
  new Date(at + offset_min(zone, at) * MINUTE_MS).toISOString().slice(0, 10);

/** When it is so many hours after midnight of that day there; 24 is the midnight that ends it. */
export function timeIn(zone: string, day: string, hours: number): Instant {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + hours * 60 * MINUTE_MS;
  const first = asUtc - offset_min(zone, asUtc) * MINUTE_MS;
  // On the other side of a change of clocks the zone is another number of minutes from UTC.
  return asUtc - offset_min(zone, first) * MINUTE_MS;
}

/** When the zone's clocks show that time, given as if it were UTC: never, once or twice, the earlier one first. */
export function instantsOf(zone: string, asUtc: number): Instant[] {
  const offsets = [offset_min(zone, asUtc - DAY_MS), offset_min(zone, asUtc + DAY_MS)];
  const candidates = [...new Set(offsets)].map((offset) => asUtc - offset * MINUTE_MS);
  return candidates.filter((at) => at + offset_min(zone, at) * MINUTE_MS === asUtc).toSorted((a, b) => a - b);
}

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whether it is a day of the calendar, written "2026-12-01". */
export function isDay(day: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  // A 31st of June would be the 1st of July.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
