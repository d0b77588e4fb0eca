// What a runbook wants after the end: papers, a meeting, action items, each with its time.
import type { Condition } from "../condition.ts";
import type { Span } from "../calendar/span.ts";

export interface Review {
  deadlines: readonly Deadline[];
  meeting: Meeting | null;
  actionItems: ActionItemRules;
}

/** Counted from the resolution. */
export interface Deadline {
  key: string;
  title: string;
  within: Span;
  /** What ends it: somebody says so, or the draft, the meeting or the action items are there. */
  doneBy: "word" | "postmortem" | "meeting" | "action-items";
  /** The role that sees to it; null where the runbook names none. */
  owner: string | null;
  only: Condition;
}

export interface Meeting {
  within: Span;
  agenda: readonly { title: string; minutes: number }[];
}

export interface ActionItemRules {
  /** How the organisation grades them, highest first; empty where it does not. */
  priorities: readonly string[];
  /** By when an item of a kind or priority is due, counted from the resolution; by its name. */
  dueWithin: readonly { name: string; within: Span }[];
  /** When somebody must own it and have set it a date. */
  ownedWithin: Span | null;
}
