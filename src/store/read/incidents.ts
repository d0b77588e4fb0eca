import { sql } from "kysely";
import { fold, type Incident, STATE_VERSION } from "../../domain/incident.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Head } from "../events.ts";
import { readEvents } from "./events.ts";
import { OPEN } from "../literals.ts";
import { reused } from "../reuse.ts";
import type { Reader } from "../store.ts";
import type { IncidentRow } from "../tables.ts";

interface StoredIncident {
  incident: Incident;
  head: Head;
}

export async function loadIncident(store: Reader, id: string): Promise<StoredIncident | null> {
  const [row] = await store.read<IncidentRow>(
    reused(store.build, "load an incident", [id], () =>
      store.build.selectFrom("incidents").selectAll().where("id", "=", id).compile(),
    ),
  );
  return row ? stored(store, row) : null;
}

/** The open incident whose room the channel is. */
export async function findOpenByRoom(store: Reader, team: string, channel: string): Promise<StoredIncident | null> {
  const query = reused<IncidentRow>(store.build, "find open by room", [team, channel], () =>
    store.build
      .selectFrom("rooms")
      .innerJoin("incidents", "incidents.id", "rooms.incident")
      .selectAll("incidents")
      .where("rooms.team", "=", team)
      .where("rooms.channel", "=", channel)
      .where("incidents.stage", "=", OPEN)
      .compile(),
  );
  const [row] = await store.read(query);
  return row ? stored(store, row) : null;
}

export async function findByNumber(store: Reader, team: string, number: number): Promise<StoredIncident | null> {
  const query = store.build.selectFrom("incidents").selectAll();
  const [row] = await store.read<IncidentRow>(query.where("team", "=", team).where("number", "=", number).compile());
  return row ? stored(store, row) : null;
}

/** Newest first; of one workspace, or of all of them for an operator. */
export async function listIncidents(
  store: Reader,
  wanted: { team?: string; openOnly: boolean; limit: number },
): Promise<Incident[]> {
  const { team, openOnly, limit } = wanted;
  const name = `list incidents, ${team !== undefined}, ${openOnly}, ${limit}`;
  const listed = reused<IncidentRow>(store.build, name, team === undefined ? [] : [team], () => {
    let query = store.build
      .selectFrom("incidents")
      .selectAll()
      .orderBy("declared_at", "desc")
      .orderBy("number", "desc")
      .limit(sql.lit(limit));
    if (team !== undefined) query = query.where("team", "=", team);
    if (openOnly) query = query.where("stage", "=", OPEN);
    return query.compile();
  });
  const rows = await store.read(listed);
  return Promise.all(rows.map(async (row) => (await stored(store, row)).incident));
}

/** Of every workspace, oldest first. */
export async function allOpen(store: Reader): Promise<Incident[]> {
  const query = reused<IncidentRow>(store.build, "open incidents", [], () =>
    store.build.selectFrom("incidents").selectAll().where("stage", "=", OPEN).orderBy("declared_at").compile(),
  );
  const rows = await store.read(query);
  return Promise.all(rows.map(async (row) => (await stored(store, row)).incident));
}

/** Open incidents declared after `since`, newest first. */
export async function listRecent(store: Reader, team: string, since: Instant): Promise<Incident[]> {
  const query = store.build.selectFrom("incidents").selectAll().where("team", "=", team).where("stage", "=", OPEN);
  const rows = await store.read<IncidentRow>(
    query.where("declared_at", ">", since).orderBy("declared_at", "desc").orderBy("number", "desc").compile(),
  );
  return Promise.all(rows.map(async (row) => (await stored(store, row)).incident));
}

/** A state written by another version of the program is folded from its events again. */
async function stored(store: Reader, row: IncidentRow): Promise<StoredIncident> {
  const incident = row.state_version === STATE_VERSION ? parsed(row) : fold(row.id, await readEvents(store, row.id));
  return { incident, head: { seq: row.seq, hash: row.hash } };
}

/** So many incidents are at work at a time; a state of a busy one is some 160 kB. */
const KEPT_MAX = 32;
const kept = new Map<string, { state: string; incident: Incident }>();

/** A state is read with each act and each job, and to parse it costs far more than to see that it is the same text. */
function parsed({ id, state }: IncidentRow): Incident {
  const known = kept.get(id);
  const incident = known?.state === state ? known.incident : (JSON.parse(state) as Incident);
  kept.delete(id);
  kept.set(id, { state, incident });
  if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value!);
  return incident;
}

/** The rows as they are stored, by declaration: for proofs and exports. */
export const incidentRows = ({ build, read }: Reader): Promise<IncidentRow[]> =>
  read(build.selectFrom("incidents").selectAll().orderBy("declared_at").orderBy("number").compile());

/** Every open incident of every workspace, and those that are over but had one of these jobs given up. */
export async function incidentsToPlan(store: Reader, kinds: readonly string[]): Promise<Incident[]> {
  const parked = store.build
    .selectFrom("jobs")
    .select("incident")
    .where("status", "=", "parked")
    .where("kind", "in", [...kinds]);
  const rows = await store.read<IncidentRow>(
    store.build
      .selectFrom("incidents")
      .selectAll()
      .where((all) => all.or([all("stage", "=", OPEN), all("id", "in", parked)]))
      .orderBy("declared_at")
      .compile(),
  );
  return Promise.all(rows.map(async (row) => (await stored(store, row)).incident));
}
