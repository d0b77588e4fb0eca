// What people asked for and what they gave: questions to the lead that had to wait, contributions, impact as it was told.
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import type { ContributionKind } from "../aftermath.ts";
import type { ImpactWords } from "../facts/impact.ts";
import type { NumberedEvent, Source } from "./source.ts";

/** What somebody said, when, and where that stands. */
export interface Voice {
  at: Instant;
  by: string;
  text: string;
  sources: Source[];
}

/** `section`: the title of the runbook's that asked for it; null where none did. */
export interface Contribution extends Voice {
  section: string | null;
}

export interface WaitingQuestion extends Voice {
  to: string;
  answeredAt: Instant | null;
}

const byOf = ({ actor }: NumberedEvent): string => userOf(actor) ?? actor;

export const contributionsOf = (events: readonly NumberedEvent[], kind: ContributionKind): Contribution[] =>
  events.flatMap((event) =>
    event.type === "ContributionMade" && event.kind === kind
      ? [{ at: event.at, by: byOf(event), text: event.text, section: event.section ?? null, sources: [event.seq] }]
      : [],
  );

/** Only those that had to be pointed out: a question that is answered in time is a conversation. */
export function waitingQuestions(events: readonly NumberedEvent[]): WaitingQuestion[] {
  return events.flatMap((event) => {
    if (event.type !== "QuestionsWaiting") return [];
    return event.questions.flatMap((question) => waitingQuestion(events, question, event));
  });
}

function waitingQuestion(events: readonly NumberedEvent[], question: string, told: NumberedEvent): WaitingQuestion[] {
  const asked = events.find((one) => one.type === "QuestionAsked" && one.question === question);
  if (asked?.type !== "QuestionAsked") return [];
  const answered = events.find((one) => one.type === "QuestionAnswered" && one.question === question);
  const { askedAt: at, by, text, to } = asked;
  const sources = [asked.seq, told.seq, ...(answered ? [answered.seq] : [])];
  return [{ at, by, text, to, answeredAt: answered?.at ?? null, sources }];
}

/** The impact each time it was told anew, oldest first. */
export const impactHistory = (
  events: readonly NumberedEvent[],
): { at: Instant; by: string; words: ImpactWords; sources: Source[] }[] =>
  events.flatMap((event) =>
    event.type === "ImpactSet" ? [{ at: event.at, by: byOf(event), words: event.words, sources: [event.seq] }] : [],
  );

/** Times without reminders, because somebody asked for it: until they were to come again, or something ended the pause. */
export const pausesOf = (events: readonly NumberedEvent[]): (Voice & { until: Instant })[] =>
  events.flatMap((event) => {
    if (event.type !== "NudgesPaused") return [];
    const end = events.find(({ type, at, seq }) => seq > event.seq && at < event.until && ENDS_A_PAUSE.has(type));
    const pause = { at: event.at, by: byOf(event), text: event.reason, until: end?.at ?? event.until };
    return [{ ...pause, sources: [event.seq, ...(end ? [end.seq] : [])] }];
  });

const ENDS_A_PAUSE = new Set<NumberedEvent["type"]>([
  "NudgesPaused",
  "NudgesResumed",
  "UpdatePosted",
  "Resolved",
  "Cancelled",
  "MergedInto",
]);
