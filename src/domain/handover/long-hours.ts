// Whoever has led for long is reminded that they may hand over: privately, and again after the same time.
import type { Instant } from "../../lib/pure/time.ts";
import type { Passed } from "../command.ts";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobOf } from "../job.ts";
import { leadRole, type Runbook } from "../runbook.ts";
import { notBefore, over, type Turn } from "../turn.ts";

export type LongHoursEvent = {
  type: "LongHoursNudged";
  role: string;
  to: string;
  /** Since when they lead. */
  since: Instant;
  /** 1, 2, 3 …: for how many times the runbook's span. */
  nudge: number;
  text: string;
  ts: string;
  /** It was due, and they could not be told. */
  isLost?: true;
};

/** Of which stretch of leading, and how often. */
export interface LongHours {
  since: Instant;
  nudges: number;
}

export function evolveLongHours(_before: Incident, event: DomainEvent): Partial<Incident> | null {
  return event.type === "LongHoursNudged" ? { longHours: { since: event.since, nudges: event.nudge } } : null;
}

/** Since when the lead has led without a break; an incident that was over in between counts as one. */
export function leadingSince(incident: Incident, runbook: Runbook): { user: string; since: Instant } | null {
  const lead = leadRole(runbook);
  const held = lead && incident.roles[lead.key];
  // `leadVacant.since` is also moved by a reopening.
  return held ? { user: held.user, since: Math.max(held.since, incident.leadVacant.since) } : null;
}

/** The first nudge of this stretch that has not gone out, or null. */
export function nextLongHours(incident: Incident, runbook: Runbook): { nudge: number; at: Instant } | null {
  const leading = leadingSince(incident, runbook);
  const after_ms = runbook.handOverAfter_ms;
  if (!leading || after_ms === null || incident.stage !== "open") return null;
  const sent = incident.longHours?.since === leading.since ? incident.longHours.nudges : 0;
  return { nudge: sent + 1, at: leading.since + (sent + 1) * after_ms };
}

/** The nudge that should be said now: after a time away only the latest one. */
export function longHoursDue(incident: Incident, runbook: Runbook, now: Instant): number | null {
  const next = nextLongHours(incident, runbook);
  if (!next || next.at > now) return null;
  return Math.floor((now - leadingSince(incident, runbook)!.since) / runbook.handOverAfter_ms!);
}

export function longHoursTimer(
  incident: Incident,
  { runbook }: Context,
): { job: JobOf<"long-hours">; at: Instant } | null {
  const next = nextLongHours(incident, runbook);
  return next && { job: { kind: "long-hours", since: leadingSince(incident, runbook)!.since }, at: next.at };
}

export function longHoursTurn(
  incident: Incident,
  { since }: JobOf<"long-hours">,
  { now, runbook }: Context,
): Turn<{ leader: string; passed: Passed }> {
  const leading = leadingSince(incident, runbook);
  const next = nextLongHours(incident, runbook);
  if (!leading || leading.since !== since || !next) return over("the role changed hands");
  const nudge = longHoursDue(incident, runbook, now);
  if (nudge === null) return notBefore(next.at);
  const { user: to } = leading;
  return {
    type: "due",
    to: [to],
    leader: to,
    variant: String(nudge),
    passed: { type: "RecordLongHours", since, nudge, to, text: "", ts: "", isLost: true },
    record: ({ variant, ts, text }) => {
      return { type: "RecordLongHours", since, nudge: Number(variant ?? nudge), to, text, ts };
    },
  };
}
