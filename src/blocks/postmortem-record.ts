// The parts of a postmortem draft that the record alone writes: the short timeline, updates, everything said, coverage.
import { GAP_WHY } from "../domain/gap.ts";
import type { Facts, Gap, Spoken, TimelineEntry } from "../domain/postmortem.ts";
import type { Expected } from "../domain/postmortem-updates.ts";
import { FOREVER, type Instant } from "../lib/pure/time.ts";
import { behind, inline, nameOf, prose } from "./markdown.ts";
import { utc } from "./mrkdwn.ts";
import type { DraftInput } from "./postmortem.ts";
import { happeningWords } from "./timeline.ts";
import type { Words } from "./words/en.ts";

/** What is said in one breath; a longer message is a log or a paste, and its link leads to all of it. */
const MESSAGE_CHARS_MAX = 1_500;

/** What was done and noted, without what was only said. */
export function keyTimelinePart(input: DraftInput): string {
  const { timeline, coverage } = input.facts;
  const entries = timeline.filter(({ kind }) => kind === "event" || kind === "note");
  const said = coverage.messages;
  const rest = said === 0 ? "" : `\n\n_${input.words.record.moreMessages(said)}_`;
  return `${byDay(entries, (entry) => eventLine(entry, input))}${rest}`;
}

/** Events, notes and messages as they followed each other. */
export function conversationPart(input: DraftInput): string {
  const { timeline } = input.facts;
  const none = timeline.some(({ kind }) => kind === "message") ? "" : `${input.words.record.nothingSaid}\n\n`;
  return `${none}${byDay(timeline, (entry) =>
    entry.message ? messageLine(entry, entry.message, input) : eventLine(entry, input),
  )}`;
}

/** One item an entry; a day's heading stands before its first one. */
function byDay(entries: readonly TimelineEntry[], line: (entry: TimelineEntry) => string): string {
  let day = "";
  return entries
    .map((entry) => {
      const today = utc(entry.at).slice(0, 10);
      const heading = today === day ? "" : `${day === "" ? "" : "\n"}**${today}**\n\n`;
      day = today;
      return `${heading}- ${clock(entry.at)} ${line(entry)}`;
    })
    .join("\n");
}

function eventLine({ by, what, kind }: TimelineEntry, input: DraftInput): string {
  const { runbook, words } = input;
  const said = prose(happeningWords(what, runbook, words), input, Number.POSITIVE_INFINITY);
  const who = by === null ? "" : `(${nameOf(input, by)})`;
  return behind(kind === "note" ? words.record.note({ text: said }) : `**${firstWords(said)}**${restOf(said)}`, who);
}

/** "Update (Recovery): …" is bold up to its colon only, which the one in "14:05" is not: a paragraph in bold shouts. */
const firstWords = (said: string): string => /^(?:[^:\n]|:(?! )){1,60}(?=: )/.exec(said)?.[0] ?? said.split("\n")[0]!;
const restOf = (said: string): string => said.slice(firstWords(said).length);

function messageLine({ what }: TimelineEntry, spoken: Spoken, input: DraftInput): string {
  const { names, roomUrl, runbook, words } = input;
  const { record } = words;
  const { ts, author, files, edited, deletedAt, replyTo } = spoken;
  const who = `${nameOf(input, author)}${replyTo ? ` (${replyWords(replyTo, input)})` : ""}`;
  if (deletedAt !== null) return `${who}: _${record.deletedAt({ at: clock(deletedAt) })}_`;
  const named = files.map((file) => inline(file, names)).join(", ");
  const shared = files.length === 0 ? "" : `\\[${record.files({ names: named }, files.length)}\\]`;
  const link = roomUrl === null ? "" : `[${record.link}](${permalink(roomUrl, ts, replyTo?.ts ?? null)})`;
  const tail = [edited ? record.edited : "", link].filter((one) => one !== "").join(", ");
  const said = behind(prose(happeningWords(what, runbook, words), input, MESSAGE_CHARS_MAX), shared);
  return behind(`${replyTo ? "↳ " : ""}${who}: ${said}`, tail === "" ? "" : `(${tail})`);
}

function replyWords({ ts, author }: NonNullable<Spoken["replyTo"]>, input: DraftInput): string {
  const at = clock(Math.floor(Number(ts) * 1000));
  const { record } = input.words;
  return author === null ? record.inThread({ at }) : record.toAuthor({ author: nameOf(input, author), at });
}

/** As Slack's own "Copy link" gives it. */
export function permalink(roomUrl: string, ts: string, threadTs: string | null): string {
  const base = `${roomUrl}/p${ts.replace(".", "")}`;
  return threadTs === null ? base : `${base}?thread_ts=${threadTs}&cid=${roomUrl.split("/").at(-1)}`;
}

