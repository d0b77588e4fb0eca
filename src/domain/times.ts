// The six times of an incident. Each is a fact of the events until somebody sets it right, with a reason.
import type { Instant } from "../lib/pure/time.ts";
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

export const TIME_NAMES = ["started", "detected", "declared", "acknowledged", "mitigated", "resolved"] as const;
export type TimeName = (typeof TIME_NAMES)[number];

export type TimeEvent = { type: "TimeSet"; time: TimeName; from: Instant | null; to: Instant; reason: string };

export function evolveTimes(before: Incident, event: DomainEvent): Partial<Incident> | null {
  if (event.type !== "TimeSet") return null;
  return { times: { ...before.times, [event.time]: event.to } };
}

/** A time as it stands now; null while it is unknown, which is never made up. */
export function timeOf(incident: Incident, name: TimeName): Instant | null {
  const set = incident.times[name];
  if (set !== undefined) return set;
  switch (name) {
    case "started":
      return incident.startedAt;
    case "declared":
      return incident.declaredAt;
    case "acknowledged":
      return incident.acknowledged?.at ?? null;
    case "resolved":
      return incident.stage === "resolved" ? (incident.ended?.at ?? null) : null;
    case "detected":
    case "mitigated":
      return null;
  }
}
