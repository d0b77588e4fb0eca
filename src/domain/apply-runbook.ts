// An incident keeps the runbook it was declared under, until somebody applies the one that is in force now: from then on
// all that is planned is planned by it, and what was said or done stays said and done.
import { err, ok, type Result } from "../lib/pure/result.ts";
import { userOf } from "./actor.ts";
import type { Context } from "./context.ts";
import { sayOnce } from "./enqueue.ts";
import type { DomainEvent, EventBody } from "./event.ts";
import type { Incident } from "./incident.ts";
import type { JobChange } from "./job.ts";
import type { Problem } from "./problem.ts";
import { roleOf, type Runbook, severityOf } from "./runbook.ts";

/** `runbook`: its content hash. Decided under that one as the rules in force. */
export type ApplyRunbook = { type: "ApplyRunbook"; runbook: string };

export type RunbookEvent = { type: "RunbookApplied"; from: string; to: string; title: string };

/** What an incident uses and a runbook lacks; in the words of the incident. */
export interface Lacking {
  severity: string | null;
  status: string | null;
  /** Keys. */
  roles: string[];
  /** Keys of those of which something was said: a clock that runs must not be lost. */
  regimes: string[];
}

export function evolveRunbook(_before: Incident, event: DomainEvent): Partial<Incident> | null {
  return event.type === "RunbookApplied" ? { runbook: event.to } : null;
}

export function decideApplyRunbook(
  incident: Incident,
  { runbook: hash }: ApplyRunbook,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  if (incident.runbook === hash) return err({ type: "runbook-unchanged", name: incident.name });
  const lacking = lackingIn(runbook, incident);
  if (lacking.severity !== null || lacking.status !== null || [...lacking.roles, ...lacking.regimes].length > 0) {
    return err({ type: "runbook-lacks", title: runbook.title, ...lacking });
  }
  return ok([{ type: "RunbookApplied", from: incident.runbook, to: hash, title: runbook.title }]);
}

/** The status counts only while the incident runs. */
function lackingIn(runbook: Runbook, { severity, status, stage, roles, offers, regimes }: Incident): Lacking {
  const used = [...new Set([...Object.keys(roles), ...Object.keys(offers)])];
  return {
    severity: severityOf(runbook, severity)?.name === severity ? null : severity,
    status: stage !== "open" || runbook.statuses.includes(status) ? null : status,
    roles: used.filter((key) => roleOf(runbook, key) === undefined),
    regimes: Object.keys(regimes).filter((key) => runbook.regimes.every((one) => one.key !== key)),
  };
}

export function applyRunbookJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (event.type !== "RunbookApplied") return [];
  const by = userOf(event.actor) ?? event.actor;
  return sayOnce(incident, "room", { type: "runbook-applied", title: event.title, by }, seq, context);
}
