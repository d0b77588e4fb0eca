// The parts of a postmortem draft that the record alone writes: the short timeline, updates, everything said, coverage.
import type { Facts, Gap, Spoken, TimelineEntry } from "../domain/postmortem.ts";
import type { Expected } from "../domain/postmortem-updates.ts";
import { durationWords } from "../lib/pure/duration.ts";
import { FOREVER, type Instant } from "../lib/pure/time.ts";
import { behind, inline, type Names, nameOf, prose } from "./markdown.ts";
import { utc } from "./mrkdwn.ts";
import type { DraftInput } from "./postmortem.ts";

/** What is said in one breath; a longer message is a log or a paste, and its link leads to all of it. */
const MESSAGE_CHARS_MAX = 1_500;

/** What was done and noted, without what was only said. */
export function keyTimelinePart(input: DraftInput): string {
  const { timeline, coverage } = input.facts;
  const entries = timeline.filter(({ kind }) => kind === "event" || kind === "note");
  const said = coverage.messages;
  const rest =
    said === 0 ? "" : `\n\n_${count(said, "message")} more under Everything in order: move here what mattered._`;
  return `${byDay(entries, (entry) => eventLine(entry, input.names))}${rest}`;
}

/** Events, notes and messages as they followed each other. */
export function conversationPart(input: DraftInput): string {
  const { timeline } = input.facts;
  const none = timeline.some(({ kind }) => kind === "message") ? "" : "Nothing was said in the room.\n\n";
  return `${none}${byDay(timeline, (entry) =>
    entry.message ? messageLine(entry, entry.message, input) : eventLine(entry, input.names),
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

function eventLine({ by, what, kind }: TimelineEntry, names: Names): string {
  const said = prose(what, names, Number.POSITIVE_INFINITY);
  const who = by === null ? "" : `(${nameOf(names, by)})`;
  return behind(kind === "note" ? `**Note:** ${said}` : `**${firstWords(said)}**${restOf(said)}`, who);
}

/** "Update (Recovery): …" is bold up to its colon only: a paragraph in bold shouts. */
const firstWords = (said: string): string => /^[^:\n]{1,60}(?=:)/.exec(said)?.[0] ?? said.split("\n")[0]!;
const restOf = (said: string): string => said.slice(firstWords(said).length);

function messageLine({ by, what }: TimelineEntry, spoken: Spoken, { names, roomUrl }: DraftInput): string {
  const { ts, files, edited, deletedAt, replyTo } = spoken;
  const who = `${nameOf(names, by)}${replyTo ? replyWords(replyTo, names) : ""}`;
  if (deletedAt !== null) return `${who}: _message deleted ${clock(deletedAt)}_`;
  const named = files.map((file) => inline(file, names)).join(", ");
  const shared = files.length === 0 ? "" : `\\[${files.length === 1 ? "file" : "files"}: ${named}\\]`;
  const link = roomUrl === null ? "" : `[link](${permalink(roomUrl, ts, replyTo?.ts ?? null)})`;
  const tail = [edited ? "edited" : "", link].filter((one) => one !== "").join(", ");
  const said = behind(prose(what, names, MESSAGE_CHARS_MAX), shared);
  return behind(`${replyTo ? "↳ " : ""}${who}: ${said}`, tail === "" ? "" : `(${tail})`);
}

const replyWords = ({ ts, author }: NonNullable<Spoken["replyTo"]>, names: Names): string =>
  ` (${author === null ? "in the thread of" : `to ${nameOf(names, author)},`} ${clock(Math.floor(Number(ts) * 1000))})`;

/** As Slack's own "Copy link" gives it. */
export function permalink(roomUrl: string, ts: string, threadTs: string | null): string {
  const base = `${roomUrl}/p${ts.replace(".", "")}`;
  return threadTs === null ? base : `${base}?thread_ts=${threadTs}&cid=${roomUrl.split("/").at(-1)}`;
}

export function updatesPart({ incident, facts, names }: DraftInput): string {
  const { updates } = facts;
  if (updates.length === 0) {
    return `No update was posted${incident.stage === "open" ? " yet" : ""}; none was due.`;
  }
  const stamp = stampOf(facts);
  const lines = updates.map((one) => updateLine(one, names, stamp));
  return [...summary(updates), lines.join("\n")].join("\n\n");
}

function summary(updates: readonly Expected[]): string[] {
  const due = updates.filter(({ dueAt }) => dueAt !== null);
  if (due.length === 0) return [];
  const late = due.filter(({ posted, dueAt }) => posted && isLate(posted.at, dueAt!)).length;
  const missing = due.filter(({ posted }) => !posted).length;
  const inTime = due.length - late - missing;
  return [`Of those due, ${listed([`${inTime} in time`, `${late} late`, `${missing} not posted`])}.`];
}

function updateLine(
  { dueAt, posted, insteadOf, reminded }: Expected,
  names: Names,
  stamp: (at: Instant) => string,
): string {
  const reminders = reminded.length === 0 ? "" : `, reminded ${reminded.map(clock).join(" and ")}`;
  const due = dueAt === null ? "none was due" : `due ${stamp(dueAt)}${reminders}`;
  if (!posted) {
    const ended =
      insteadOf && dueAt !== null ? `; ${ENDED[insteadOf.what]} ${durationWords(insteadOf.at - dueAt)} after that` : "";
    return `- **Not posted** (${due}${ended})`;
  }
  const late = dueAt !== null && isLate(posted.at, dueAt) ? `**${durationWords(posted.at - dueAt)} late**, ` : "";
  const said = prose(posted.text, names, Number.POSITIVE_INFINITY);
  return `- ${stamp(posted.at)} ${nameOf(names, posted.by)} (${late}${due}): ${said}`;
}

const ENDED = { resolved: "resolved", cancelled: "cancelled", severity: "the severity changed" };

/** The reminder itself comes when the update is due: what follows within a minute is in time. */
const isLate = (at: Instant, dueAt: Instant): boolean => at - dueAt >= 60_000;

export function coveragePart({ incident, facts: { coverage }, notCompared, madeAt }: DraftInput): string {
  if (!incident.room) return "No room could be opened, so nothing that was said is recorded here.";
  const { messages, replies, edited, deleted, files, gaps } = coverage;
  const of = [count(replies, "thread reply", "thread replies"), `${edited} edited`, `${deleted} deleted`];
  const among = listed(of) === "" ? "" : `, among them ${listed(of)}`;
  const counted = `${count(messages, "message")} recorded${among}${files > 0 ? `; ${count(files, "file")} shared` : ""}.`;
  const compared =
    notCompared === null
      ? `Compared with Slack's history ${utc(madeAt)}: every message that Slack still has is recorded.`
      : `**Not compared with Slack's history before this draft: ${notCompared}.** Messages that never reached Warroom are missing.`;
  const missed =
    gaps.length === 0
      ? "Warroom listened without a gap."
      : `Warroom did not listen all the time:\n\n${gaps.map(gapLine).join("\n")}`;
  return `${counted} ${compared} ${missed}`;
}

const gapLine = (gap: Gap): string =>
  `- ${utc(gap.from)} ${gap.to === FOREVER ? "until now" : `to ${utc(gap.to)} (${durationWords(gap.to - gap.from)})`}: ${gap.why}; ${gap.recoveredAt === null ? "**not recovered**" : `recovered from Slack's history ${utc(gap.recoveredAt)}`}`;

const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 16);
/** "2 in time, 1 late": without what there is none of. */
const listed = (counts: readonly string[]): string => counts.filter((one) => !one.startsWith("0 ")).join(", ");
const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

/** With the day only where the incident saw more than one. */
export function stampOf({ startedAt, declaredAt, endedAt, timeline }: Facts): (at: Instant) => string {
  const times = [startedAt, declaredAt, endedAt ?? declaredAt, ...timeline.map(({ at }) => at)];
  const days = new Set(times.map((at) => utc(at).slice(0, 10)));
  return (at) => (days.size === 1 ? clock(at) : utc(at).replace(/ UTC$/, ""));
}
