// What the record holds of the regimes, for an auditor: the events that tell of each, in their order, and the chain they stand in.
import type { Incident } from "../incident.ts";
import type { NumberedEvent } from "../postmortem/source.ts";
import type { RegimeEvent } from "./state.ts";

/** An event with its own hash, which covers all before it. */
export type ProofEvent = NumberedEvent & { hash: string };

export type ToldOfRegime = Extract<ProofEvent, { type: Exclude<RegimeEvent["type"], "ProofAsked"> }>;

export interface ProofRecord {
  /** As it stands after the last of its events. */
  incident: Incident;
  events: readonly ProofEvent[];
  /** Of the incident's chain. */
  head: { seq: number; hash: string };
  /** User id → name. */
  names: ReadonlyMap<string, string>;
}

const TOLD = {
  RegimesAsked: true,
  RegimeAnswered: true,
  NotificationSubmitted: true,
  NotificationNotNeeded: true,
  NotificationReopened: true,
  RegimesReminded: true,
} satisfies Record<ToldOfRegime["type"], true>;

export const isOfRegimes = (event: ProofEvent): event is ToldOfRegime => Object.hasOwn(TOLD, event.type);

/** Those that tell of that regime. */
export function eventsOf(regime: string, events: readonly ProofEvent[]): ToldOfRegime[] {
  return events.filter(isOfRegimes).filter((event) => {
    switch (event.type) {
      case "RegimesAsked":
        return event.regimes.includes(regime);
      case "RegimesReminded":
        return event.reminded.some((one) => one.regime === regime);
      default:
        return event.regime === regime;
    }
  });
}
