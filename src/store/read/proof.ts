import { userOf } from "../../domain/actor.ts";
import { fold } from "../../domain/incident.ts";
import { isOfRegimes, type ProofRecord } from "../../domain/regimes/proof.ts";
import { assert } from "../../lib/pure/assert.ts";
import type { Reader } from "../store.ts";
import { numberedEvents, readEventRows } from "./events.ts";
import { namesOf } from "./people.ts";

/** All that is recorded of an incident's regimes, and the head of its chain at that very moment. */
export async function readProof(reader: Reader, { id, team }: { id: string; team: string }): Promise<ProofRecord> {
  const rows = await readEventRows(reader, id);
  const last = rows.at(-1);
  assert(last, `incident ${id} has its declaration`);
  const hashes = new Map(rows.map(({ seq, hash }) => [seq, hash]));
  const events = numberedEvents(rows).map((event) => ({ ...event, hash: hashes.get(event.seq)! }));
  const incident = fold(id, events);
  const users = events
    .filter(isOfRegimes)
    .flatMap((event) => [userOf(event.actor), ...("to" in event && Array.isArray(event.to) ? event.to : [])]);
  const known = [...users, incident.declaredBy].filter((user) => user !== null);
  const names = await namesOf(reader, team, [...new Set(known)]);
  return { incident, events, head: { seq: last.seq, hash: last.hash }, names };
}
