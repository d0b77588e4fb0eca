// The end of a draft, which the record alone writes: updates, everything in order, coverage.
import type { RecordLine, Spoken } from "../../domain/postmortem/everything.ts";
import type { Gap } from "../../domain/record/coverage.ts";
import type { Source } from "../../domain/postmortem/source.ts";
import type { OwedUpdate } from "../../domain/postmortem/updates-owed.ts";
import { FOREVER, type Instant } from "../../lib/pure/time.ts";
import { cited, labelOf, messageUrl } from "./cite.ts";
import { gapWhy } from "../gap.ts";
import { happeningWords } from "../timeline/timeline.ts";
import { behind, inline, nameOf, prose } from "../markdown.ts";
import { utc } from "../mrkdwn.ts";
import type { DraftInput } from "./draft.ts";
import { isLate } from "./findings.ts";
import { byDay, emphasised } from "./key-timeline.ts";
import { clock, stampOf } from "./stamp.ts";
import type { Words } from "../words/en.ts";

/** What is said in one breath; a longer message is a log or a paste, and its link leads to all of it. */
const MESSAGE_CHARS_MAX = 1_500;

/** A longer conversation than this, in messages, is folded up to what is cited or was marked. */
const UNFOLDED_MAX = 500;

/** Events, notes and messages as they followed each other, each by the name that cites it. */
export function everythingPart(input: DraftInput, citedAbove: ReadonlySet<string>): string {
  const { everything, coverage } = input.facts;
  const { record, draft } = input.words;
  const none = coverage.messages > 0 ? "" : `${record.nothingSaid}\n\n`;
  if (coverage.messages <= UNFOLDED_MAX) return `${none}${byDay(everything.map((line) => asLine(line, input)))}`;
  const lines = folded(
    everything,
    (line) => line.message === null || citedAbove.has(labelOf(line.source, input.facts)),
  );
  return `${draft.foldedHint}\n\n${byDay(lines.map((run) => (run.length === 1 ? asLine(run[0]!, input) : asRun(run, input))))}`;
}

/** Runs of lines: one that is kept stands alone, those between two such are one run. */
function folded(lines: readonly RecordLine[], isKept: (line: RecordLine) => boolean): RecordLine[][] {
  const runs: RecordLine[][] = [];
  let open: RecordLine[] | null = null;
  for (const line of lines) {
    if (isKept(line)) {
      runs.push([line]);
      open = null;
    } else if (open) open.push(line);
    else {
      open = [line];
      runs.push(open);
    }
  }
  return runs;
}

function asRun(run: readonly RecordLine[], input: DraftInput): { at: Instant; text: string } {
  const { facts, words } = input;
  const [first, last] = [run[0]!, run.at(-1)!];
  const label = ({ source }: RecordLine) => cited("", [source], input).trim();
  const people = new Set(run.map(({ by }) => by)).size;
  const span = { first: label(first), last: label(last), from: clock(first.at), to: stampOf(facts)(last.at) };
  return { at: first.at, text: words.draft.folded(span, run.length, people) };
}

const asLine = (line: RecordLine, input: DraftInput): { at: Instant; text: string } => ({
  at: line.at,
  text: `\`${labelOf(line.source, input.facts)}\` ${line.message ? messageLine(line, line.message, input) : eventLine(line, input)}`,
});

function eventLine({ by, what }: RecordLine, input: DraftInput): string {
  const { runbook, words } = input;
  const said = prose(happeningWords(what, runbook, words), input, Number.POSITIVE_INFINITY);
  const who = by === null ? "" : `(${nameOf(input, by)})`;
  const told = behind(what.type === "NoteAdded" ? words.record.note({ text: said }) : emphasised(said), who);
  return behind(told, struckWords(what, input));
}

/** A struck entry stays where it stood, and says so. */
function struckWords(what: RecordLine["what"], { facts, names, words }: DraftInput): string {
  if (what.type !== "NoteAdded" && what.type !== "MomentMarked") return "";
  const { struck } = facts.entries.find(({ seq }) => seq === what.seq) ?? {};
  if (!struck) return "";
  const at = stampOf(facts)(struck.at);
  return struck.reason === null
    ? words.record.struck({ at })
    : words.record.struckFor({ at, reason: inline(struck.reason, names) });
}

function messageLine({ what }: RecordLine, spoken: Spoken, input: DraftInput): string {
  const { names, runbook, words } = input;
  const { record } = words;
  const { ts, author, files, edited, deletedAt, unheard, replyTo } = spoken;
  const who = `${nameOf(input, author)}${replyTo ? ` (${replyWords(replyTo, input)})` : ""}`;
  if (deletedAt !== null) return `${who}: _${deletedWords(deletedAt, unheard, words)}_`;
  const named = files.map((file) => inline(file, names)).join(", ");
  const shared = files.length === 0 ? "" : `\\[${record.files({ names: named }, files.length)}\\]`;
  const url = messageUrl(ts, input);
  const link = url === null ? "" : `[${record.link}](${url})`;
  const changed = unheard?.edited ? record.editedUnheard : edited ? record.edited : "";
  const tail = [changed, link].filter((one) => one !== "").join(", ");
  const said = behind(prose(happeningWords(what, runbook, words), input, MESSAGE_CHARS_MAX), shared);
  return behind(`${replyTo ? "↳ " : ""}${who}: ${said}`, tail === "" ? "" : `(${tail})`);
}

