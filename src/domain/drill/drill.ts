// A drill: an incident that did not happen. It runs by the same rules, tells nobody outside, calls nobody unless that was
// asked for, and ends with a score against what the runbook promises.
import type { Instant } from "../../lib/pure/time.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";

export interface Drill {
  /** Whether those whom the runbook pages and invites are called all the same. */
  pages: boolean;
  /** When each role was first taken. */
  taken: Record<string, Instant>;
  /** How many updates had not come when they were due. */
  lateUpdates: number;
}

/** Whether anybody may hear of it who is not of those who work on it: by mail, status page, ticket, social media, press. */
export const tellsOutsiders = ({ drill, private: isPrivate }: Pick<Incident, "drill" | "private">): boolean =>
  drill === null && !isPrivate;

/** Whether those whom the runbook names are paged and invited by themselves. */
export const callsPeople = ({ drill }: Pick<Incident, "drill">): boolean => drill === null || drill.pages;

export function evolveDrill({ drill }: Incident, event: DomainEvent): Partial<Incident> | null {
  if (drill === null) return null;
  switch (event.type) {
    case "RoleAssigned":
      return { drill: { ...drill, taken: { [event.role]: event.at, ...drill.taken } } };
    case "NudgeSent":
      return event.step === "due" ? { drill: { ...drill, lateUpdates: drill.lateUpdates + 1 } } : null;
    default:
      return null;
  }
}
