// A target that passed while its clock ran: recorded and said once for each clock and each setting of the severity.
import { ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import { inviteJobs, openingInvitees, sayOnce } from "../enqueue.ts";
import { calledBySeverity } from "../escalation/called.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange, JobOf } from "../job.ts";
import { nudgeRecipients, withoutHolders } from "../nudges.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import { leading } from "../roles.ts";
import type { Runbook } from "../runbook.ts";
import { notBefore, over, type WordlessTurn } from "../turn.ts";
import { type Clock, type ClockName, clocksOf } from "./clocks.ts";

export type BreachCommand = { type: "RecordBreaches"; clocks: ClockName[] };

export type BreachEvent = {
  type: "ClockBreached";
  clock: ClockName;
  severity: string;
  /** What the runbook promises, in its own words. */
  target: string;
  /** When the severity was set. */
  since: Instant;
  dueAt: Instant;
};

/** A clock whose target passed. */
export type Breach = Pick<BreachEvent, "clock" | "since">;

type DueClock = Clock & { dueAt: Instant };

export const isRecorded = ({ breaches }: Incident, { name, since }: Clock): boolean =>
  breaches.some((one) => one.clock === name && one.since === since);

/**
 * What is not recorded yet and will be late, or is: a clock that runs, or stopped after its time. Earliest first. Of a time
 * before its record lost something nobody knows whether the clock had stopped by then.
 */
export function breachMoments(incident: Incident, runbook: Runbook): DueClock[] {
  if (incident.stage !== "open") return [];
  const knownFrom = incident.loss?.at ?? Number.NEGATIVE_INFINITY;
  return clocksOf(incident, runbook)
    .filter((clock): clock is DueClock => clock.dueAt !== null && !isRecorded(incident, clock))
    .filter(({ stoppedAt, dueAt }) => dueAt > knownFrom && (stoppedAt === null || stoppedAt > dueAt))
    .toSorted((a, b) => a.dueAt - b.dueAt);
}

export function breachTimer(
  incident: Incident,
  { runbook }: Context,
): { job: JobOf<"record-breach">; at: Instant } | null {
  const [next] = breachMoments(incident, runbook);
  return next ? { job: { kind: "record-breach" }, at: next.dueAt } : null;
}

export function breachTurn(incident: Incident, _job: JobOf<"record-breach">, context: Context): WordlessTurn {
  const { now, runbook } = context;
  const moments = breachMoments(incident, runbook);
  const [next] = moments;
  if (!next) return over("no clock runs");
  if (next.dueAt > now) return notBefore(next.dueAt);
  const clocks = moments.filter(({ dueAt }) => dueAt <= now).map(({ name }) => name);
  const to = [...new Set(clocks.flatMap((clock) => breachToldTo(clock, incident, context)))];
  return { type: "due", to, record: () => ({ type: "RecordBreaches", clocks }) };
}

export function decideBreaches(
  incident: Incident,
  { clocks }: BreachCommand,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  const late = breachMoments(incident, runbook).filter(({ name }) => clocks.includes(name));
  if (late.length === 0) return noLongerWanted("these clocks stopped in time");
  return ok(
    late.map(({ name, target, since, dueAt }) => {
      const { severity } = incident;
      return { type: "ClockBreached", clock: name, severity, target: target.words, since, dueAt };
    }),
  );
}

export const evolveBreaches = ({ breaches }: Incident, event: DomainEvent): Partial<Incident> | null =>
  event.type === "ClockBreached" ? { breaches: [...breaches, { clock: event.clock, since: event.since }] } : null;

export function breachJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (event.type !== "ClockBreached") return [];
  const { clock, severity, target, dueAt } = event;
  const to = breachToldTo(clock, incident, context);
  const present = openingInvitees(incident, context);
  const paged = to.filter((user) => !present.includes(user));
  return [
    ...inviteJobs(incident, paged, `:clock:${seq}`, context),
    ...sayOnce(incident, "room", { type: "clock-breached", clock, severity, target, dueAt, to }, seq, context),
  ];
}

/** Who can act on it: whoever answers for the updates; before anybody leads, all who were called, else the declarer. */
function breachToldTo(clock: ClockName, incident: Incident, { runbook, people }: Context): string[] {
  if (clock === "first-update" || clock === "resolve") return nudgeRecipients(incident, runbook, people, "due");
  const lead = leading(incident, runbook);
  if (lead !== null) return [lead];
  const called = new Set([
    ...calledBySeverity(incident, runbook, people),
    ...openingInvitees(incident, { runbook, people }),
  ]);
  called.delete(incident.declaredBy);
  return called.size > 0 ? [...called] : withoutHolders(incident, runbook, people);
}
