// What a run remembers for its checkers and its timeline. Times are Slack's, by a clock that nobody sets.
import type { Instant } from "../../src/lib/pure/time.ts";
import { MARK_WORDS } from "./marks.ts";

/** One interaction as the program took it. */
export interface Taken {
  key: string;
  what: string;
  user: string;
  generation: number;
  at: Instant;
  ackedAt: Instant | null;
  /** What dispatch said: "ok", a Problem's type, or null where nothing was ordered. */
  outcome: string | null;
  /** Whether the person was shown any words or a form. */
  told: boolean;
}

export interface CallMade {
  at: Instant;
  method: string;
  /** Our job's id in the message's metadata. */
  job: string | null;
  /** When the program heard that it was done; null where it never did. */
  heardAt: Instant | null;
}

interface Span {
  from: Instant;
  to: Instant;
}

export type Memory = ReturnType<typeof createMemory>;

export function createMemory(start: Instant, now: () => Instant) {
  const trace: string[] = [];
  const violations: string[] = [];
  const marks = new Map<string, number>();
  const note = (words: string) => void trace.push(`${((now() - start) / 1000).toFixed(3).padStart(9)}  ${words}`);
  return {
    trace,
    note,
    violations,
    violate(words: string) {
      note(`VIOLATION ${words}`);
      violations.push(words);
    },
    /** How often the program logged each mark. */
    marks,
    countMark(words: string) {
      if (MARK_WORDS.has(words)) marks.set(words, (marks.get(words) ?? 0) + 1);
    },
    /** Every place where a crash could have fallen, in order. */
    points: [] as string[],
    crashes: [] as Instant[],
    downtimes: [] as Span[],
    /** When a program that lived knew itself deaf. */
    deafSpans: [] as Span[],
    /** When a program that knew itself deaf could hear again. */
    hearsAgainAt: [] as Instant[],
    taken: [] as Taken[],
    calls: [] as CallMade[],
    /** When something of Slack came in, or was asked of its history or of a room. */
    heardAt: [] as Instant[],
    /** Who left a room by themselves, which messages of the bot somebody deleted and when, which rooms were closed to Warroom (archived, or it was put out and the room is private or of what is over), and whose account was switched off. */
    undone: {
      left: new Set<string>(),
      deleted: new Map<string, Instant>(),
      closed: new Map<string, Instant>(),
      deactivated: new Set<string>(),
    },
    /** From which channels Warroom was put out, and when. */
    putOut: [] as { channel: string; at: Instant }[],
    /** Messages of which the program took in that they were deleted. */
    toldDeleted: new Set<string>(),
    /** Who held a lane when a life ended: nobody does from the next start on. */
    deadHolders: new Set<string>(),
    /** Since when a room is known to be recorded. */
    roomSince: new Map<string, Instant>(),
    /** Since when the database is seen to know who somebody is. */
    knownSince: new Map<string, Instant>(),
    /** Who has declared a private incident: they may know of it before it has a room. */
    declaredPrivately: new Set<string>(),
  };
}
