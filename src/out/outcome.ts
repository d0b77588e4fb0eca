import type { OutcomeCommand, Passed } from "../domain/command.ts";
import type { Job, ToSearch } from "../domain/job.ts";
import type { ReadinessOutcome } from "../domain/readiness/decide-readiness.ts";
import type { Turn } from "../domain/turn.ts";
import type { Instant } from "../lib/pure/time.ts";

/** What is recorded of what is practised between incidents. */
export interface ReadinessRecorded {
  team: string;
  command: ReadinessOutcome;
}

/** What became of one attempt at a job. */
export type Outcome =
  | { type: "done"; command?: OutcomeCommand; readiness?: ReadinessRecorded; pause_ms?: number }
  /**
   * The lane waits with it, so that nothing overtakes it; `aside`: it waits for something of its own, and the lane goes
   * on. `left`: what is still to do, where a part is done for good. `limited`: Slack asks for it. `toSearch`: where
   * attempts up to this one may have left a message; absent: anywhere; "as-before": where those before it may have.
   */
  | {
      type: "retry";
      why: string;
      after_ms?: number;
      aside?: true;
      left?: Job;
      limited?: true;
      toSearch?: ToSearch | "as-before";
    }
  | { type: "superseded"; why: string }
  | { type: "give-up"; why: string; passed?: Passed };

/** Of an attempt that posted nothing: only what those before it may have left is looked for. */
export const onlyWaits = (outcome: Outcome): Outcome =>
  outcome.type === "retry" ? { ...outcome, toSearch: "as-before" } : outcome;

/** A clock that was set back must not cost a reminder. */
export const notYet = (after_ms: number): Outcome =>
  onlyWaits({ type: "retry", why: "not due yet", after_ms, aside: true });

/** A timer whose turn it is not, or is no longer. */
export const notDue = (turn: Exclude<Turn, { type: "due" }>, now: Instant): Outcome =>
  turn.type === "not-yet" ? notYet(turn.at - now) : turn;
