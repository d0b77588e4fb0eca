// Which severity a runbook's own rules give to what is known. A person decides; this only proposes, and says why.
import type { Circumstances, Condition, Measured } from "../condition.ts";
import { holds } from "../condition.ts";
import type { Measure } from "../facts/measures.ts";

export interface SeverityRule {
  severity: string;
  when: Condition;
  /** In the runbook's words; empty where it gives none. */
  because: string;
}

interface Rules {
  /** Highest first. */
  severities: readonly { name: string }[];
  severityRules: readonly SeverityRule[];
  measures: readonly Measure[];
}

interface Proposal {
  severity: string;
  rule: SeverityRule;
  /** A higher severity that cannot be ruled out: a measure lies exactly on its threshold, or is not known. */
  unless: SeverityRule | null;
}

/** The highest rule that holds; null while none does. `severity` of the circumstances plays no part. */
export function proposeSeverity(rules: Rules, known: Omit<Circumstances, "severity">): Proposal | null {
  const circumstances = { ...known, severity: "" };
  const rankOf = ({ severity }: SeverityRule) => rules.severities.findIndex(({ name }) => name === severity);
  const byRank = rules.severityRules.toSorted((a, b) => rankOf(a) - rankOf(b));
  const rule = byRank.find(({ when }) => holds(when, circumstances) === true);
  if (!rule) return null;
  const open = byRank.find((one) => rankOf(one) < rankOf(rule) && isOnThreshold(one, circumstances));
  return { severity: rule.severity, rule, unless: open ?? null };
}

/** Those that a value exactly on their threshold leaves open, highest first. */
export const undecidedRules = (rules: Rules, known: Omit<Circumstances, "severity">): SeverityRule[] =>
  rules.severities.flatMap(({ name }) =>
    rules.severityRules.filter((one) => one.severity === name && isOnThreshold(one, { ...known, severity: "" })),
  );

/** Whether it fails to hold only because what was measured is neither above nor below what the runbook names. */
const isOnThreshold = ({ when }: SeverityRule, circumstances: Circumstances): boolean =>
  holds(when, circumstances) === null && Object.keys(when.measures).every((key) => key in circumstances.measured);

/**
 * The measures to ask for, and those that are answered already: each in a branch of the decision that is open. An answer
 * in a branch that another answer closed counts for nothing.
 */
export function askedMeasures({ measures }: Pick<Rules, "measures">, known: Known): Asked {
  let asked: Asked = { measures: [], measured: {} };
  for (;;) {
    const circumstances = { severity: "", ...known, measured: asked.measured };
    const open = measures.filter(({ only }) => holds(only, circumstances) === true);
    const answers = open.flatMap(({ key }) => (key in known.measured ? [[key, known.measured[key]!] as const] : []));
    const isSettled = open.length === asked.measures.length;
    asked = { measures: open, measured: Object.fromEntries(answers) };
    if (isSettled) return asked;
  }
}

/** What is known before there is a severity, or with it. */
type Known = Omit<Circumstances, "severity"> & { severity?: string };

interface Asked {
  measures: readonly Measure[];
  measured: Record<string, Measured>;
}
