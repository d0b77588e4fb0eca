// A scenario: a short incident as people live it, and what they may count on at its end.
import type { Incident } from "../../../src/domain/incident.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import type { Message } from "../../../src/practice/state.ts";
import { type Evidence, eventsOf, storedIncidents } from "../checkers/evidence.ts";
import type { Profile } from "../profile.ts";
import { userOf } from "../world.ts";
import { placeOf, type Step } from "./people.ts";

export interface Scenario {
  name: string;
  what: string;
  /** What else goes wrong in it, of itself; a calm world where it is not given. */
  profile?: Partial<Profile>;
  steps: readonly Step[];
  /** Each by what it says. */
  expects(end: Ending): Record<string, boolean>;
}

export interface Ending {
  incidents: readonly Incident[];
  /** Of the first incident. */
  events: readonly DomainEvent[];
  user(name: string): string;
  /** What stands in a channel, or in the direct messages of somebody ("@mei"). */
  messages(place: string): readonly Message[];
}

/** One sentence for each expectation that does not hold. */
export function unmet({ expects }: Scenario, evidence: Evidence): string[] {
  const { core } = evidence.world;
  const incidents = storedIncidents(evidence);
  const user = (name: string) => userOf(core, name);
  const direct = (name: string) =>
    [...core.state.channels.values()].find(({ kind, members }) => kind === "im" && members.includes(user(name)));
  const holds = expects({
    incidents,
    events: incidents[0] ? eventsOf(evidence, incidents[0].id) : [],
    user,
    messages(place) {
      const channel = place.startsWith("@") ? direct(place.slice(1)) : placeOf(evidence, place);
      return [...(channel?.messages.values() ?? [])];
    },
  });
  return Object.entries(holds).flatMap(([words, isSo]) => (isSo ? [] : [`expected: ${words}`]));
}
