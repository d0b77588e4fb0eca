// Times as words, always in the reader's own zone.
import { now } from "./store.js";

const DAY_MS = 86_400_000;
const format = (options) => new Intl.DateTimeFormat(undefined, options);
const clock = format({ hour: "numeric", minute: "2-digit" });
const clockSeconds = format({ hour: "numeric", minute: "2-digit", second: "2-digit" });
const dayShort = format({ month: "short", day: "numeric" });
const dayFull = format({ weekday: "long", month: "long", day: "numeric" });
const dayYear = format({ month: "short", day: "numeric", year: "numeric" });
const dayLongYear = format({ weekday: "long", month: "long", day: "numeric", year: "numeric" });
const numeric = format({ year: "numeric", month: "2-digit", day: "2-digit" });
const monthDayYear = format({ month: "long", day: "numeric", year: "numeric" });

/** Milliseconds from a message's ts. */
export const tsToMs = (ts) => Number(ts) * 1000;

export const clockTime = (ms) => clock.format(ms);
export const clockTimeSeconds = (ms) => clockSeconds.format(ms);
export const fullTime = (ms) => `${dayLongYear.format(ms)} at ${clockSeconds.format(ms)}`;
export const shortDay = (ms) => format({ weekday: "short", month: "short", day: "numeric" }).format(ms);

/** A name for the day a time lies in; equal names are the same day. */
export const dayKey = (ms) => new Date(ms).toDateString();

/** The words of a date divider. */
export function dayName(ms) {
  const relative = relativeDay(ms);
  if (relative === "today" || relative === "yesterday") return capital(relative);
  return (Math.abs(now() - ms) > 200 * DAY_MS ? monthDayYear : dayFull).format(ms);
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

function relativeDay(ms) {
  const today = now();
  if (dayKey(ms) === dayKey(today)) return "today";
  if (dayKey(ms) === dayKey(today - DAY_MS)) return "yesterday";
  if (dayKey(ms) === dayKey(today + DAY_MS)) return "tomorrow";
  return undefined;
}

/** "5 minutes ago", for thread summaries. */
export function ago(ms) {
  const minutes = Math.floor((now() - ms) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} minute${minutes === 1 ? "" : "s"} ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} hour${hours === 1 ? "" : "s"} ago`;
  return dayName(ms);
}

const pretty = (plain) => (ms) => relativeDay(ms) ?? plain.format(ms);

const TOKENS = {
  date_num: (ms) => numeric.format(ms),
  date_slash: (ms) => numeric.format(ms),
  date: (ms) => monthDayYear.format(ms),
  date_short: (ms) => dayYear.format(ms),
  date_long: (ms) => dayLongYear.format(ms),
  date_pretty: pretty(monthDayYear),
  date_short_pretty: pretty(dayShort),
  date_long_pretty: pretty(dayLongYear),
  time: (ms) => clock.format(ms),
  time_secs: (ms) => clockSeconds.format(ms),
  ago: (ms) => (ms > now() ? `in ${span(ms - now())}` : `${span(now() - ms)} ago`),
};

/** Slack's <!date^…> format, or undefined when the time is not a time (then the fallback is shown). */
export function formatSlackDate(seconds, pattern) {
  if (!Number.isFinite(seconds) || !pattern) return undefined;
  const ms = seconds * 1000;
  let first = true;
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => {
    const words = TOKENS[name]?.(ms) ?? whole;
    const start = first && pattern.startsWith(whole);
    first = false;
    // As in Slack: "Today at 3:00", but "due today at 3:00".
    return start ? capital(words) : words;
  });
}

/** A length of time in its two largest units. */
export function span(ms) {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.round(hours / 24)} days`;
}
