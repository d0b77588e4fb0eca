// The score of a drill: what the runbook promises, and what was done of it.
import type { Instant } from "../../lib/pure/time.ts";
import { CLOCK_NAMES, type ClockName, clocksOf } from "../clocks/clocks.ts";
import { sayNamed } from "../enqueue.ts";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../event.ts";
import { endOf, timeOf } from "../facts/times.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { drillHeldJob } from "../readiness/readiness-jobs.ts";
import { leadRole, type Runbook, severityOf, type Target } from "../runbook.ts";

type Scored = ClockName | "lead";

/** `within`: null where the runbook gives words alone. `after_ms`: null where it was not done. */
export interface Score {
  what: Scored;
  target: Target | null;
  after_ms: number | null;
  /** Null where nothing says by when. */
  met: boolean | null;
}

/** Of what the runbook promises at the severity in force; the lead role has no target of its own. */
export function drillScores(incident: Incident, runbook: Runbook): Score[] {
  const clocks = clocksOf(incident, runbook);
  const lead = leadRole(runbook);
  const takenAt = (lead && incident.drill?.taken[lead.key]) ?? null;
  const scores = CLOCK_NAMES.flatMap((name): Score[] => {
    const clock = clocks.find((one) => one.name === name);
    if (!clock) return [];
    const at = doneAt(incident, runbook, name);
    const met = at === null ? false : clock.dueAt === null ? null : at <= clock.dueAt;
    return [{ what: name, target: clock.target, after_ms: at === null ? null : at - clock.since, met }];
  });
  const claimed = takenAt === null ? null : takenAt - incident.declaredAt;
  return [...scores, { what: "lead", target: null, after_ms: claimed, met: takenAt === null ? false : null }];
}

/** What ends the incident ends every clock; here only what was done counts. */
function doneAt(incident: Incident, runbook: Runbook, name: ClockName): Instant | null {
  const acknowledgedAt = timeOf(incident, "acknowledged");
  switch (name) {
    case "acknowledge":
      return acknowledgedAt;
    case "response":
      return severityOf(runbook, incident.severity)?.acknowledge === null ? acknowledgedAt : incident.firstActAt;
    case "first-update":
      return incident.firstUpdateAt;
    case "resolve":
      return endOf(incident);
  }
}

/** Once for each end; a cancelled one has none, and says so. */
export function drillJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (incident.drill === null || (event.type !== "Resolved" && event.type !== "Cancelled")) return [];
  return [
    sayNamed(incident, `drill-score:${seq}`, { type: "drill-score" }, context),
    ...(event.type === "Resolved" ? [drillHeldJob(incident, seq, context.now)] : []),
  ];
}
