// The parts of a postmortem draft that the record alone writes: the short timeline, updates, everything said, coverage.
import type { Gap, Spoken, TimelineEntry } from "../domain/postmortem.ts";
import type { Expected } from "../domain/postmortem-updates.ts";
import { durationWords } from "../lib/pure/duration.ts";
import type { Instant } from "../lib/pure/time.ts";
import { inline, type Names, nameOf, prose } from "./markdown.ts";
import { utc } from "./mrkdwn.ts";
import type { DraftInput } from "./postmortem.ts";

/** What is said in one breath; a longer message is a log or a paste, and its link leads to all of it. */
const MESSAGE_CHARS_MAX = 600;

/** What was done and noted, without what was only said. */
export function keyTimelinePart(input: DraftInput): string {
  const entries = input.facts.timeline.filter(({ kind }) => kind !== "message");
  const said = input.facts.timeline.length - entries.length;
  const rest =
    said === 0
      ? ""
      : `\n\nThe ${count(said, "message")} of the room: see Everything in order. Move here what mattered.`;
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
  const who = by === null ? "" : ` (${nameOf(names, by)})`;
  // A note of several lines ends with its author on the last; code ends with its fence, and keeps it alone.
  const end = said.endsWith("`") && said.includes("\n") ? `\n  ${who.trim()}` : who;
  return kind === "note" ? `**Note:** ${said}${end}` : `**${firstWords(said)}**${restOf(said)}${end}`;
}

/** "Update (Recovery): …" is bold up to its colon only: a paragraph in bold shouts. */
const firstWords = (said: string): string => /^[^:\n]{1,60}(?=:)/.exec(said)?.[0] ?? said.split("\n")[0]!;
const restOf = (said: string): string => said.slice(firstWords(said).length);

function messageLine({ by, what }: TimelineEntry, spoken: Spoken, { names, roomUrl }: DraftInput): string {
  const { ts, files, edited, deletedAt, replyTo } = spoken;
  const answers = replyTo?.author ? ` answers ${nameOf(names, replyTo.author)}` : replyTo ? " in a thread" : "";
  const thread = replyTo ? `↳ ${nameOf(names, by)}${answers} (${clock(atOf(replyTo.ts))})` : nameOf(names, by);
  if (deletedAt !== null) return `${thread}: _a message, deleted; the record keeps it_`;
  const shared =
    files.length === 0
      ? ""
      : `[${count(files.length, "file")}: ${files.map((file) => inline(file, names)).join(", ")}]`;
  const said = [prose(what, names, MESSAGE_CHARS_MAX), shared.replace(/^\[|\]$/g, "\\$&")].filter(Boolean).join(" ");
  const marks = [
    edited ? "edited" : "",
    roomUrl === null ? "" : `[link](${permalink(roomUrl, ts, replyTo?.ts ?? null)})`,
  ];
  const tail = marks.filter(Boolean).join(", ");
  const end = tail === "" ? "" : said.endsWith("`") && said.includes("\n") ? `\n  (${tail})` : ` (${tail})`;
  return `${thread}: ${said}${end}`;
}

/** As Slack's own "Copy link" gives it. */
export function permalink(roomUrl: string, ts: string, threadTs: string | null): string {
  const base = `${roomUrl}/p${ts.replace(".", "")}`;
  return threadTs === null ? base : `${base}?thread_ts=${threadTs}&cid=${roomUrl.split("/").at(-1)}`;
}

export function updatesPart({ incident, facts, names }: DraftInput): string {
  const { updates } = facts;
  if (updates.length === 0) {
    return incident.stage === "open"
      ? "No update was posted yet; none was due."
      : "No update was posted; none was due.";
  }
  const lines = updates.map((one) => updateLine(one, names));
  return [...summary(updates), lines.join("\n")].join("\n\n");
}

function summary(updates: readonly Expected[]): string[] {
  const due = updates.filter(({ dueAt }) => dueAt !== null);
  if (due.length === 0) return [];
  const late = due.filter(({ posted, dueAt }) => posted && isLate(posted.at, dueAt!)).length;
  const missing = due.filter(({ posted }) => !posted).length;
  const inTime = due.length - late - missing;
  return [`${count(due.length, "update")} due: ${inTime} in time, ${late} late, ${missing} not posted.`];
}

function updateLine({ dueAt, posted, insteadOf, reminded }: Expected, names: Names): string {
  const reminders = reminded.length === 0 ? "" : `, reminded ${reminded.map(clock).join(" and ")}`;
  const due = dueAt === null ? "none was due" : `due ${stamp(dueAt)}${reminders}`;
  if (!posted) {
    const instead = insteadOf && `; ${ENDED[insteadOf.what]} ${stamp(insteadOf.at)}`;
    return `- **Not posted** (${due}${instead ?? ""})`;
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
  const counted = `${count(messages, "message")} recorded, of them ${count(replies, "thread reply", "thread replies")}, ${edited} edited, ${deleted} deleted; ${count(files, "file")}.`;
  const compared =
    notCompared === null
      ? `Compared with Slack's history ${utc(madeAt)}: nothing is missing.`
      : `**Not compared with Slack's history before this draft: ${notCompared}.** Messages that never reached Warroom are missing.`;
  const open = gaps.some(({ recoveredAt }) => recoveredAt === null);
  const whole = open ? "These times are not covered, or were recovered later:" : "Recovered gaps:";
  const listed = gaps.length === 0 ? "No gaps." : `${whole}\n\n${gaps.map(gapLine).join("\n")}`;
  return `${counted} ${open && notCompared === null ? "" : `${compared} `}${listed}`.trim();
}

const gapLine = (gap: Gap): string =>
  `- ${utc(gap.from)} to ${utc(gap.to)} (${durationWords(gap.to - gap.from)}): ${gap.why}; ${gap.recoveredAt === null ? "**not recovered**" : `recovered from Slack's history ${utc(gap.recoveredAt)}`}`;

const atOf = (ts: string): Instant => Math.floor(Number(ts) * 1000);
const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 16);
const stamp = (at: Instant): string => utc(at).replace(/ UTC$/, "");
const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;
