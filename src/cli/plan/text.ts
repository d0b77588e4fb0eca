// A plan as text: a timetable that a person reads from top to bottom.
import { severityOf } from "../../domain/runbook.ts";
import { durationWords, MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { dayIn, daysAfter, offset_min, timeIn } from "../../lib/pure/zone.ts";
import { NOTIFY_HEADING, notifyLines } from "./notify.ts";
import { againWords, type Line, sinceWords, type Told } from "./told.ts";
import { clockWords, timeWords } from "./when.ts";

/** Paragraphs of lines; the first line of each is its heading. */
export function planText(told: Told): string[][] {
  const { asked, afterwards } = told.plan;
  return [
    [headingOf(told), ...asidesOf(told)],
    ["Clocks", ...clockLines(told)],
    ...byDay(told.silence, told, asked.declaredAt),
    ...laterParagraph(told),
    ...(told.notify.length === 0 ? [] : [[NOTIFY_HEADING, ...notifyLines(told.notify, told.zone)]]),
    [`If it is resolved after ${durationWords(asked.resolvedAfter_ms)}`],
    ...byDay(told.afterwards, told, afterwards.resolvedAt),
  ];
}

/** "Example Ltd: SEV1 · Security". */
export function headingOf({ plan: { incident }, runbook }: Told): string {
  const kinds = runbook.categories.filter(({ key }) => incident.categories.includes(key)).map((one) => one.name);
  return `${runbook.title}: ${[incident.severity, ...kinds].join(" · ")}`;
}

/** What the reader has to know to read it right. */
export function asidesOf({ plan, runbook, unbound, zone }: Told): string[] {
  const title = severityOf(runbook, plan.incident.severity)?.title ?? "";
  const isPrivate = plan.incident.private
    ? ["It is private: nobody is called, and nothing is said outside its room."]
    : [];
  const bound =
    unbound === null
      ? ["There is no people.yml: the names stand for people, and until somebody is bound to them nobody is called."]
      : unbound.length > 0
        ? [`Nobody is bound to ${unbound.join(", ")}.`]
        : [];
  const isPaged = plan.silence.played.some(({ job }) => job.kind === "page");
  const taken = `All that Warroom sends is taken at once${isPaged ? ", also by a pager" : ""}.`;
  const isLookedAt = plan.silence.played.some(({ job }) => job.kind === "run-checks");
  const unknown = isLookedAt
    ? ["What checks would show is not known: no rung is reached by it, and nothing is well by it."]
    : [];
  const { name, declaredAt } = plan.incident;
  const declared = `${name} is declared ${timeWords(zone, declaredAt)} ${zone}, and nobody does anything.`;
  return [title, declared, taken, ...unknown, ...bound, ...isPrivate].filter((line) => line !== "");
}

export function clockLines({ clocks, zone }: Told): string[] {
  if (clocks.length === 0) return ["none is stated for this severity"];
  return clocks.map(({ name, words, dueAt }) =>
    dueAt === null
      ? `${name}: ${words} (no number, so no clock)`
      : `${name}: ${words}, by ${timeWords(zone, dueAt)}, else breached`,
  );
}

/** A paragraph a day. */
function byDay(lines: readonly Line[], { zone }: Told, from: Instant): string[][] {
  const days = [...new Set(lines.map(({ at }) => dayIn(zone, at)))];
  return days.map((day) => [
    dayWords(day, zone),
    ...lines.filter(({ at }) => dayIn(zone, at) === day).map((line) => lineText(line, zone, from)),
  ]);
}

const DAY_FORMAT = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** "Sunday 29 March 2026 (the clocks go forward by 1 h)". */
export function dayWords(day: string, zone: string): string {
  const words = DAY_FORMAT.format(Date.parse(`${day}T00:00:00Z`));
  const change_min = offset_min(zone, timeIn(zone, daysAfter(day, 1), 0)) - offset_min(zone, timeIn(zone, day, 0));
  if (change_min === 0) return words;
  const by = durationWords(Math.abs(change_min) * MINUTE_MS);
  return `${words} (the clocks go ${change_min > 0 ? "forward" : "back"} by ${by})`;
}

function lineText(line: Line, zone: string, from: Instant): string {
  const when = clockWords(zone, line.at).padEnd(CLOCK_CHARS) + sinceWords(line.at, from).padEnd(SINCE_CHARS);
  const [first, ...rest] = `${line.text}${againWords(line, zone)}${whomWords(line)}`.split("\n");
  return [`${when}${first}`, ...rest.map((one) => " ".repeat(when.length) + one)].join("\n  ");
}

const CLOCK_CHARS = "23:52:30  ".length;
const SINCE_CHARS = "+10 h 30 min  ".length;

/** " → on-call (the room)"; whom the words name already is not named twice. */
function whomWords({ text, whom, where }: Line): string {
  const others = whom.filter((name) => !text.includes(name));
  const to = others.length > 0 ? ` → ${others.join(", ")}` : "";
  return where.length > 0 ? `${to} (${where.join(", ")})` : to;
}

function laterParagraph({ later, plan, zone }: Told): string[][] {
  const { silent_ms } = plan.asked;
  if (later.length === 0) return [["Then nothing more comes by itself."]];
  return [
    [
      `After ${durationWords(silent_ms)} Warroom would go on, and next`,
      ...later.map(({ at, what }) => `${timeWords(zone, at)}  ${what}`),
    ],
  ];
}
