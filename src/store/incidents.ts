// The present state of each incident, kept beside the events it is folded from.
import { type Incident, STATE_VERSION } from "../domain/incident.ts";
import type { Head } from "./events.ts";
import { reused } from "./reuse.ts";
import type { Expectation, Store, Write } from "./store.ts";

export const insertIncident = ({ build }: Store, incident: Incident, head: Head): Write =>
  build
    .insertInto("incidents")
    .values({ id: incident.id, team: incident.team, number: incident.number, ...columns(incident, head) })
    .compile();

/** Holds only while nobody else has moved the incident on. */
export function saveIncident({ build }: Store, expected: Head, incident: Incident, head: Head): Expectation {
  const changed = columns(incident, head);
  const write = reused(build, "save an incident", [...Object.values(changed), incident.id, expected.seq], () =>
    build.updateTable("incidents").set(changed).where("id", "=", incident.id).where("seq", "=", expected.seq).compile(),
  );
  return { write, what: `incident ${incident.name} at seq ${expected.seq}` };
}

const columns = (incident: Incident, head: Head) => ({
  seq: head.seq,
  hash: head.hash,
  state: JSON.stringify(incident),
  state_version: STATE_VERSION,
  stage: incident.stage,
  severity: incident.severity,
  declared_at: incident.declaredAt,
  ended_at: incident.ended?.at ?? null,
});
