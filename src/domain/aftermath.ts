// After an incident has ended: what people contribute to its postmortem, and the offer to archive its room.
import type { Instant } from "../lib/pure/time.ts";
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

/** well: what went well. improve: what to improve. why: one of the five whys. */
export const CONTRIBUTION_KINDS = ["well", "improve", "why"] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

export type AftermathEvent =
  | { type: "ContributionMade"; kind: ContributionKind; text: string }
  | { type: "ArchiveOffered"; text: string; ts: string }
  | { type: "RoomArchived" };

/** How many were made, and what became of the room; the words stand in the events. */
export interface Aftermath {
  contributions: Partial<Record<ContributionKind, number>>;
  archiveOfferedAt: Instant | null;
  archivedAt: Instant | null;
}

export const NO_AFTERMATH: Aftermath = { contributions: {}, archiveOfferedAt: null, archivedAt: null };

export function evolveAftermath(before: Incident, event: DomainEvent): Partial<Incident> | null {
  const { aftermath } = before;
  switch (event.type) {
    case "ContributionMade": {
      const made = (aftermath.contributions[event.kind] ?? 0) + 1;
      return { aftermath: { ...aftermath, contributions: { ...aftermath.contributions, [event.kind]: made } } };
    }
    case "ArchiveOffered":
      return { aftermath: { ...aftermath, archiveOfferedAt: event.at } };
    case "RoomArchived":
      return { aftermath: { ...aftermath, archivedAt: event.at } };
    case "Reopened":
      return { aftermath: { ...aftermath, archiveOfferedAt: null } };
    default:
      return null;
  }
}
