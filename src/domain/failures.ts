// What Warroom gave up, told to somebody who can act on it; and trying it again once a person asks for that.
import type { Context } from "./context.ts";
import type { Effect } from "./effect.ts";
import { noticeJobs } from "./enqueue.ts";
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";
import type { JobChange } from "./job.ts";

/** `job` is the id of what was given up. */
export type FailureCommand = { type: "RetryEffect"; job: string };

export type FailureEvent =
  /** `job` is absent in events of before it could be tried again; older ones carry the effect in words. */
  | { type: "EffectFailed"; effect: Effect | string; why: string; job?: string | undefined }
  | { type: "RetryRequested"; job: string };

export function failureJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  switch (event.type) {
    case "EffectFailed": {
      const { effect, why, job } = event;
      return noticeJobs(incident, { type: "effect-failed", effect, why, ...(job && { job }) }, seq, context);
    }
    case "RetryRequested":
      return [{ do: "retry", key: event.job }];
    default:
      return [];
  }
}
