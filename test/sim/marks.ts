// Branches that a batch must reach, named by what the program logs there: a recovery that no run ever needed was never tested.

import type { DomainEvent } from "../../src/domain/event.ts";

/** A fault or security row, or an invariant, of docs/reliability.md. */
export type Row = number | `S${number}` | `I${number}`;

export interface Mark {
  /** As it stands in src/, once: the sentence of a log call at any level. */
  words: string;
  /** What it takes part in: at least the rows that name it. */
  rows: readonly Row[];
}

// biome-ignore format: one mark a line
export const MARKS: readonly Mark[] = [
  { words: "an earlier attempt's message stands in Slack: it is not sent again", rows: [2, 17, "I5"] },
  { words: "no earlier attempt's message stands in Slack: it is sent", rows: [1, 17, 18] },
  { words: "an earlier attempt's message is looked for where the last look broke off", rows: [17] },
  { words: "an earlier attempt made the room: it is taken over", rows: [4, "I7"] },
  { words: "a room's name is taken by another channel: the next one is tried", rows: [20] },
  { words: "an earlier attempt at a job left no outcome", rows: [1, 2, 7] },
  { words: "a job is put off", rows: [15, 17, 18, 38, "I4"] },
  { words: "a job is no longer wanted", rows: [35, 61, 80, "I8", "I13"] },
  { words: "what a job brought is no longer wanted", rows: [62, 80] },
  { words: "somebody was faster: a command is decided again", rows: [79, 80, "I12"] },
  { words: "an interaction came again: it is answered with its first outcome", rows: [40, 78, "I1"] },
  { words: "Warroom was away: what its rooms may lack is written down", rows: [44, "I3"] },
  { words: "Slack limits a method: whoever calls it waits", rows: [15, 16, 38] },
  { words: "Slack is back after an outage: rooms are told first", rows: [35] },
  { words: "rooms are told once what passed while nobody could be", rows: [35, 59, 61, "I8"] },
  { words: "a room was compared with Slack", rows: [41, 44, 45, "I3"] },
  { words: "a comparison goes on where an earlier attempt came to", rows: [44, 54] },
  { words: "messages are gone from Slack's history", rows: [47] },
  { words: "Slack's events do not come: rooms are compared every minute until they do", rows: [36, 51] },
  { words: "Slack's events come again", rows: [36, 51] },
];

/** What a batch's people must have brought about, as the record holds it: what only some runbooks ask, or few people do. */
export const EVENTS: readonly DomainEvent["type"][] = [
  "RungReached",
  "PageEnded",
  "PeopleCalled",
  "CallAnswered",
  "CallUnanswered",
  "Blocked",
  "ComplaintsCounted",
  "RunbookApplied",
  "ThreadOpened",
  "StepDone",
  "StepNotRun",
  "ApprovalAsked",
  "StepApproved",
  "RegimesAsked",
  "RegimeAnswered",
  "RegimesReminded",
  "NotificationSubmitted",
  "NotificationNotNeeded",
  "ProofAsked",
  "DutyTold",
  "DutyNotTold",
];

export const MARK_WORDS: ReadonlySet<string> = new Set(MARKS.map(({ words }) => words));
