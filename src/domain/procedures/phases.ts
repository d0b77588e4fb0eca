// Statuses and phases, in the runbook's words. A phase that bears a status's name is entered with that status, where it
// may demand something first; one that is counted from the declaration begins by the clock. No runbook says what is to be
// done once a phase's time is over: it is shown, and nobody is reminded of it.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { nearest } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import { timeOf } from "../facts/times.ts";
import type { Incident } from "../incident.ts";
import { givenText, openOnly } from "../lifecycle.ts";
import type { Problem } from "../problem.ts";
import type { Runbook } from "../runbook.ts";
import type { Phase } from "./procedures.ts";

/** `met`: the demands that whoever enters it says are so. `anyway`: why, though others are not. */
export type StatusCommand = { type: "ChangeStatus"; status: string; met?: readonly string[]; anyway?: string };

export type StatusEvent = {
  type: "StatusChanged";
  from: string;
  to: string;
  /** What it demanded; absent where it demanded nothing. */
  met?: string[];
  /** What was not so, and why it was entered all the same. */
  anyway?: { reason: string; open: string[] };
};

/** When a phase runs; null where it has no time of its own. */
interface PhaseTime {
  phase: Phase;
  from: Instant;
  until: Instant | null;
}

export function evolvePhases({ status }: Incident, event: DomainEvent): Partial<Incident> | null {
  switch (event.type) {
    case "StatusChanged":
      return { status: event.to, statusSince: event.at };
    case "UpdatePosted":
      return event.status === status ? null : { status: event.status, statusSince: event.at };
    case "Reopened":
      return { statusSince: event.at };
    default:
      return null;
  }
}

export function decideStatus(
  incident: Incident,
  { status: asked, met = [], anyway }: StatusCommand,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  const status = knownStatus(runbook, asked);
  if (!status.ok) return status;
  if (status.value === incident.status) return err({ type: "status-unchanged", status: status.value });
  const demands = demandsOf(runbook, status.value);
  const missing = demands.filter((one) => !met.includes(one));
  const changed = {
    type: "StatusChanged" as const,
    from: incident.status,
    to: status.value,
    ...(demands.length > missing.length ? { met: demands.filter((one) => !missing.includes(one)) } : {}),
  };
  if (missing.length === 0) return ok([changed]);
  if (anyway === undefined) return err({ type: "demands-open", status: status.value, demands: missing });
  const reason = givenText("reason", anyway);
  return reason.ok ? ok([{ ...changed, anyway: { reason: reason.value, open: missing } }]) : reason;
}

/** The runbook's own spelling of a status a person typed. */
export function knownStatus(runbook: Runbook, asked: string): Result<string, Problem> {
  const typed = asked.trim().toLowerCase();
  const status = runbook.statuses.find((one) => one.toLowerCase() === typed);
  if (status) return ok(status);
  return err({
    type: "unknown-status",
    asked,
    known: runbook.statuses,
    nearest: nearest(typed, runbook.statuses) ?? null,
  });
}

const isNamed = ({ name }: Phase, status: string): boolean => name.toLowerCase() === status.toLowerCase();

/** The phase that is entered with this status. */
const phaseAt = ({ phases }: Runbook, status: string): Phase | undefined => phases.find((one) => isNamed(one, status));

/** What must be so before this status is entered. */
export const demandsOf = (runbook: Runbook, status: string): readonly string[] =>
  phaseAt(runbook, status)?.demands ?? [];

/** The phase that it stands in by its status; null where the runbook has none of that name. */
export function phaseOf(incident: Incident, runbook: Runbook): PhaseTime | null {
  const phase = phaseAt(runbook, incident.status);
  if (!phase) return null;
  const { box } = phase;
  const from = incident.statusSince;
  const counted = box?.from === "entry" ? from : timeOf(incident, "declared")!;
  return { phase, from, until: box && counted + box.ends_ms };
}

/** The phases that begin by the clock, in order. */
export const timetable = (incident: Incident, { phases, statuses }: Runbook): PhaseTime[] => {
  const declared = timeOf(incident, "declared")!;
  return phases.flatMap((phase): PhaseTime[] => {
    const { box } = phase;
    if (box?.from !== "declared" || statuses.some((status) => isNamed(phase, status))) return [];
    return [{ phase, from: declared + box.begins_ms, until: declared + box.ends_ms }];
  });
};
