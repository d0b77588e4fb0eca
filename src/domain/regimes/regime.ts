// Duties to notify authorities and people, as data: what starts a clock, what is due when, and what moves it.
import type { Span } from "../calendar/span.ts";
import type { Condition } from "../condition.ts";

export interface Regime {
  key: string;
  /** "GDPR, articles 33 and 34". */
  name: string;
  /** Where it was read, and when: "2026-11-21". It is no legal advice. */
  source: { url: string; read: string };
  /** Asked to find out whether it holds; all must be answered with yes. */
  asks: readonly Question[];
  /** What can start a clock, in the regime's own sense. */
  starts: readonly { key: string; means: string }[];
  notifications: readonly Notification[];
}

/** A regime that a runbook names, with who is asked and when. */
export interface RunbookRegime extends Regime {
  /** When its questions are asked; null where the runbook does not say. */
  askedIf: Condition | null;
  /** The role that answers for it; null where none is named. */
  owner: string | null;
  /** Keys into People: who is asked and reminded besides. */
  to: readonly string[];
}

export interface Question {
  key: string;
  question: string;
}

/** One thing that must be told to somebody. */
export interface Notification {
  key: string;
  title: string;
  /** Who is told. */
  to: string;
  /** The regime's words where it gives no number: "without undue delay". Null where the rules below say it all. */
  words: string | null;
  /** The earliest of them counts; none where there are words alone. */
  due: readonly DueRule[];
  /** Only where this was answered with yes besides; null for always. */
  only: Question | null;
}

export interface DueRule {
  /** A start of the regime, or the notification of it that was submitted: "submitted authority". */
  from: string;
  within: Span;
  /** Where it ends on a day on which nobody works. A period in hours is never moved. */
  roll: "no" | "next-business-day" | "noon-next-business-day";
}
