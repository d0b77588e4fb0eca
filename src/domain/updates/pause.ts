// Pausing the reminders of updates: always with an end and a reason, and at most for a day.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { openOnly, withText } from "../lifecycle.ts";
import { timeAhead } from "./decide-update.ts";
import { PART_CHARS_MAX } from "../limits.ts";
import type { Problem } from "../problem.ts";
import { updateDueAt } from "./update-cycle.ts";

export type PauseCommand = { type: "PauseNudges"; until: Instant; reason: string } | { type: "ResumeNudges" };

export type PauseEvent = { type: "NudgesPaused"; until: Instant; reason: string } | { type: "NudgesResumed" };

export interface Pause {
  until: Instant;
  by: string;
  reason: string;
}

export function decidePause(
  incident: Incident,
  command: PauseCommand,
  { now, runbook }: Context,
): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  if (command.type === "ResumeNudges") {
    const { pause } = incident;
    return pause && pause.until > now ? ok([{ type: "NudgesResumed" }]) : err({ type: "not-paused" });
  }
  if (updateDueAt(incident, runbook) === null) return err({ type: "no-reminders", severity: incident.severity });
  const until = timeAhead(command.until, now);
  if (!until.ok) return until;
  const event = { type: "NudgesPaused" as const, until: until.value };
  return withText("reason", command.reason, (reason) => [{ ...event, reason }], PART_CHARS_MAX);
}

export function evolvePause(_before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "NudgesPaused":
      return { pause: { until: event.until, by, reason: event.reason } };
    case "NudgesResumed":
    case "UpdatePosted":
    case "Reopened":
      return { pause: null };
    default:
      return null;
  }
}

export function pauseJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = userOf(event.actor) ?? event.actor;
  switch (event.type) {
    case "NudgesPaused": {
      const { until, reason } = event;
      return sayOnce(incident, "room", { type: "nudges-paused", until, by, reason }, seq, context);
    }
    case "NudgesResumed":
      return sayOnce(incident, "room", { type: "nudges-resumed", by }, seq, context);
    default:
      return [];
  }
}
