// What a runbook's rules ask about an incident in numbers or by yes and no: how many users, how many percent, is it down.
import type { Condition } from "../condition.ts";

export const MEASURE_KINDS = ["number", "percent", "seconds", "money", "yes-no"] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export interface Measure {
  key: string;
  question: string;
  kind: MeasureKind;
  /** Asked only where this may hold: the branches of a decision tree. */
  only: Condition;
}
