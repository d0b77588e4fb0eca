// Handing a role over: an offer changes nothing until the successor accepts it.
import type { Instant } from "../lib/pure/time.ts";
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

/** `from` holds the role until `to` accepts. */
export interface HandoverOffer {
  from: string;
  to: string;
  by: string;
  at: Instant;
  note: string | null;
}

export type HandoverEvent =
  | { type: "HandoverOffered"; role: string; from: string; to: string; note: string | null }
  | { type: "HandoverDeclined"; role: string; to: string; reason: string | null }
  | { type: "HandoverWithdrawn"; role: string; to: string };

/** A role that changes hands in any other way leaves no offer behind. */
export function evolveHandover(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "HandoverOffered": {
      const { role, from, to, note } = event;
      return { offers: { ...before.offers, [role]: { from, to, by, at: event.at, note } } };
    }
    case "HandoverDeclined":
    case "HandoverWithdrawn":
    case "RoleAssigned":
    case "RoleReleased": {
      const { [event.role]: _over, ...offers } = before.offers;
      return { offers };
    }
    default:
      return null;
  }
}
