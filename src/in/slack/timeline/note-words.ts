// What somebody types for the timeline: in front of the text may stand a time, a kind, or both.
import { ENTRY_KINDS, type EntryKind } from "../../../domain/timeline/entries.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import { timeInFront, type TimedText } from "../typed-time.ts";

export type TypedNote = TimedText & { kind?: EntryKind };

/** Other words people use for a kind. */
const OTHER_WORDS: Record<string, EntryKind> = {
  obs: "observation",
  observed: "observation",
  seen: "observation",
  hypo: "hypothesis",
  theory: "hypothesis",
  hypotheses: "hypothesis",
  decided: "decision",
  did: "action",
  comms: "communication",
};

/** The kind that a word names, in any case, also in the plural. */
export function kindNamed(word: string): EntryKind | undefined {
  const typed = word.toLowerCase();
  return ENTRY_KINDS.find((kind) => typed === kind || typed === `${kind}s`) ?? OTHER_WORDS[typed];
}

/** "10 minutes ago hypothesis: the pool is full", "decision: at 14:05 we roll back"; a time of day is read in `zone`. */
export function typedNote(typed: string, now: Instant, zone: string | null): TypedNote {
  const before = kindInFront(typed);
  const timed = timeInFront(before.text, now, zone);
  return before.kind === undefined ? { ...timed, ...kindInFront(timed.text) } : { ...timed, kind: before.kind };
}

/** What else stands before a colon is text. */
function kindInFront(text: string): { text: string; kind?: EntryKind } {
  const [whole, word] = /^\s*(\p{L}+)\s*:\s*/u.exec(text) ?? [];
  const kind = word === undefined ? undefined : kindNamed(word);
  return kind === undefined ? { text } : { text: text.slice(whole!.length), kind };
}
