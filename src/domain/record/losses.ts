// What Slack has seen of an incident and the database no longer holds: noticed at a start, accepted by an operator, and
// noted down, so that whoever reads the record knows that something is missing and between when.
import { ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import { reconcileJob, sayOnce, topicJob } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { noLongerWanted, type Problem } from "../problem.ts";

/** `count` is the least that is missing; what is missing happened after `from`, and was last seen at `to`. */
interface Loss {
  count: number;
  from: Instant;
  to: Instant;
}

/** Given once an operator has accepted it. `era`: how many losses the incident had when this one was found. */
export type LossOutcome = { type: "RecordLoss"; era: number } & Loss;

export type LossEvent = { type: "ActionsLost" } & Loss;

/** `era` is how many there were: numbers given before the last one are given again after it. */
export interface LastLoss {
  era: number;
  at: Instant;
  /** Up to when what is missing happened. */
  until: Instant;
}

/** How many losses its record has had: messages from before the last one tell nothing of what follows it. */
export const eraOf = (incident: Incident): number => incident.loss?.era ?? 0;

/**
 * Whether a message of that era can have come from a job planned at `plannedAt`: keys and generations of before a loss come
 * again after it, for something else.
 */
export const mayBeFrom = (incident: Incident, era: number, plannedAt: Instant): boolean =>
  era === eraOf(incident) || plannedAt < (incident.loss?.at ?? 0);

export function decideLoss(incident: Incident, { type: _, era, ...loss }: LossOutcome): Result<EventBody[], Problem> {
  if (eraOf(incident) !== era) return noLongerWanted("this loss is noted down");
  return ok([{ type: "ActionsLost", ...loss }]);
}

/** Nobody knows which reminders went out meanwhile: all of them begin anew, so that none is said twice. */
export function evolveLosses(before: Incident, event: DomainEvent): Partial<Incident> | null {
  if (event.type !== "ActionsLost") return null;
  const { at, to: until } = event;
  return { loss: { era: eraOf(before) + 1, at, until }, leadVacant: { since: at, asks: 0 } };
}

export function lossJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (event.type !== "ActionsLost") return [];
  const { count, from, to } = event;
  const { team, room } = incident;
  return [
    ...sayOnce(incident, "room", { type: "actions-lost", count, from, to }, seq, context),
    ...(room ? [reconcileJob(team, room.channel, "deep", context.now)] : []),
    // What Slack shows may be newer than what is known again: the card and the announcement are edited with the state.
    ...(room ? [topicJob(incident, context)] : []),
  ];
}