/** When it went, or between which times, where only a comparison noticed it. */
function deletedWords(deletedAt: Instant, unheard: Spoken["unheard"], { record }: Words): string {
  if (!unheard?.deleted) return record.deletedAt({ at: clock(deletedAt) });
  const { after, before } = unheard.deleted;
  const pieces = { before: utc(before) };
  return after === null ? record.deletedBefore(pieces) : record.deletedBetween({ ...pieces, after: utc(after) });
}

function replyWords({ ts, author }: NonNullable<Spoken["replyTo"]>, input: DraftInput): string {
  const at = clock(Math.floor(Number(ts) * 1000));
  const { record } = input.words;
  return author === null ? record.inThread({ at }) : record.toAuthor({ author: nameOf(input, author), at });
}

export function updatesPart(input: DraftInput): string {
  const { incident, facts, words } = input;
  const { updates } = facts;
  const none = incident.stage === "open" ? words.record.updates.noneYet : words.record.updates.none;
  const lines = updates.map((one) => `- ${updateLine(one, input)}`);
  const told = updates.length === 0 ? [none] : [...summary(updates, words), lines.join("\n")];
  return [...told, ...othersTold(input)].join("\n\n");
}

const OTHERS_TOLD: readonly string[] = ["DutyDone", "DutySkipped", "DutyNotTold"];

/** Whom the runbook has told besides, and what became of it; nothing where it names nobody. */
function othersTold(input: DraftInput): string[] {
  const lines = input.facts.everything.filter(({ what }) => OTHERS_TOLD.includes(what.type));
  if (lines.length === 0) return [];
  const stamp = stampOf(input.facts);
  const told = lines.map((line) => `- ${stamp(line.at)} ${cited(eventLine(line, input), [line.source], input)}`);
  return [[input.words.duties.told.heading, ...told].join("\n")];
}

function summary(updates: readonly OwedUpdate[], { record: { updates: said } }: Words): string[] {
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

function updateLine(owed: OwedUpdate, input: DraftInput): string {
  const { dueAt, posted, insteadOf } = owed;
  const { words, facts } = input;
  const { updates: said } = words.record;
  const stamp = stampOf(facts);
  const due = dueWords(owed, words, stamp);
  const sources: readonly Source[] = owed.sources.length > 0 ? owed.sources : [facts.declaration];
  if (!posted) {
    if (!insteadOf || dueAt === null) return cited(said.missing({ due }), sources, input);
    const after = words.duration(insteadOf.at - dueAt);
    return cited(said.missing({ due: said.insteadOf[insteadOf.what]({ due, after }) }), sources, input);
  }
  const isOverdue = dueAt !== null && isLate(posted.at, dueAt);
  const when = isOverdue ? said.lateBy({ late: words.duration(posted.at - dueAt), due }) : due;
  const text = prose(posted.text, input, Number.POSITIVE_INFINITY);
  const told = `${stamp(posted.at)} ${nameOf(input, posted.by)} (${when}): ${text}`;
  if (posted.corrected === null) return cited(told, sources, input);
  const { at, by, reason, original } = posted.corrected;
  const corrected = said.corrected({
    at: stamp(at),
    by: nameOf(input, by),
    reason: inline(reason, input.names),
    original: inline(original, input.names),
  });
  return cited(behind(told, corrected), sources, input);
}

function dueWords({ dueAt, reminded }: OwedUpdate, { record }: Words, stamp: (at: Instant) => string): string {
  const { updates: said } = record;
  if (dueAt === null) return said.noneDue;
  const at = stamp(dueAt);
  return reminded.length === 0
    ? said.due({ at })
    : said.dueReminded({ at, reminded: reminded.map(clock).join(said.and) });
}

export function coveragePart({ incident, facts: { coverage }, notCompared, madeAt, words }: DraftInput): string {
  const { coverage: said } = words.record;
  if (!incident.room) return said.noRoom;
  const { messages, gaps, files, recovered } = coverage;
  const among = listed([
    [coverage.replies, said.replies],
    [coverage.edited, said.edited],
    [coverage.deleted, said.deleted],
  ]);
  const counted = [
    said.recorded(messages),
    ...(among === "" ? [] : [said.among({ counts: among })]),
    ...(files > 0 ? [said.files(files)] : []),
    ...(recovered > 0 ? [said.recoveredMessages(recovered)] : []),
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
  return `${span}: ${gapWhy(why, words)}; ${recovered}`;
}

/** "2 in time, 1 late": without what there is none of. */
const listed = (counts: readonly [number, (count: number) => string][]): string =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, say]) => say(count))
    .join(", ");
