// `hours`: when the organisation works, by which business days and business hours are counted.
import { z } from "zod";
import { type Calendar, isZone } from "../../domain/calendar/calendar.ts";
import { isDay } from "../../lib/pure/zone.ts";

export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is no time of day: write "09:00"');

const LEAP_YEAR = "2028";
const holiday = z
  .string()
  .refine(
    (text) => isDay(text) || isDay(`${LEAP_YEAR}-${text}`),
    'is no day: write "2026-12-24", or "12-25" for each year',
  );

export const hours = z
  .strictObject({
    zone: z
      .string()
      .refine(isZone, 'is no time zone: write "Europe/Berlin" or "UTC"')
      .optional()
      .describe("Whose clocks count. Default: UTC."),
    days: z.array(z.enum(WEEKDAYS)).min(1, "must list at least one").optional().describe("Default: mon to fri."),
    opens: timeOfDay.optional().describe('Default: "09:00".'),
    closes: timeOfDay.optional().describe('Default: "17:00".'),
    holidays: z.array(holiday).max(400).optional().describe('"2026-12-24", or "12-25" for each year. Default: none.'),
  })
  .describe("When the organisation works. Default: Monday to Friday, 09:00 to 17:00 UTC, no holidays.");

/** Warroom's own where the file says nothing of it. */
export const buildHours = (given: z.infer<typeof hours> | undefined): Calendar => ({
  zone: given?.zone ?? "UTC",
  workdays: (given?.days ?? ["mon", "tue", "wed", "thu", "fri"]).map((day) => WEEKDAYS.indexOf(day)),
  opens_min: minutes(given?.opens ?? "09:00"),
  closes_min: minutes(given?.closes ?? "17:00"),
  holidays: given?.holidays ?? [],
});

function minutes(text: string): number {
  const [hour, minute] = text.split(":").map(Number);
  return hour! * 60 + minute!;
}
