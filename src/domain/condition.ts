// Under which circumstances a rule of the runbook holds. What is not known yet makes it neither hold nor fail.
export interface Condition {
  /** Names of severities, any of which it takes; empty for any at all. */
  severities: readonly string[];
  /** Categories, any of which it takes; empty for any at all, or none. */
  categories: readonly string[];
  /** By the measure's key; all of them must hold. */
  measures: Readonly<Record<string, Test>>;
}

/** A number against a threshold, or a plain answer. */
export type Test = { op: ">" | ">=" | "<" | "<="; than: number } | { is: boolean };

/** A number in the measure's unit, or the answer to a question of yes or no. */
export type Measured = number | boolean;

export interface Circumstances {
  severity: string;
  categories: readonly string[];
  measured: Readonly<Record<string, Measured>>;
}

export const ALWAYS: Condition = { severities: [], categories: [], measures: {} };

/** Whether it asks nothing. */
export const isAlways = ({ severities, categories, measures }: Condition): boolean =>
  severities.length === 0 && categories.length === 0 && Object.keys(measures).length === 0;

/**
 * Whether it holds; null while a measure is not known or lies exactly on a threshold that a runbook draws between two
 * rules ("more than 50 %" and "less than 50 %" both leave 50 % out).
 */
export function holds({ severities, categories, measures }: Condition, now: Circumstances): boolean | null {
  if (severities.length > 0 && !severities.includes(now.severity)) return false;
  if (categories.length > 0 && !categories.some((one) => now.categories.includes(one))) return false;
  const results = Object.entries(measures).map(([key, test]) => passes(test, now.measured[key]));
  if (results.includes(false)) return false;
  return results.includes(null) ? null : true;
}

/** Whether a value passes; null where it is not known, or lies exactly on such a threshold. */
export function passes(test: Test, value: Measured | undefined): boolean | null {
  if (value === undefined) return null;
  if ("is" in test) return test.is === Boolean(value);
  const number = Number(value);
  switch (test.op) {
    case ">=":
      return number >= test.than;
    case "<=":
      return number <= test.than;
    case ">":
      return number === test.than ? null : number > test.than;
    case "<":
      return number === test.than ? null : number < test.than;
  }
}
