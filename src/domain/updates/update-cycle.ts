// The interval between two updates: since when it runs, until when, and which of its reminders went out.
import type { Instant } from "../../lib/pure/time.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type Runbook, severityOf } from "../runbook.ts";

export interface UpdateCycle {
  since: Instant;
  sent: string[];
  /** When its update was promised for, where the writer of the one before named a time. */
  promisedAt: Instant | null;
  /** No reminder and nothing due before: the end of its pause, or when that was lifted. Null where it had none. */
  pausedUntil: Instant | null;
}

/** A new interval: nothing was sent, promised or paused in it. */
export const cycleFrom = (since: Instant): UpdateCycle => ({ since, sent: [], promisedAt: null, pausedUntil: null });

/** When the next update is due, or null when none is: closed, or neither cadence nor promise. */
export function updateDueAt(incident: Incident, runbook: Runbook): Instant | null {
  const end = plannedEnd(incident, runbook);
  return end === null ? null : Math.max(end, incident.updateCycle.pausedUntil ?? end);
}

/** Its length as it was planned: a pause moves the end, and makes the steps around it no longer. */
export function cycleLength_ms(incident: Incident, runbook: Runbook): number {
  const { since } = incident.updateCycle;
  return (plannedEnd(incident, runbook) ?? since) - since;
}

function plannedEnd(incident: Incident, runbook: Runbook): Instant | null {
  if (incident.stage !== "open") return null;
  const { since, promisedAt } = incident.updateCycle;
  return nextUpdateAt(incident.severity, since, promisedAt, runbook);
}

/** When an update is due that follows one of `since`: as it was promised, else as its severity asks. */
export function nextUpdateAt(
  severity: string,
  since: Instant,
  promisedAt: Instant | null,
  runbook: Runbook,
): Instant | null {
  const cadence_ms = severityOf(runbook, severity)?.cadence_ms ?? null;
  return promisedAt ?? (cadence_ms === null ? null : since + cadence_ms);
}

export function evolveUpdateCycle(before: Incident, event: DomainEvent): Partial<Incident> | null {
  const { updateCycle: cycle, pause } = before;
  switch (event.type) {
    case "UpdatePosted": {
      const promisedAt = event.promised ? event.nextDueAt : null;
      return { updateCycle: { ...cycleFrom(event.at), promisedAt } };
    }
    case "SeverityChanged":
      return { updateCycle: { ...cycleFrom(event.at), pausedUntil: pause?.until ?? null } };
    case "Reopened":
    case "ActionsLost":
      return { updateCycle: cycleFrom(event.at) };
    // The steps come anew around the new end: a reminder said before it counts for nothing then.
    case "NudgesPaused":
      return { updateCycle: { ...cycle, sent: [], pausedUntil: event.until } };
    case "NudgesResumed":
      return { updateCycle: { ...cycle, pausedUntil: event.at } };
    case "NudgeSent":
      // One that an update overtook on its way was sent all the same, but is no step of the present interval.
      if (event.cycle !== cycle.since) return null;
      return { updateCycle: { ...cycle, sent: [...cycle.sent, event.step] } };
    default:
      return null;
  }
}
