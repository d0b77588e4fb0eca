// The questions of the first minutes, from the runbook. An answer lands where it belongs, and is kept here as answered.
import type { Instant } from "../lib/pure/time.ts";
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

export interface TriageAnswer {
  text: string;
  by: string;
  at: Instant;
}

export type TriageEvent = { type: "TriageAnswered"; question: string; text: string };

export function evolveTriage(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  if (event.type !== "TriageAnswered") return null;
  return { triage: { ...before.triage, [event.question]: { text: event.text, by, at: event.at } } };
}
