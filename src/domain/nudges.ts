// Reminders to update, and asking for somebody to lead. Warroom's own defaults, where a runbook is silent: at 80 % of the
// interval, when due, at 150 % to the lead and the backup; an empty lead role is asked for after 2, 5 and 10 minutes.
import { MINUTE_MS } from "../lib/pure/duration.ts";
import type { Instant } from "../lib/pure/time.ts";
import { isPerson } from "./actor.ts";
import { openingInvitees } from "./enqueue.ts";
import { calledByRungs, calledBySeverity, standIns } from "./escalation/called.ts";
import { BACKUP_AFTER_MS } from "./escalation/calls.ts";
import type { Context } from "./context.ts";
import type { Incident } from "./incident.ts";
import type { JobOf } from "./job.ts";
import { leadRole, type People, type Runbook, severityOf, updatesRole } from "./runbook.ts";
import { notBefore, over, type Turn } from "./turn.ts";
import { calledTo } from "./visible.ts";
import { cycleLength_ms, updateDueAt } from "./updates/update-cycle.ts";

export type NudgeStep = "soon" | "due" | "overdue";

/** Each at its share of the interval. */
export const STEPS: readonly { step: NudgeStep; share: number }[] = [
  { step: "soon", share: 0.8 },
  { step: "due", share: 1 },
  { step: "overdue", share: 1.5 },
];

export const LEAD_ASKS_AFTER_MS = [2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS];

/** The first nudge of this interval that has not gone out, or null. */
export function nextNudge(incident: Incident, runbook: Runbook): { step: NudgeStep; at: Instant } | null {
  const dueAt = updateDueAt(incident, runbook);
  if (dueAt === null) return null;
  const { sent } = incident.updateCycle;
  const reached = STEPS.findLastIndex(({ step }) => sent.includes(step));
  const next = STEPS[reached + 1];
  return next ? { step: next.step, at: stepAt(incident, runbook, dueAt, next.share) } : null;
}

/** When each nudge of this interval that has not gone out is due. */
export function nudgeTimes(incident: Incident, runbook: Runbook): Instant[] {
  const dueAt = updateDueAt(incident, runbook);
  if (dueAt === null) return [];
  const reached = STEPS.findLastIndex(({ step }) => incident.updateCycle.sent.includes(step));
  return STEPS.slice(reached + 1).map(({ share }) => stepAt(incident, runbook, dueAt, share));
}

/** The step that should be said now: after a time away only the latest one, never each that passed. */
export function nudgeDue(incident: Incident, runbook: Runbook, now: Instant): NudgeStep | null {
  const dueAt = updateDueAt(incident, runbook);
  const next = nextNudge(incident, runbook);
  if (dueAt === null || !next || next.at > now) return null;
  const passed = STEPS.filter(({ share }) => stepAt(incident, runbook, dueAt, share) <= now);
  return passed.at(-1)!.step;
}

export function updateTimer(
  incident: Incident,
  { runbook }: Context,
): { job: JobOf<"nudge-update">; at: Instant } | null {
  const next = nextNudge(incident, runbook);
  return next && { job: { kind: "nudge-update", cycle: incident.updateCycle.since }, at: next.at };
}

/** After a time away it is the latest nudge that is said, once; an update in between makes it unwanted. */
export function nudgeTurn(
  incident: Incident,
  { cycle }: JobOf<"nudge-update">,
  { now, runbook, people }: Context,
): Turn<{ step: NudgeStep; dueAt: Instant }> {
  if (cycle !== incident.updateCycle.since) return over("an update came in between");
  const next = nextNudge(incident, runbook);
  const dueAt = updateDueAt(incident, runbook);
  if (!next || dueAt === null) return over("no nudge is due");
  const step = nudgeDue(incident, runbook, now);
  if (step === null) return notBefore(next.at);
  const to = nudgeRecipients(incident, runbook, people, step);
  return {
    type: "due",
    to,
    step,
    dueAt,
    variant: step,
    record: ({ variant, channel, ts, text }) => {
      // What an earlier attempt said is what people read; what became due since is said next.
      const said = (variant as NudgeStep | undefined) ?? step;
      return { type: "RecordNudge", step: said, cycle, dueAt, to, text, channel, ts };
    },
  };
}

/** A share of the interval as planned, around its end; within a pause nothing is said. */
function stepAt(incident: Incident, runbook: Runbook, dueAt: Instant, share: number): Instant {
  const at = dueAt + Math.round(cycleLength_ms(incident, runbook) * (share - 1));
  return Math.max(at, incident.updateCycle.pausedUntil ?? at);
}

/**
 * Whom a nudge names: the communications lead, else the lead, else whom the runbook names first for the updates if they
 * were called in, else the declarer; when overdue the lead and the backup, or whoever stands in.
 */
