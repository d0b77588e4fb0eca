// What people put on the timeline, as lines under the section that asks for its kind.
import type { TimelineEntry } from "../../domain/timeline/timeline.ts";
import { cited, entrySources } from "./cite.ts";
import type { DraftInput } from "./draft.ts";
import { nameOf, prose } from "../markdown.ts";
import { stampOf } from "./stamp.ts";

/** What people put on the timeline of one kind and did not strike. */
const entriesOf = ({ facts }: DraftInput, kind: TimelineEntry["kind"]): TimelineEntry[] =>
  facts.entries.filter((entry) => entry.kind === kind && entry.struck === null);

/** More than these of one kind nobody reads under a heading. */
const LINES_MAX = 25;

/** A line for each entry of a kind; of too many, those with an outcome before the others, and how many are left out. */
export function entryLines(
  input: DraftInput,
  kind: TimelineEntry["kind"],
  asLine: (entry: TimelineEntry) => string,
): string[] {
  const all = entriesOf(input, kind);
  const first = [...all.filter(({ outcome }) => outcome !== null), ...all.filter(({ outcome }) => outcome === null)];
  const chosen = new Set(first.slice(0, LINES_MAX));
  const left = all.filter((entry) => !chosen.has(entry));
  const lines = all.filter((entry) => chosen.has(entry)).map(asLine);
  if (left.length === 0) return lines;
  return [...lines, cited(input.words.draft.more(left.length), entrySources(left[0]!), input)];
}

export const piecesOf = ({ at, by, text }: TimelineEntry, input: DraftInput) => ({
  at: stampOf(input.facts)(at),
  by: nameOf(input, by),
  text: prose(text, input, Number.POSITIVE_INFINITY),
});

export const toldEntry = (entry: TimelineEntry, input: DraftInput): string => {
  const { at, by, text } = piecesOf(entry, input);
  return cited(`${at} ${by}: ${text}`, entrySources(entry), input);
};

export function withOutcome(
  entry: TimelineEntry,
  input: DraftInput,
  say: (told: { at: string; by: string; text: string; outcome: string }) => string,
): string {
  const { outcome } = entry;
  const told = outcome === null ? input.words.draft.noOutcome : prose(outcome.text, input, Number.POSITIVE_INFINITY);
  const sources = [...entrySources(entry), ...(outcome === null ? [] : [outcome.seq])];
  return cited(say({ ...piecesOf(entry, input), outcome: told }), sources, input);
}
