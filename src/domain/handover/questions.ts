// Questions to whoever leads: one that stays unanswered is told to the room, and then another may take over.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import { cut } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobOf } from "../job.ts";
import { notBefore, over, type Turn } from "../turn.ts";

/** An unanswered question. */
export interface Question {
  /** The ts of the message that asks it; where Warroom asks it for somebody, "ask:" and the number of the event. */
  id: string;
  role: string;
  by: string;
  to: string;
  /** Its beginning. */
  text: string;
  /** Since when `to` owes the answer. */
  at: Instant;
  /** Slack's ts of the message; null while Warroom has not posted it. */
  ts: string | null;
  threadTs: string | null;
  /** When the room was told that it waits; null while it was not. */
  toldAt: Instant | null;
}

/** How a question was answered; `deleted` took it away. */
export type Answered = "said" | "reacted" | "pressed" | "deleted";

export type QuestionEvent =
  | {
      type: "QuestionAsked";
      question: string;
      role: string;
      by: string;
      to: string;
      text: string;
      /** Null where Warroom is to post it. */
      ts: string | null;
      threadTs: string | null;
      askedAt: Instant;
    }
  /** `channel` is absent in events of before it was kept. */
  | { type: "QuestionPosted"; question: string; channel?: string; ts: string }
  | { type: "QuestionAnswered"; question: string; by: string; how: Answered }
  /** The room was told that these wait for `to`. */
  | { type: "QuestionsWaiting"; questions: string[]; to: string; text: string; ts: string };

/** After this the room is told, and the lead role may be taken over. */
export const ANSWER_WITHIN_MS = 3 * MINUTE_MS;

/** The state keeps this much of a text, in characters; all of it stands in the events. */
const KEPT_CHARS_MAX = 200;

/** A question goes with the role: a new holder owes the answer from then on, unless it was their own. */
export function evolveQuestions(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const { questions } = before;
  const changed = (id: string, change: Partial<Question>) => ({
    questions: questions.map((one) => (one.id === id ? { ...one, ...change } : one)),
  });
  switch (event.type) {
    case "QuestionAsked": {
      const { question: id, role, to, ts, threadTs, askedAt: at } = event;
      const text = cut(event.text, KEPT_CHARS_MAX);
      return { questions: [...questions, { id, role, by: event.by, to, text, at, ts, threadTs, toldAt: null }] };
    }
    case "QuestionPosted":
      return changed(event.question, { ts: event.ts, at: Math.round(Number(event.ts) * 1_000) });
    case "QuestionAnswered":
      return { questions: questions.filter(({ id }) => id !== event.question) };
    case "QuestionsWaiting":
      return {
        questions: questions.map((one) =>
          one.to === event.to && event.questions.includes(one.id) ? { ...one, toldAt: event.at } : one,
        ),
      };
    case "UpdatePosted":
      // It is said in the room, though by Warroom's mouth.
      return { questions: questions.filter(({ to }) => to !== by) };
    case "RoleAssigned":
      return {
        questions: questions
          .filter((one) => one.role !== event.role || one.by !== event.user)
          .map((one) => (one.role === event.role ? { ...one, to: event.user, at: event.at, toldAt: null } : one)),
      };
    case "RoleReleased":
      return { questions: questions.filter(({ role }) => role !== event.role) };
    case "Resolved":
    case "Cancelled":
    case "MergedInto":
      return { questions: [] };
    default:
      return null;
  }
}

/** From when the lead role may be taken over, if nothing is answered until then; null while nothing is asked. */
export function takeOverFrom({ questions }: Incident): Instant | null {
  const asked = questions.filter(({ ts }) => ts !== null).map(({ at }) => at + ANSWER_WITHIN_MS);
  return asked.length > 0 ? Math.min(...asked) : null;
}

/**
 * When the room is told next of questions that wait, or null. A silence is not told of more often than it is allowed, and
 * in a room that is out of reach the answer may be there.
 */
export function nextTelling({ questions, stage, detached }: Incident): Instant | null {
  const untold = questions.filter(({ ts, toldAt }) => ts !== null && toldAt === null).map(({ at }) => at);
  if (untold.length === 0 || stage !== "open" || detached) return null;
  const lastTold = Math.max(...questions.map(({ toldAt }) => toldAt ?? 0));
  return Math.max(Math.min(...untold), lastTold) + ANSWER_WITHIN_MS;
}

/** The questions that the room should be told of now, oldest first. */
export function waitingQuestions(incident: Incident, now: Instant): Question[] {
  const at = nextTelling(incident);
  if (at === null || at > now) return [];
  return incident.questions.filter(
    ({ ts, toldAt, at: since }) => ts !== null && toldAt === null && since + ANSWER_WITHIN_MS <= now,
  );
}

export function questionTimer(incident: Incident): { job: JobOf<"questions-waiting">; at: Instant } | null {
  const at = nextTelling(incident);
  return at === null ? null : { job: { kind: "questions-waiting" }, at };
}

export function questionsTurn(
  incident: Incident,
  _job: JobOf<"questions-waiting">,
  { now }: Context,
): Turn<{ waiting: readonly Question[] }> {
  const next = nextTelling(incident);
  if (next === null) return over("nothing waits for an answer");
  const waiting = waitingQuestions(incident, now);
  const [first] = waiting;
  if (!first) return notBefore(next);
  const { to } = first;
  return {
    type: "due",
    to: [to],
    waiting,
    variant: String(waiting.length),
    record: ({ variant, ts, text }) => {
      // What an earlier attempt told is what counts; what waits since is told next.
      const questions = waiting.slice(0, Number(variant ?? waiting.length)).map(({ id }) => id);
      return { type: "RecordQuestionsWaiting", questions, to, text, ts };
    },
  };
}
