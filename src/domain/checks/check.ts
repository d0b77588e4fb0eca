// What machines can be asked, what they showed, and how that is taken: nothing that nobody knows counts as well.
import { type Measured, passes, type Test } from "../condition.ts";
import type { Rung, Trigger } from "../escalation/ladder.ts";
import type { Criterion } from "../recovery/criteria.ts";

/** Something that a machine can be asked. */
export interface Check {
  key: string;
  title: string;
  /** What its number counts; empty where it is no number. */
  unit: string;
}

/** What a check is taken for; `shown` where the runbook asks no more of it than to be looked at. */
export type Verdict = "well" | "not-well" | "unknown" | "shown";

/** What the runbook asks of one check. */
export interface Asks {
  /** What must be so for an incident to be called resolved. */
  criteria: readonly (Criterion & { check: { test: Test } })[];
  /** What calls people. */
  rungs: readonly { rung: Rung; test: Test }[];
}

/** One that an incident is waiting for: a rung that a check's result reaches. */
export type CheckTrigger = Extract<Trigger, { on: "check" }>;

export const isOnCheck = (trigger: Trigger): trigger is CheckTrigger => trigger.on === "check";

/** A number where yes or no is asked, or the other way round, tells nothing. */
export const isAnswer = (test: Test, value: Measured): boolean => "is" in test === (typeof value === "boolean");

/** Whether a value passes; null where nobody knows. What lies exactly on a threshold does not pass. */
export function shows(test: Test, value: Measured | null): boolean | null {
  if (value === null || !isAnswer(test, value)) return null;
  return passes(test, value) === true;
}

export function verdictOf({ criteria, rungs }: Asks, value: Measured | null): Verdict {
  const wanted = criteria.map(({ check }) => shows(check.test, value));
  const calling = rungs.map(({ test }) => shows(test, value));
  if (value === null) return "unknown";
  if (wanted.includes(false) || calling.includes(true)) return "not-well";
  if (wanted.includes(null) || calling.includes(null)) return "unknown";
  return criteria.length > 0 ? "well" : "shown";
}

/** A test's own name, by which it is remembered since when it passes. */
export const testName = (test: Test): string => ("is" in test ? String(test.is) : `${test.op} ${test.than}`);
