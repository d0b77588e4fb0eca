// The short timeline of a draft: what was done, and what people marked or noted as worth keeping.
import type { Happening, RecordLine } from "../../domain/postmortem/everything.ts";
import type { Source } from "../../domain/postmortem/source.ts";
import type { TimelineEntry } from "../../domain/timeline/timeline.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { cited, entrySources } from "./cite.ts";
import { happeningWords } from "../timeline/timeline.ts";
import { behind, nameOf, prose } from "../markdown.ts";
import { utc } from "../mrkdwn.ts";
import type { DraftInput } from "./draft.ts";
import { clock } from "./stamp.ts";

/** More than this nobody reads as a timeline; the rest stands under Everything in order. */
const LINES_MAX = 80;

/** The steps of every incident. */
const MILESTONES = new Set<Happening["type"]>([
  "IncidentDeclared",
  "Acknowledged",
  "RoleAssigned",
  "RoleReleased",
  "SeverityChanged",
  "StatusChanged",
  "ImpactSet",
  "CategoryAdded",
  "CategoryRemoved",
  "UpdatePosted",
  "StepApproved",
  "StepRefused",
  "Resolved",
  "Cancelled",
  "Reopened",
  "MergedInto",
  "DuplicateMerged",
]);

/** What decides, does and hits goes before what was seen and supposed, where not all of it fits. */
const FIRST_KINDS = new Set<TimelineEntry["kind"]>(["decision", "action", "impact"]);

export function keyTimelinePart(input: DraftInput): string {
  const { facts, words } = input;
  const steps = facts.everything.filter(({ what }) => MILESTONES.has(what.type));
  const entries = facts.entries.filter(({ struck }) => struck === null);
  const chosen = choose(entries, Math.max(0, LINES_MAX - steps.length));
  const lines = [
    ...steps.map((step) => ({ at: step.at, text: stepLine(step, input) })),
    ...chosen.map((entry) => ({ at: entry.at, text: entryLine(entry, input) })),
    ...began(input),
  ].sort((a, b) => a.at - b.at);
  const left = entries.length - chosen.length;
  const spoken = facts.coverage.messages;
  const rest = [
    ...(left > 0 ? [words.draft.more(left)] : []),
    ...(spoken > 0 ? [words.record.moreMessages(spoken)] : []),
  ].join(" ");
  return `${byDay(lines)}${rest === "" ? "" : `\n\n_${rest}_`}`;
}

function choose(entries: readonly TimelineEntry[], places: number): TimelineEntry[] {
  if (entries.length <= places) return [...entries];
  const first = entries.filter(({ kind }) => FIRST_KINDS.has(kind)).slice(0, places);
  const others = entries.filter(({ kind }) => !FIRST_KINDS.has(kind)).slice(0, places - first.length);
  return [...first, ...others];
}

function began({ facts, ...input }: DraftInput): { at: Instant; text: string }[] {
  const { started, declared } = facts.times;
  if (!started || !declared || started.at >= declared.at) return [];
  return [{ at: started.at, text: cited(`**${input.words.timeline.began}**`, started.sources, { facts, ...input }) }];
}

function stepLine({ by, what, source }: RecordLine, input: DraftInput): string {
  const { event, sources } = asItStands(what, source, input);
  const said = prose(happeningWords(event, input.runbook, input.words), input, Number.POSITIVE_INFINITY);
  const told = behind(emphasised(said), by === null ? "" : `(${nameOf(input, by)})`);
  return cited(told, sources, input);
}

/** An update that was corrected reads as it was corrected to; what it said first stands under Updates. */
function asItStands(what: Happening, source: Source, { facts }: DraftInput): { event: Happening; sources: Source[] } {
  const corrected = facts.updates.find(({ sources, posted }) => sources[0] === source && posted?.corrected);
  if (what.type !== "UpdatePosted" || !corrected?.posted?.corrected) return { event: what, sources: [source] };
  const { text, parts } = corrected.posted;
  return { event: { ...what, text, parts }, sources: [source, corrected.posted.corrected.seq] };
}

function entryLine(entry: TimelineEntry, input: DraftInput): string {
  const said = prose(entry.text, input, Number.POSITIVE_INFINITY);
  const told = behind(`**${input.words.entries.kind[entry.kind]}:** ${said}`, `(${nameOf(input, entry.by)})`);
  return cited(told, entrySources(entry), input);
}

/** "Update (Recovery): …" is bold up to its colon only: a paragraph in bold shouts. */
export function emphasised(said: string): string {
  const first = /^[^\n]{1,60}?(?=: )/.exec(said)?.[0] ?? said.split("\n")[0]!;
  return `**${first}**${said.slice(first.length)}`;
}

/** One item a line; a day's heading stands before its first one. */
export function byDay(lines: readonly { at: Instant; text: string }[]): string {
  let day = "";
  return lines
    .map(({ at, text }) => {
      const today = utc(at).slice(0, 10);
      const heading = today === day ? "" : `${day === "" ? "" : "\n"}**${today}**\n\n`;
      day = today;
      return `${heading}- ${clock(at)} ${text}`;
    })
    .join("\n");
}
