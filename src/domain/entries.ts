// The timeline that people write: notes and marked messages, numbered as they come. An entry is corrected or struck by a
// later event; the original stays where it was written.
import { cut } from "../lib/pure/text.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

/** What an entry tells; the first is what it is when nobody says. */
export const ENTRY_KINDS = ["observation", "hypothesis", "decision", "action", "impact", "communication"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** The state keeps this much of a text, in characters; all of it stands in the events. */
const KEPT_CHARS_MAX = 200;

export interface Entry {
  /** 1, 2, 3 …: what people call it. */
  number: number;
  kind: EntryKind;
  /** When it happened. */
  at: Instant;
  /** Its beginning. */
  text: string;
  /** Who wrote it: a Slack user or bot, or an operator. */
  by: string;
  /** Slack's ts of the message that was marked; null for a note. */
  ts: string | null;
  struck: boolean;
  /** What became of a hypothesis, a decision or an action; null while nobody said. */
  outcome: string | null;
}

/** A decision that is still to be made: written as a question, and nobody has noted what was decided. */
export const isPending = ({ kind, text, struck, outcome }: Entry): boolean =>
  kind === "decision" && !struck && outcome === null && text.trimEnd().endsWith("?");

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
      via: "emoji" | "pin" | "shortcut";
    }
  /** Null leaves that part as it was. */
  | {
      type: "EntryCorrected";
      entry: number;
      text: string | null;
      kind: EntryKind | null;
      happenedAt: Instant | null;
      reason: string;
    }
  | { type: "EntryStruck"; entry: number; reason: string }
  | { type: "OutcomeNoted"; entry: number; outcome: string };

export function evolveEntries(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const { entries } = before;
  const next = { number: entries.length + 1, struck: false, outcome: null };
  const changed = (number: number, change: Partial<Entry>) => ({
    entries: entries.map((one) => (one.number === number ? { ...one, ...change } : one)),
  });
  switch (event.type) {
    case "NoteAdded": {
      const { kind = ENTRY_KINDS[0], happenedAt: at, text } = event;
      return { entries: [...entries, { ...next, kind, at, text: cut(text, KEPT_CHARS_MAX), by, ts: null }] };
    }
    case "MomentMarked": {
      const { kind, happenedAt: at, text, author, ts } = event;
      return { entries: [...entries, { ...next, kind, at, text: cut(text, KEPT_CHARS_MAX), by: author, ts }] };
    }
    case "EntryCorrected":
      return changed(event.entry, {
        ...(event.text === null ? {} : { text: cut(event.text, KEPT_CHARS_MAX) }),
        ...(event.kind === null ? {} : { kind: event.kind }),
        ...(event.happenedAt === null ? {} : { at: event.happenedAt }),
      });
    case "EntryStruck":
      return changed(event.entry, { struck: true });
    case "OutcomeNoted":
      return changed(event.entry, { outcome: cut(event.outcome, KEPT_CHARS_MAX) });
    default:
      return null;
  }
}
