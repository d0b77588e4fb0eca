// The rungs of a runbook: who hears of an incident next, and what makes them hear of it. A rung invites and names people in
// Slack; it never pages: that do a severity's `page` and `/incident page` (pages.ts, calls.ts).
import type { Span } from "../calendar/span.ts";
import type { Condition, Test } from "../condition.ts";

export interface Rung {
  /** Its own in the whole runbook: each goes off once in an incident. */
  key: string;
  /** Whom it reaches, as people call them: "Engineering manager". */
  name: string;
  /** Keys into People. */
  to: readonly string[];
  /** Any of which sets it off; none for a rung that people climb by hand alone. */
  triggers: readonly Trigger[];
  only: Condition;
  /** What whoever is reached answers for. */
  duties: readonly string[];
}

/** What people must not have done for a timed rung to go off. */
export const RUNG_WAITS = ["acknowledged", "mitigated", "resolved"] as const;
export type RungWait = (typeof RUNG_WAITS)[number];

export type Trigger =
  /** By severity, counted from when it was set; it does not go off once it is acknowledged, mitigated or resolved. */
  | { on: "time"; after: Readonly<Record<string, Span>>; unless: RungWait }
  /** No update came although one was due. */
  | { on: "no-update" }
  /** The severity was raised. */
  | { on: "raised" }
  /** Somebody said that only others can go on: `/incident blocked`. */
  | { on: "blocked" }
  /** Customers complain, and more than before: `/incident complaints`. */
  | { on: "complaints" }
  /** Its condition came to hold: a category was found, a measure taken. */
  | { on: "found" }
  /** A check's result. */
  | { on: "check"; check: string; test: Test; lasting: Span | null }
  /** Only somebody can tell: `/incident escalate`. Null where the runbook names no reason. */
  | { on: "person"; reason: string | null };

/** Several rungs may lead to the same people. */
export const rungsNamed = ({ rungs, bySeverity }: Ladder, name: string): Rung[] =>
  [...rungs, ...Object.values(bySeverity).flat()].filter((rung) => rung.name === name);

/** What the runbook says of those whom a rung reaches. */
export const dutiesOf = (ladder: Ladder, name: string): readonly string[] =>
  rungsNamed(ladder, name).find(({ duties }) => duties.length > 0)?.duties ?? [];

export interface Ladder {
  /** In order. By hand one climbs it rung by rung. */
  rungs: readonly Rung[];
  /** Severities whose own rungs hold in place of the timed ones of everybody; by name. */
  bySeverity: Readonly<Record<string, readonly Rung[]>>;
}
