// The timeline that people write: notes and marked messages, numbered as they come. An entry is corrected or struck by a
// later event; the original stays where it was written.
import { cut } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";

/** What an entry tells; the first is what it is when nobody says. */
export const ENTRY_KINDS = ["observation", "hypothesis", "decision", "action", "impact", "communication"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export const DEFAULT_KIND: EntryKind = ENTRY_KINDS[0];

/** The kinds of which something comes. */
export const OUTCOME_KINDS: readonly EntryKind[] = ["hypothesis", "decision", "action"];

/** How somebody put a message on the timeline: with an emoji such as ":bulb:", by pinning it, by the shortcut. */
export type Mark = `:${string}:` | "pin" | "shortcut";

/** The state keeps this much of a text, in characters; all of it stands in the events. */
export const KEPT_CHARS_MAX = 200;

export interface Entry {
  /** 1, 2, 3 …: what people call it. */
  number: number;
  kind: EntryKind;
  /** When it happened. */
  at: Instant;
  /** Its beginning. */
  text: string;
  /** Whether all of its text ends with a question mark. */
  isQuestion: boolean;
  /** Who wrote it: a Slack user or bot, or an operator. */
  by: string;
  /** Slack's ts of the message that was marked; null for a note. */
  ts: string | null;
  /** Those by whom the message is marked now; `at` is by Slack's clock, null where history showed it. */
  marks: { by: string; mark: Mark; at: Instant | null }[];
  struck: boolean;
  /** What became of a hypothesis, a decision or an action; null while nobody said. */
  outcome: string | null;
  /** What was done to it last; null while it is as it was written. */
  changed: EntryChange | null;
}

export interface EntryChange {
  /** The number of the event. */
  seq: number;
  /** Unmarked: struck because whoever had marked it took the mark away. */
  how: "marked" | "corrected" | "struck" | "unmarked" | "outcome";
  by: string;
  at: Instant;
}

/** A decision that is still to be made: written as a question, and nobody has noted what was decided. */
export const isPending = (entry: Entry): boolean =>
  entry.kind === "decision" && !entry.struck && entry.outcome === null && entry.isQuestion;

/** Written as a question. */
export const isQuestion = (text: string): boolean => text.trimEnd().endsWith("?");

/** What somebody saw of an entry when they set out to change it: nothing done to it is 0. */
export const versionOf = (entry: Entry): number => entry.changed?.seq ?? 0;

export type EntryEvent =
  | { type: "NoteAdded"; text: string; happenedAt: Instant; kind?: EntryKind }
  /** A message of the room was put on the timeline. `author` wrote it, the event's actor marked it. */
  | {
      type: "MomentMarked";
      kind: EntryKind;
      ts: string;
      threadTs: string | null;
      author: string;
      text: string;
      happenedAt: Instant;
      mark: Mark;
      markedAt: Instant | null;
    }
  /** Once more, by another person or in another way. `kind` where that changed it. */
  | { type: "MomentMarkedAgain"; entry: number; kind: EntryKind | null; mark: Mark; markedAt: Instant | null }
  | { type: "MomentUnmarked"; entry: number; mark: Mark }
  /** Null leaves that part as it was. */
  | {
      type: "EntryCorrected";
      entry: number;
      text: string | null;
      kind: EntryKind | null;
      happenedAt: Instant | null;
      reason: string | null;
    }
  /** `reason` is null where whoever had marked it took the mark away. */
  | { type: "EntryStruck"; entry: number; reason: string | null }
  | { type: "OutcomeNoted"; entry: number; outcome: string };

export function evolveEntries(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const changed = (number: number, change: (entry: Entry) => Partial<Entry>, how?: EntryChange["how"]) => ({
    entries: before.entries.map((one) => {
      if (one.number !== number) return one;
      const last = how ? { changed: { seq: before.seq + 1, how, by, at: event.at } } : {};
      return { ...one, ...change(one), ...last };
    }),
  });
  switch (event.type) {
    case "NoteAdded": {
      const { kind = DEFAULT_KIND, happenedAt: at, text } = event;
      return added(before, { kind, at, by, ts: null, marks: [] }, text);
    }
    case "MomentMarked": {
      const { kind, happenedAt: at, text, author, ts, mark, markedAt } = event;
      return added(before, { kind, at, by: author, ts, marks: [{ by, mark, at: markedAt }] }, text);
    }
    case "MomentMarkedAgain": {
      const { entry, kind, mark, markedAt } = event;
      const more = ({ marks }: Entry) => ({ marks: [...marks, { by, mark, at: markedAt }], ...(kind ? { kind } : {}) });
      return kind ? changed(entry, more, "marked") : changed(entry, more);
    }
    case "MomentUnmarked":
      return changed(event.entry, ({ marks }) => ({
        marks: marks.filter((one) => one.by !== by || one.mark !== event.mark),
      }));
    case "EntryCorrected": {
      const { entry, text, kind, happenedAt: at } = event;
      const corrected = {
        ...(text === null ? {} : kept(text)),
        ...(kind ? { kind } : {}),
        ...(at === null ? {} : { at }),
      };
      return changed(entry, () => corrected, "corrected");
    }
    case "EntryStruck":
      return changed(event.entry, () => ({ struck: true }), event.reason === null ? "unmarked" : "struck");
    case "OutcomeNoted":
      return changed(event.entry, () => ({ outcome: cut(event.outcome, KEPT_CHARS_MAX) }), "outcome");
    default:
      return null;
  }
}

function added(
  { entries }: Incident,
  entry: Pick<Entry, "kind" | "at" | "by" | "ts" | "marks">,
  text: string,
): Partial<Incident> {
  const next: Entry = {
    number: entries.length + 1,
    ...entry,
    ...kept(text),
    struck: false,
    outcome: null,
    changed: null,
  };
  return { entries: [...entries, next] };
}

const kept = (text: string): Pick<Entry, "text" | "isQuestion"> => ({
  text: cut(text, KEPT_CHARS_MAX),
  isQuestion: isQuestion(text),
});
