// Two incidents that turn out to be one: the duplicate ends and points to the other, and both records are kept.
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

/** The other of the two. */
export interface Merged {
  incident: string;
  name: string;
  channel: string | null;
}

export type MergeEvent =
  /** On the duplicate. */
  | ({ type: "MergedInto"; reason: string | null } & Merged)
  /** On the incident that goes on. */
  | ({ type: "DuplicateMerged" } & Merged);

export function evolveMerge(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "MergedInto": {
      const { incident, name, channel, at, reason } = event;
      return { stage: "merged", mergedInto: { incident, name, channel }, ended: { by, at, words: reason ?? "" } };
    }
    case "DuplicateMerged": {
      const { incident, name, channel } = event;
      return { duplicates: [...before.duplicates, { incident, name, channel }] };
    }
    default:
      return null;
  }
}
