// Appeals: messages of the room whose buttons ask for an answer, an offer or questions to whoever leads. Once it is over
// the message says how, and its buttons go.
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import { appealJob } from "../enqueue.ts";
import type { DomainEvent } from "../event.ts";
import { evolveHandover } from "./handover.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { evolveQuestions, type Question } from "./questions.ts";
import type { OwnMessage } from "../work/work.ts";

/** What became of what is asked. `passed`: another leads now; `void`: nobody needs an answer any more. */
export interface AppealEnd {
  how: "accepted" | "declined" | "withdrawn" | "answered" | "passed" | "void";
  by: string;
  at: Instant;
}

export interface AppealedOffer {
  type: "offer";
  role: string;
  from: string;
  to: string;
  by: string;
  note: string | null;
  end: AppealEnd | null;
}

export type AppealedQuestion = Question & { end: AppealEnd | null };

/** `question`: one that Warroom puts; `waiting`: those that the room is told of. */
interface AppealedQuestions {
  type: "question" | "waiting";
  questions: AppealedQuestion[];
}

export type Appeal = {
  /** The number of the event that it came with. */
  id: number;
  at: Instant;
  /** Null while it is on its way. */
  posted: OwnMessage | null;
} & (AppealedOffer | AppealedQuestions);

export type AppealEvent = { type: "OfferPosted"; appeal: number } & OwnMessage;

/** Older ones are long over. */
const KEPT_MAX = 20;

export function evolveAppeals(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const made = appealOf(before, event, by);
  if (!made && before.appeals.length === 0) return null;
  const end = { how: howOf(event), by: event.type === "RoleAssigned" ? event.user : byOf(event, by), at: event.at };
  const offers = evolveHandover(before, event, by)?.offers ?? before.offers;
  const questions = evolveQuestions(before, event, by)?.questions ?? before.questions;
  const asks = (one: Question) => questions.some(({ id, to }) => id === one.id && to === one.to);
  const appeals = before.appeals.map((appeal): Appeal => {
    const at = placed(appeal, event);
    if (at.type === "offer") return at.end || offers[at.role]?.at === at.at ? at : { ...at, end };
    return { ...at, questions: at.questions.map((one) => (one.end || asks(one) ? one : { ...one, end })) };
  });
  return { appeals: [...appeals, ...(made ? [made] : [])].slice(-KEPT_MAX) };
}

function appealOf(before: Incident, event: DomainEvent, by: string): Appeal | null {
  const base = { id: before.seq + 1, at: event.at, posted: null };
  switch (event.type) {
    case "HandoverOffered": {
      const { role, from, to, note } = event;
      return { ...base, type: "offer", role, from, to, by, note, end: null };
    }
    case "QuestionAsked": {
      // What somebody wrote themselves has no buttons.
      if (event.ts !== null) return null;
      const { question: id, role, by: asker, to, text, askedAt: at, ts, threadTs } = event;
      const question = { id, role, by: asker, to, text, at, ts, threadTs, toldAt: null, end: null };
      return { ...base, type: "question", questions: [question] };
    }
    case "QuestionsWaiting": {
      const told = before.questions.filter(({ id, to }) => to === event.to && event.questions.includes(id));
      const questions = told.map((one) => ({ ...one, end: null }));
      const posted = before.room && { channel: before.room.channel, ts: event.ts };
      return questions.length === 0 ? null : { ...base, posted, type: "waiting", questions };
    }
    default:
      return null;
  }
}

function placed(appeal: Appeal, event: DomainEvent): Appeal {
  const { posted } = appeal;
  switch (event.type) {
    case "OfferPosted":
      return event.appeal === appeal.id ? { ...appeal, posted: { channel: event.channel, ts: event.ts } } : appeal;
    case "QuestionPosted":
      return event.channel !== undefined && appeal.type === "question" && appeal.questions[0]?.id === event.question
        ? { ...appeal, posted: { channel: event.channel, ts: event.ts } }
        : appeal;
    case "RoomMoved":
      return posted?.channel === event.from ? { ...appeal, posted: { ...posted, channel: event.to } } : appeal;
    default:
      return appeal;
  }
}

function howOf(event: DomainEvent): AppealEnd["how"] {
  switch (event.type) {
    case "RoleAssigned":
      return event.how === "handed-over" ? "accepted" : "passed";
    case "HandoverDeclined":
      return "declined";
    case "HandoverWithdrawn":
      return "withdrawn";
    case "QuestionAnswered":
      return event.how === "deleted" ? "void" : "answered";
    case "UpdatePosted":
      return "answered";
    default:
      return "void";
  }
}

const byOf = (event: DomainEvent, by: string): string => (event.type === "QuestionAnswered" ? event.by : by);

/** Those that ended, in whole or in part, or were posted after that. */
export function appealJobs(before: Incident | null, after: Incident, { now }: Context): JobChange[] {
  const shown = new Map(before?.appeals.map((appeal) => [appeal.id, shownAppeal(appeal)]));
  return after.appeals
    .filter((appeal) => endsOf(appeal).length > 0 && shownAppeal(appeal) !== shown.get(appeal.id))
    .flatMap(({ id, posted }) => (posted ? [appealJob(after, id, now)] : []));
}

const shownAppeal = (appeal: Appeal): string => JSON.stringify([appeal.posted?.ts, endsOf(appeal)]);

const endsOf = (appeal: Appeal): AppealEnd[] =>
  (appeal.type === "offer" ? [appeal] : appeal.questions).flatMap(({ end }) => end ?? []);
