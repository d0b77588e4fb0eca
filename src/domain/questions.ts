// Questions to whoever leads: one that stays unanswered lets another take over.
import type { Instant } from "../lib/pure/time.ts";
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

/** An unanswered question. `id` is the ts of the message that asks it. */
export interface Question {
  id: string;
  by: string;
  to: string;
  text: string;
  at: Instant;
  /** When the room was told that it waits; null while it was not. */
  waitingSince: Instant | null;
}

export type QuestionEvent =
  | { type: "QuestionAsked"; question: string; by: string; to: string; text: string }
  /** `by` answered it, or took its subject away. */
  | { type: "QuestionAnswered"; question: string; by: string }
  | { type: "QuestionWaiting"; question: string; to: string[]; text: string; ts: string };

export function evolveQuestions(before: Incident, event: DomainEvent): Partial<Incident> | null {
  switch (event.type) {
    case "QuestionAsked": {
      const { question: id, by, to, text, at } = event;
      return { questions: [...before.questions, { id, by, to, text, at, waitingSince: null }] };
    }
    case "QuestionAnswered":
      return { questions: before.questions.filter(({ id }) => id !== event.question) };
    case "QuestionWaiting":
      return {
        questions: before.questions.map((one) =>
          one.id === event.question ? { ...one, waitingSince: event.at } : one,
        ),
      };
    default:
      return null;
  }
}
