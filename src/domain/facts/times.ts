// The six times of an incident. Each is a fact of the events until somebody sets it right, with a reason. What people
// read counts by these; clocks and promises run on the facts.
import { err, type Result } from "../../lib/pure/result.ts";
import { cut, nearest } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { withText } from "../lifecycle.ts";
import type { Problem } from "../problem.ts";

export const TIME_NAMES = ["started", "detected", "declared", "acknowledged", "mitigated", "resolved"] as const;
export type TimeName = (typeof TIME_NAMES)[number];

export type TimeCommand = { type: "SetTime"; time: string; at: Instant; reason: string };

/** `via`: it was the answer to a triage question, which says it to the room itself. */
export type TimeEvent = {
  type: "TimeSet";
  time: TimeName;
  from: Instant | null;
  to: Instant;
  reason: string;
  via?: "triage";
};

/** A time that somebody set right. */
export interface SetTime {
  at: Instant;
  by: string;
  setAt: Instant;
  /** Its beginning. */
  reason: string;
}

/** The state keeps this much of a reason, in characters; all of it stands in the events. */
const KEPT_CHARS_MAX = 200;

/** What was set stays set, but for what a reopening undoes: an end that did not hold. */
export function evolveTimes({ times }: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "TimeSet": {
      const set = { at: event.to, by, setAt: event.at, reason: cut(event.reason, KEPT_CHARS_MAX) };
      return { times: { ...times, [event.time]: set } };
    }
    case "Reopened": {
      const { mitigated: _mitigated, resolved: _resolved, ...kept } = times;
      return { times: kept };
    }
    default:
      return null;
  }
}

/** A time as it stands now; null while it is unknown, which is never made up. */
export function timeOf(incident: Incident, name: TimeName): Instant | null {
  const set = incident.times[name];
  if (set) return set.at;
  switch (name) {
    case "started":
      return startOf(incident);
    case "declared":
      return incident.declaredAt;
    case "acknowledged":
      return incident.acknowledged?.at ?? null;
    case "resolved":
      return incident.stage === "resolved" ? (incident.ended?.at ?? null) : null;
    case "detected":
    case "mitigated":
      return null;
  }
}

/** Where nobody gave a start, it is counted from when the trouble was noticed at the latest. */
export function startOf(incident: Incident): Instant {
  if (incident.times.started) return incident.times.started.at;
  if (isStartGiven(incident)) return incident.startedAt;
  return incident.times.detected?.at ?? timeOf(incident, "declared")!;
}

/** Whether somebody said when it began, at the declaration or since. */
export const isStartGiven = ({ times, startedAt, declaredAt }: Incident): boolean =>
  times.started !== undefined || startedAt < declaredAt;

/** When it was over, as people count it; null while it runs. */
export const endOf = (incident: Incident): Instant | null => timeOf(incident, "resolved") ?? incident.ended?.at ?? null;

/**
 * What cannot have come after what. That somebody was on it, or that it was over, before it was declared, can be: then
 * it was declared late.
 */
const BEFORE: readonly (readonly [TimeName, TimeName])[] = [
  ["started", "detected"],
  ["started", "declared"],
  ["started", "acknowledged"],
  ["started", "mitigated"],
  ["started", "resolved"],
  ["detected", "declared"],
  ["detected", "acknowledged"],
  ["detected", "mitigated"],
  ["detected", "resolved"],
  ["mitigated", "resolved"],
];

/** Also once it is over: a postmortem needs them right. */
export function decideTime(
  incident: Incident,
  { time: asked, at, reason }: TimeCommand,
  { now }: Context,
): Result<EventBody[], Problem> {
  const name = TIME_NAMES.find((one) => one === asked.trim().toLowerCase());
  if (!name)
    return err({ type: "unknown-time", asked, known: TIME_NAMES, nearest: nearest(asked, TIME_NAMES) ?? null });
  const from = timeOf(incident, name);
  const problem = timeProblem(incident, name, at, now);
  if (problem) return err(problem);
  if (incident.times[name]?.at === at) return err({ type: "unchanged", what: "time" });
  return withText("reason", reason, (words) => [{ type: "TimeSet", time: name, from, to: at, reason: words }]);
}

/** Why this time cannot be that one; null when it can. */
export function timeProblem(incident: Incident, name: TimeName, at: Instant, now: Instant): Problem | null {
  if (at > now) return { type: "time-in-future", at };
  const happens = name === "acknowledged" || name === "resolved";
  if (happens && timeOf(incident, name) === null) return { type: "time-not-come", time: name };
  const changed = { ...incident, times: { ...incident.times, [name]: { at, by: "", setAt: now, reason: "" } } };
  const against = BEFORE.find(([first, next]) => {
    const [one, other] = [timeOf(changed, first), timeOf(changed, next)];
    return (first === name || next === name) && one !== null && other !== null && one > other;
  });
  if (!against) return null;
  const [first, next] = against;
  return { type: "times-crossed", first, firstAt: timeOf(changed, first)!, next, nextAt: timeOf(changed, next)! };
}

/** One line for everybody: a time that was changed in silence would not be believed. */
export function timeJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (event.type !== "TimeSet" || event.via === "triage") return [];
  const { time, from, to, reason } = event;
  const by = userOf(event.actor) ?? event.actor;
  return sayOnce(incident, "room", { type: "time-set", time, from, to, by, reason }, seq, context);
}

/** Whether this is the status at which Warroom asks if the trouble is mitigated now. */
export const asksMitigated = (incident: Incident, status: string, { runbook }: Pick<Context, "runbook">): boolean =>
  incident.stage === "open" && status === runbook.mitigatedAt && timeOf(incident, "mitigated") === null;
