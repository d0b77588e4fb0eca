// What a runbook has people do, step by step: checklists to tick off, and playbooks by symptom.
import type { Condition } from "../condition.ts";

export interface Checklist {
  key: string;
  title: string;
  items: readonly string[];
  /** Offered in the room as soon as this holds; null for one that people ask for. */
  only: Condition | null;
}

export interface Playbook {
  key: string;
  /** What one sees when it fits. */
  symptom: string;
  steps: readonly PlaybookStep[];
}

export interface PlaybookStep {
  text: string;
  /** To copy into a terminal; null where there is none. */
  command: string | null;
  url: string | null;
  /** Done by a machine, where one is connected. */
  automatic: boolean;
  /** The role that must agree first; null where nobody must. */
  approver: string | null;
}

/** A part of the work with a time of its own. */
export interface Phase {
  name: string;
  /** When it begins and ends, counted from the declaration or, where `from` is "entry", from when it was entered. */
  box: { from: "declared" | "entry"; begins_ms: number; ends_ms: number } | null;
  /** What must be there before it is entered. */
  demands: readonly string[];
}
