// All of the record as one sequence: what happened and what was said, in the order of time.
import type { Instant } from "../../lib/pure/time.ts";
import type { Unheard } from "../record/coverage.ts";
import { userOf } from "../actor.ts";
import type { NumberedEvent, Source } from "./source.ts";

/** A message of the room that people or other apps wrote. */
export interface RoomMessage {
  ts: string;
  author: string;
  text: string;
  files: readonly string[];
  threadTs: string | null;
  edited: boolean;
  deletedAt: Instant | null;
  /** What only a comparison with Slack's history told of it; absent where events told all. */
  unheard?: Unheard;
}

/** One line of the record. `source` is what cites it. */
export interface RecordLine {
  source: Source;
  at: Instant;
  /** Slack user or bot, operator, or null for Warroom itself. */
  by: string | null;
  what: Happening;
  /** What a message has of its own; null for the rest. */
  message: Spoken | null;
}

/** What a line tells of, as facts: blocks/timeline/timeline.ts has the words. */
export type Happening = { type: "Said"; text: string } | ToldEvent;

/** Events that are no news to the reader of a document: they say where something stands, not what happened. */
const UNTOLD = [
  "RoomOpened",
  "ThreadOpened",
  "RoomAsked",
  // The room that follows is told of.
  "NewRoomAsked",
  "CardPosted",
  "AnnouncementPosted",
  "UpdateDelivered",
  "Subscribed",
  "Unsubscribed",
  // What was answered stands in the events it became, in the same commit.
  "TriageAnswered",
  // The checklist is told as a whole.
  "ItemTicked",
  "ItemUnticked",
  // What they showed otherwise than before is told.
  "ChecksAsked",
  "ChecksRan",
  "ChecksPosted",
  "WellByChecks",
  "ApprovalPosted",
  // What came of it is told.
  "StepRunAsked",
  // What became of it is told.
  "DutyHeldBack",
  "DutyTold",
  "WorkPosted",
  "QuestionPosted",
  "OfferPosted",
  "TaskWaitTold",
  "UnownedTold",
  "PostmortemRequested",
  "ProofAsked",
  "RetryRequested",
  "PostmortemDrafted",
] as const;

type ToldEvent = Exclude<NumberedEvent, { type: (typeof UNTOLD)[number] }>;

export interface Spoken {
  ts: string;
  author: string;
  files: readonly string[];
  edited: boolean;
  deletedAt: Instant | null;
  unheard: Unheard | null;
  /** The message it answers in a thread; `author` is null where the record does not have that message. */
  replyTo: { ts: string; author: string | null } | null;
}

/** What was back-dated stands at the time it is about. */
export function everythingOf(events: readonly NumberedEvent[], messages: readonly RoomMessage[]): RecordLine[] {
  const told = events.filter(isTold).map((event): RecordLine => {
    const at = event.type === "NoteAdded" || event.type === "MomentMarked" ? event.happenedAt : event.at;
    const actor = event.actor === "warroom" ? null : (userOf(event.actor) ?? event.actor);
    // "Commander: Ana (Ana)" says it twice.
    const by = event.type === "RoleAssigned" && event.user === actor ? null : actor;
    return { source: event.seq, at, by, what: event, message: null };
  });
  const authors = new Map(messages.map(({ ts, author }) => [ts, author]));
  const said = messages.map((message): RecordLine => {
    const { ts, author, text, files, edited, deletedAt, threadTs, unheard = null } = message;
    const replyTo = isReply(message) ? { ts: threadTs!, author: authors.get(threadTs!) ?? null } : null;
    const what = { type: "Said", text } as const;
    return {
      source: ts,
      at: timeOfTs(ts),
      by: author,
      what,
      message: { ts, author, files, edited, deletedAt, unheard, replyTo },
    };
  });
  const order = ({ message }: RecordLine) => message?.ts ?? "";
  return [...told, ...said].sort((a, b) => a.at - b.at || (order(a) < order(b) ? -1 : 1));
}

/** The first message of a thread carries the thread's own ts. */
export const isReply = ({ threadTs, ts }: RoomMessage): boolean => threadTs !== null && threadTs !== ts;

/** Slack's ts is seconds since 1970 with a fraction. */
export const timeOfTs = (ts: string): Instant => Math.floor(Number(ts) * 1000);

function isTold(event: NumberedEvent): event is ToldEvent {
  if (event.type === "NudgeSent") return event.step !== "soon";
  if (event.type === "PeopleInvited") return event.refused.length > 0;
  if (event.type === "Joined") return event.reported !== null;
  return !UNTOLD.some((type) => type === event.type);
}