export function updatesPart(input: DraftInput): string {
  const { incident, facts, words } = input;
  const { updates } = facts;
  if (updates.length === 0) {
    return incident.stage === "open" ? words.record.updates.noneYet : words.record.updates.none;
  }
  const stamp = stampOf(facts);
  const lines = updates.map((one) => `- ${updateLine(one, input, stamp)}`);
  return [...summary(updates, words), lines.join("\n")].join("\n\n");
}

function summary(updates: readonly Expected[], { record: { updates: said } }: Words): string[] {
  const due = updates.filter(({ dueAt }) => dueAt !== null);
  if (due.length === 0) return [];
  const late = due.filter(({ posted, dueAt }) => posted && isLate(posted.at, dueAt!)).length;
  const missing = due.filter(({ posted }) => !posted).length;
  const counts = listed([
    [due.length - late - missing, said.inTime],
    [late, said.late],
    [missing, said.notPosted],
  ]);
  return [said.ofThoseDue({ counts })];
}

function updateLine(expected: Expected, input: DraftInput, stamp: (at: Instant) => string): string {
  const { dueAt, posted, insteadOf } = expected;
  const { words } = input;
  const { updates: said } = words.record;
  const due = dueWords(expected, words, stamp);
  if (!posted) {
    if (!insteadOf || dueAt === null) return said.missing({ due });
    const after = words.duration(insteadOf.at - dueAt);
    return said.missing({ due: said.insteadOf[insteadOf.what]({ due, after }) });
  }
  const isOverdue = dueAt !== null && isLate(posted.at, dueAt);
  const when = isOverdue ? said.lateBy({ late: words.duration(posted.at - dueAt), due }) : due;
  const text = prose(posted.text, input, Number.POSITIVE_INFINITY);
  return `${stamp(posted.at)} ${nameOf(input, posted.by)} (${when}): ${text}`;
}

function dueWords({ dueAt, reminded }: Expected, { record }: Words, stamp: (at: Instant) => string): string {
  const { updates: said } = record;
  if (dueAt === null) return said.noneDue;
  const at = stamp(dueAt);
  return reminded.length === 0
    ? said.due({ at })
    : said.dueReminded({ at, reminded: reminded.map(clock).join(said.and) });
}

/** The reminder itself comes when the update is due: what follows within a minute is in time. */
const isLate = (at: Instant, dueAt: Instant): boolean => at - dueAt >= 60_000;

export function coveragePart({ incident, facts: { coverage }, notCompared, madeAt, words }: DraftInput): string {
  const { coverage: said } = words.record;
  if (!incident.room) return said.noRoom;
  const { messages, gaps, files } = coverage;
  const among = listed([
    [coverage.replies, said.replies],
    [coverage.edited, said.edited],
    [coverage.deleted, said.deleted],
  ]);
  const counted = [
    said.recorded(messages),
    ...(among === "" ? [] : [said.among({ counts: among })]),
    ...(files > 0 ? [said.files(files)] : []),
  ];
  const compared = notCompared === null ? said.compared({ at: utc(madeAt) }) : said.notCompared({ why: notCompared });
  const missed =
    gaps.length === 0 ? said.noGap : `${said.gaps}\n\n${gaps.map((gap) => `- ${gapLine(gap, words)}`).join("\n")}`;
  return `${counted.join("")}. ${compared} ${missed}`;
}

function gapLine({ from, to, why, recoveredAt }: Gap, words: Words): string {
  const { coverage: said } = words.record;
  const span =
    to === FOREVER
      ? said.gapUntilNow({ from: utc(from) })
      : said.gap({ from: utc(from), to: utc(to), duration: words.duration(to - from) });
  const recovered = recoveredAt === null ? said.notRecovered : said.recovered({ at: utc(recoveredAt) });
  return `${span}: ${whyWords(why, words)}; ${recovered}`;
}

/** The reason is stored in words; one that this version does not know is shown as it stands. */
function whyWords(stored: string, { record }: Words): string {
  const known = (Object.keys(GAP_WHY) as (keyof typeof GAP_WHY)[]).find((key) => GAP_WHY[key] === stored);
  return known ? record.coverage.why[known] : stored;
}

const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 16);
/** "2 in time, 1 late": without what there is none of. */
const listed = (counts: readonly [number, (count: number) => string][]): string =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, say]) => say(count))
    .join(", ");

/** With the day only where the incident saw more than one. */
export function stampOf({ startedAt, declaredAt, endedAt, timeline }: Facts): (at: Instant) => string {
  const times = [startedAt, declaredAt, endedAt ?? declaredAt, ...timeline.map(({ at }) => at)];
  const days = new Set(times.map((at) => utc(at).slice(0, 10)));
  return (at) => (days.size === 1 ? clock(at) : utc(at).replace(/ UTC$/, ""));
}
