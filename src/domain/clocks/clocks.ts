// The targets that a severity sets, as clocks: since when each runs, until when, and what stopped it.
import { deadlineAfter } from "../calendar/calendar.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { endOf, timeOf } from "../facts/times.ts";
import type { Incident } from "../incident.ts";
import { type Runbook, type Severity, severityOf, type Target } from "../runbook.ts";

export const CLOCK_NAMES = ["acknowledge", "response", "first-update", "resolve"] as const;
export type ClockName = (typeof CLOCK_NAMES)[number];

export interface Clock {
  name: ClockName;
  target: Target;
  /** When the severity that sets the target was set. */
  since: Instant;
  /** Null where the runbook gives words and no number: then nothing can be late. */
  dueAt: Instant | null;
  /** Null while it runs. */
  stoppedAt: Instant | null;
}

/** Those that the severity in force sets, in the order of `CLOCK_NAMES`; also the ones that have stopped. */
export function clocksOf(incident: Incident, runbook: Runbook): Clock[] {
  const severity = severityOf(runbook, incident.severity);
  if (!severity) return [];
  return CLOCK_NAMES.flatMap((name) => {
    const target = targetOf(severity, name);
    if (target === null) return [];
    const since = incident.severitySince;
    const dueAt = target.within === null ? null : deadlineAfter(since, target.within, runbook.calendar);
    return [{ name, target, since, dueAt, stoppedAt: stopOf(incident, severity, name) }];
  });
}

/** What has not happened yet, the next deadline first; a target in words alone comes last. */
export function runningClocks(incident: Incident, runbook: Runbook): Clock[] {
  const deadline = ({ dueAt }: Clock) => dueAt ?? Number.MAX_SAFE_INTEGER;
  return clocksOf(incident, runbook)
    .filter(({ stoppedAt }) => stoppedAt === null)
    .toSorted((a, b) => deadline(a) - deadline(b));
}

/** When the target of a severity is over that was set at `since`; null where it has no number. */
export const targetDueAt = (target: Target | null, since: Instant, { calendar }: Runbook): Instant | null =>
  target?.within == null ? null : deadlineAfter(since, target.within, calendar);

function targetOf(severity: Severity, name: ClockName): Target | null {
  switch (name) {
    case "acknowledge":
      return severity.acknowledge;
    case "response":
      return severity.response;
    case "first-update":
      return severity.firstUpdate;
    case "resolve":
      return severity.resolve;
  }
}

/**
 * To acknowledge is to respond, unless acknowledging has a target of its own: then a responder's first act is the
 * response. What ends the incident ends every clock.
 */
export function stopOf(incident: Incident, severity: Severity, name: ClockName): Instant | null {
  const acknowledgedAt = timeOf(incident, "acknowledged");
  const endedAt = endOf(incident);
  switch (name) {
    case "acknowledge":
      return acknowledgedAt ?? endedAt;
    case "response":
      return (severity.acknowledge === null ? acknowledgedAt : incident.firstActAt) ?? endedAt;
    case "first-update":
      return incident.firstUpdateAt ?? endedAt;
    case "resolve":
      return endedAt;
  }
}
