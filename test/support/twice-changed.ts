import type { DomainEvent } from "../../src/domain/event.ts";
import { changesOf, evolve, type Incident } from "../../src/domain/incident.ts";

/** "Reopened: severity", where two parts of the state name one field for one event: the later would win unseen. */
export function twiceChanged(before: Incident, events: readonly DomainEvent[]): string[] {
  const found: string[] = [];
  let incident = before;
  for (const event of events) {
    const fields = changesOf(incident, event).flatMap((change) => Object.keys(change ?? {}));
    const twice = fields.filter((field, index) => fields.indexOf(field) !== index);
    found.push(...twice.map((field) => `${event.type}: ${field}`));
    incident = evolve(incident, event);
  }
  return [...new Set(found)];
}