export function nudgeRecipients(incident: Incident, runbook: Runbook, people: People, step: NudgeStep): string[] {
  const lead = leadRole(runbook);
  const leading = lead && incident.roles[lead.key]?.user;
  if (step === "overdue") {
    const late = leading === undefined ? [] : [leading];
    const all = [...late, ...standIns(incident, runbook, people)];
    return all.length > 0 ? [...new Set(all)] : withoutHolders(incident, runbook, people);
  }
  const updates = updatesRole(runbook);
  const holder = (updates && incident.roles[updates.key]?.user) ?? leading;
  if (holder !== undefined) return [holder];
  const present = openingInvitees(incident, { runbook, people });
  const named = calledTo(incident, people, updates?.primary ?? []).filter((user) => present.includes(user));
  return named.length > 0 ? named : withoutHolders(incident, runbook, people);
}

/** The declarer; an operator reads nothing in Slack, and for them stand those whom the severity calls. */
export function withoutHolders(incident: Incident, runbook: Runbook, people: People): string[] {
  if (isPerson(incident.declaredBy)) return [incident.declaredBy];
  const called = calledTo(incident, people, severityOf(runbook, incident.severity)?.invite ?? []);
  return called.length > 0 ? called : [incident.declaredBy];
}

/** When the empty lead role is asked for next, or null when it is held or the incident is over. */
export function nextLeadAsk(incident: Incident, runbook: Runbook): { ask: number; at: Instant } | null {
  const lead = leadRole(runbook);
  if (!lead || incident.stage !== "open" || incident.roles[lead.key]) return null;
  const after_ms = LEAD_ASKS_AFTER_MS[incident.leadVacant.asks];
  return after_ms === undefined
    ? null
    : { ask: incident.leadVacant.asks + 1, at: incident.leadVacant.since + after_ms };
}

/** When the empty lead role is asked for from now on. */
export const leadAskTimes = (incident: Incident, runbook: Runbook): Instant[] =>
  nextLeadAsk(incident, runbook) === null
    ? []
    : LEAD_ASKS_AFTER_MS.slice(incident.leadVacant.asks).map((after_ms) => incident.leadVacant.since + after_ms);

/** After this one nobody is asked any more, and people are told so. */
const isLastLeadAsk = (ask: number): boolean => ask >= LEAD_ASKS_AFTER_MS.length;

/** The ask that should be made now: after a time away only the latest one. */
export function leadAskDue(incident: Incident, runbook: Runbook, now: Instant): number | null {
  const next = nextLeadAsk(incident, runbook);
  if (!next || next.at > now) return null;
  return LEAD_ASKS_AFTER_MS.filter((after_ms) => incident.leadVacant.since + after_ms <= now).length;
}

export function leadTimer(
  incident: Incident,
  { runbook }: Context,
): { job: JobOf<"ask-for-lead">; at: Instant } | null {
  const next = nextLeadAsk(incident, runbook);
  return next && { job: { kind: "ask-for-lead", since: incident.leadVacant.since }, at: next.at };
}

export function leadAskTurn(
  incident: Incident,
  { since }: JobOf<"ask-for-lead">,
  { now, runbook, people }: Context,
): Turn<{ isLast: boolean }> {
  const next = nextLeadAsk(incident, runbook);
  if (!next) return over("the role is held, or the incident is over");
  if (since !== incident.leadVacant.since) return over("the role was held in between");
  const ask = leadAskDue(incident, runbook, now);
  if (ask === null) return notBefore(next.at);
  const to = leadAskRecipients(incident, runbook, people, ask);
  return {
    type: "due",
    to,
    isLast: isLastLeadAsk(ask),
    variant: String(ask),
    record: ({ variant, channel, ts, text }) => {
      return { type: "RecordLeadAsk", ask: Number(variant ?? ask), since, to, text, channel, ts };
    },
  };
}

/**
 * Whom the empty lead role is asked of: whom the runbook names first for it, after their five minutes the backup; where it
 * names nobody first, the declarer and whom rungs have called. At the last time the backup who was not asked yet, else those
 * whom the severity or a rung called.
 */
export function leadAskRecipients(incident: Incident, runbook: Runbook, people: People, ask: number): string[] {
  const lead = leadRole(runbook);
  const called = (keys: readonly string[] = []) => calledTo(incident, people, keys);
  const [primary, backup] = [called(lead?.primary), called(lead?.backup)];
  const byRungs = calledByRungs(incident);
  const later = [...calledBySeverity(incident, runbook, people), ...byRungs];
  const inTurn = () => {
    if (primary.length === 0) return isLastLeadAsk(ask) ? [backup, later] : [];
    if (isLastLeadAsk(ask)) return [later, backup];
    return LEAD_ASKS_AFTER_MS[ask - 1]! >= BACKUP_AFTER_MS ? [backup, primary] : [primary];
  };
  const asked = inTurn().find((users) => users.length > 0);
  return [...new Set(asked ?? [...withoutHolders(incident, runbook, people), ...byRungs])];
}
