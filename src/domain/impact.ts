// Who and what is hit, in parts that are filled in as they become known. The history is in the events.
import type { Instant } from "../lib/pure/time.ts";
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

export const IMPACT_PARTS = ["summary", "users", "services", "regions", "business", "data", "security"] as const;
export type ImpactPart = (typeof IMPACT_PARTS)[number];

/** Free words; an absent part is not known. */
export type ImpactWords = Partial<Record<ImpactPart, string>>;

export interface Impact {
  words: ImpactWords;
  by: string;
  at: Instant;
}

/** The whole of it as it stands from then on. */
export type ImpactEvent = { type: "ImpactSet"; words: ImpactWords };

export function evolveImpact(_before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  return event.type === "ImpactSet" ? { impact: { words: event.words, by, at: event.at } } : null;
}
