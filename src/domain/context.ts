import type { Instant } from "../lib/pure/time.ts";
import type { People, Runbook } from "./runbook.ts";

/** What every decision is handed besides the state: the time, the rules in force, and who stands behind their names. */
export interface Context {
  now: Instant;
  runbook: Runbook;
  people: People;
  /** The rules until this very change, where it puts others in force. */
  rulesBefore?: Runbook;
  /** The job that is done by this very change: what the state still needs of it is planned anew. */
  done?: string | undefined;
}
