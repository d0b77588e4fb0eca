// What must be well before an incident may be called resolved.
import type { Span } from "../calendar/span.ts";
import type { Condition, Test } from "../condition.ts";

export interface Criterion {
  key: string;
  text: string;
  /** Only a mandatory one can hold a resolution up. */
  mandatory: boolean;
  /** Only what is due before it can hold it up either. */
  due: "before" | "at" | "after";
  /** Looked at by machine where a check is named; else somebody attests it. */
  check: { key: string; test: Test } | null;
  only: Condition;
}

export interface Recovery {
  criteria: readonly Criterion[];
  /** How long all must stay well before it may be called resolved; null where the runbook names none. */
  watch: Span | null;
}
