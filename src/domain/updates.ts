import { ok, type Result } from "../lib/pure/result.ts";
import type { PersonCommand } from "./command.ts";
import type { Context } from "./context.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { DomainEvent, EventBody } from "./event.ts";
import type { Incident } from "./incident.ts";
import { knownStatus, openOnly, withText } from "./lifecycle.ts";
import type { Problem } from "./problem.ts";
import { severityOf } from "./runbook.ts";

/** The parts of an update besides its text: what the form asks for. An absent part was not given. */
export const UPDATE_PARTS = ["impact", "changed", "next", "eta", "workaround"] as const;
export type UpdatePart = (typeof UPDATE_PARTS)[number];
export type UpdateParts = Partial<Record<UpdatePart, string>>;

export type UpdateEvent =
  /** `promised`: its writer named `nextDueAt`; else it follows from the severity. */
  | {
      type: "UpdatePosted";
      text: string;
      status: string;
      nextDueAt: Instant | null;
      parts?: UpdateParts;
      promised?: boolean;
    }
  /** `update` is the number of the event that posted it. */
  | { type: "UpdateCorrected"; update: number; text: string; parts: UpdateParts; reason: string }
  /** Where it went: what a correction must reach. `to` is a subscriber; null for a channel. */
  | { type: "UpdateDelivered"; update: number; channel: string; ts: string; to: string | null }
  | { type: "Subscribed"; user: string }
  | { type: "Unsubscribed"; user: string }
  | { type: "NudgesPaused"; until: Instant; reason: string }
  | { type: "NudgesResumed" };

export interface LastUpdate {
  /** The number of the event that posted it. */
  seq: number;
  by: string;
  at: Instant;
  text: string;
  parts: UpdateParts;
  correctedAt: Instant | null;
}

export function evolveUpdates(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "UpdatePosted": {
      const { at, text, parts = {}, status, nextDueAt } = event;
      return {
        status,
        lastUpdate: { seq: before.seq + 1, by, at, text, parts, correctedAt: null },
        updateCycle: { since: at, sent: [], promisedAt: event.promised ? nextDueAt : null },
      };
    }
    case "UpdateCorrected": {
      const { lastUpdate } = before;
      if (lastUpdate?.seq !== event.update) return null;
      return { lastUpdate: { ...lastUpdate, text: event.text, parts: event.parts, correctedAt: event.at } };
    }
    case "Subscribed":
      return { subscribers: [...before.subscribers, event.user] };
    case "Unsubscribed":
      return { subscribers: before.subscribers.filter((user) => user !== event.user) };
    case "NudgesPaused":
      return { pause: { until: event.until, by, reason: event.reason } };
    case "NudgesResumed":
      return { pause: null };
    default:
      return null;
  }
}

type UpdateCommand = Extract<PersonCommand, { type: "PostUpdate" }>;

/** An update starts the next interval. */
export function decideUpdate(
  incident: Incident,
  command: UpdateCommand,
  { now, runbook }: Context,
): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  const status = command.status === undefined ? ok(incident.status) : knownStatus(runbook, command.status);
  if (!status.ok) return status;
  const cadence_ms = severityOf(runbook, incident.severity)?.cadence_ms ?? null;
  const nextDueAt = cadence_ms === null ? null : now + cadence_ms;
  return withText("update", command.text, (text) => [{ type: "UpdatePosted", text, status: status.value, nextDueAt }]);
}
