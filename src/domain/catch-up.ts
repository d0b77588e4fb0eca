// After a time in which nobody could be told anything: each room gets one line that says so, and never each reminder that
// passed. What still is due follows as one reminder of its kind, as ever.
import { MINUTE_MS } from "../lib/pure/duration.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { Context } from "./context.ts";
import { catchUpJob } from "./enqueue.ts";
import type { Incident } from "./incident.ts";
import type { JobChange } from "./job.ts";
import { leadAskTimes, nudgeTimes } from "./nudges.ts";

/** From when to when, and why: Slack was down, Warroom did not run, or its machine slept or jumped in time. */
export interface Away {
  from: Instant;
  to: Instant;
  why: "unreachable" | "stopped" | "stood-still";
}

/** A shorter time is made up for without a word. */
export const AWAY_MIN_MS = 10 * MINUTE_MS;
/** A reminder that comes no later than this came in time. */
const LATE_MIN_MS = MINUTE_MS;

/** Nothing where no reminder passed: then nobody missed anything. */
export function catchUpJobs(incident: Incident, away: Away, context: Context): JobChange[] {
  if (incident.stage !== "open" || away.to - away.from < AWAY_MIN_MS) return [];
  const times = [...nudgeTimes(incident, context.runbook), ...leadAskTimes(incident, context.runbook)];
  const missed = times.filter((at) => at >= away.from && at <= away.to - LATE_MIN_MS).length;
  return missed === 0 ? [] : [catchUpJob(incident, { type: "caught-up", ...away, missed }, context)];
}

/** Whether a room still has to be told: not once it is over, or has had news since. */
export const isCatchUpWanted = ({ stage, updateCycle }: Incident, to: Instant): boolean =>
  stage === "open" && updateCycle.since <= to;
