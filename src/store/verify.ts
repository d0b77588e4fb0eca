// Proves that what is stored is what was written: recomputes every hash, follows every chain, folds every state and
// replays every message from its versions. Whatever differs is named.
import { fold, STATE_VERSION } from "../domain/incident.ts";
import { type RecordedMessage, type RoomEntry, recorded } from "../domain/record.ts";
import { sha256 } from "../lib/hash.ts";
import { bodyHash, GENESIS, linkHash } from "./chain.ts";
import { eventFields, workspaceStream } from "./events.ts";
import { versionFields } from "./messages.ts";
import { eventOf, readEventRows } from "./read/events.ts";
import { listMessages, listVersions } from "./read/messages.ts";
import { roomsOf } from "./read/rooms.ts";
import { findRunbook } from "./read/runbooks.ts";
import type { Store } from "./store.ts";
import type { EventRow, IncidentRow, MessageRow, MessageVersionRow, RoomRow } from "./tables.ts";

export interface Verified {
  events: number;
  messages: number;
  versions: number;
  /** One sentence for each thing that is not as it was written; empty when all is well. */
  findings: string[];
}

/** One incident: its events, its state, its rooms and the runbook stamped on it. */
export async function verifyIncident(store: Store, row: IncidentRow): Promise<Verified> {
  const rows = await readEventRows(store, row.id);
  const name = nameOf(row);
  const findings = [
    ...chainFindings(`${name} event`, rows, eventFields, row),
    ...stateFindings(name, row, rows),
    ...(await runbookFindings(store, name, row)),
  ];
  let [messages, versions] = [0, 0];
  for (const room of await roomsOf(store, row.id)) {
    const told = await listVersions(store, room.team, room.channel);
    const current = await listMessages(store, room.team, room.channel);
    findings.push(...roomFindings(name, room, told, current));
    versions += told.length;
    messages += current.length;
  }
  return { events: rows.length, messages, versions, findings };
}

/** The workspace's own chain: no incident was dropped, and the numbers have no gaps. */
export async function verifyWorkspaces(store: Store): Promise<string[]> {
  const { build, read } = store;
  const workspaces = await read<{ team: string; seq: number; hash: string }>(
    build.selectFrom("workspaces").selectAll().compile(),
  );
  const findings: string[] = [];
  for (const workspace of workspaces) {
    const rows = await readEventRows(store, workspaceStream(workspace.team));
    findings.push(...chainFindings(`workspace ${workspace.team} entry`, rows, eventFields, workspace));
    const incidents = await read<{ id: string; number: number }>(
      build
        .selectFrom("incidents")
        .select(["id", "number"])
        .where("team", "=", workspace.team)
        .orderBy("number")
        .compile(),
    );
    const listed = rows.filter((row) => row.body !== null).map((row) => JSON.parse(row.body!) as { incident: string });
    listed.forEach((entry, index) => {
      const there = incidents.some(({ id, number }) => id === entry.incident && number === index + 1);
      if (!there) findings.push(`workspace ${workspace.team}: incident number ${index + 1} is missing`);
    });
    if (incidents.length > listed.length)
      findings.push(`workspace ${workspace.team}: more incidents than were declared`);
  }
  return findings;
}

interface Link {
  salt: string | null;
  body: string | null;
  body_hash: string;
  hash: string;
}

/** `rows` in order; the head is what the owner of the chain believes to be its end. */
function chainFindings<Row extends Link>(
  what: string,
  rows: readonly Row[],
  fields: (row: Row) => (string | number)[],
  head: { seq: number; hash: string },
): string[] {
  let previous = GENESIS;
  for (const [index, row] of rows.entries()) {
    const place = `${what} ${index + 1}`;
    if (row.body !== null && row.salt !== null && bodyHash(row.salt, row.body) !== row.body_hash) {
      return [`${place}: its text was changed after it was stored`];
    }
    if (linkHash(previous, fields(row)) !== row.hash) {
      return [`${place}: it does not follow the one before; it was changed, or one is missing or added`];
    }
    previous = row.hash;
  }
  if (head.seq !== rows.length) return [`${what}s: ${rows.length} are stored, ${head.seq} were written`];
  return head.hash === previous ? [] : [`${what}s: the last one is not the one that was written last`];
}

function stateFindings(name: string, row: IncidentRow, rows: readonly EventRow[]): string[] {
  if (row.state_version !== STATE_VERSION || rows.some(({ body }) => body === null)) return [];
  try {
    const folded = fold(row.id, rows.map(eventOf));
    const same = canonical(folded) === canonical(JSON.parse(row.state));
    return same ? [] : [`${name}: its stored state is not what its events say`];
  } catch {
    return [`${name}: its stored state or an event cannot be read`];
  }
}

async function runbookFindings(store: Store, name: string, row: IncidentRow): Promise<string[]> {
  const stamped = /"runbook":"([0-9a-f]+)"/.exec(row.state)?.[1];
  const runbook = stamped === undefined ? null : await findRunbook(store, stamped);
  if (!runbook) return [`${name}: the runbook stamped on it is not stored`];
  return sha256(runbook.body) === stamped ? [] : [`${name}: the runbook stamped on it was changed after it was stored`];
}

function roomFindings(
  name: string,
  room: RoomRow,
  versions: readonly MessageVersionRow[],
  current: readonly MessageRow[],
): string[] {
  const chain = chainFindings(`${name} room ${room.channel} entry`, versions, versionFields, room);
  if (chain.length > 0) return chain;
  const replayed = new Map<string, RecordedMessage>();
  const redacted = new Set(versions.filter(({ body }) => body === null).map(({ ts }) => ts));
  for (const version of versions) {
    if (version.body === null) continue;
    const entry = JSON.parse(version.body) as RoomEntry;
    const after = recorded(replayed.get(version.ts) ?? null, entry, `${version.version}`, version.at);
    if (after) replayed.set(version.ts, after);
  }
  const findings: string[] = [];
  for (const row of current) {
    const expected = replayed.get(row.ts);
    replayed.delete(row.ts);
    if (redacted.has(row.ts)) continue;
    if (!expected || !sameMessage(row, expected)) {
      findings.push(`${name} message ${row.ts}: what stands now is not what its versions say`);
    }
  }
  for (const ts of replayed.keys()) findings.push(`${name} message ${ts}: its current text is missing`);
  return findings;
}

function sameMessage(row: MessageRow, expected: RecordedMessage): boolean {
  const { kind, threadTs, author, text, files, version, editedTs, deletedAt } = expected;
  return (
    canonical([
      row.kind,
      row.thread_ts,
      row.author,
      row.text,
      row.files,
      row.version,
      row.edited_ts,
      row.deleted_at,
    ]) === canonical([kind, threadTs, author, text, JSON.stringify(files), version, editedTs, deletedAt])
  );
}

const nameOf = (row: IncidentRow): string => /"name":"([^"]+)"/.exec(row.state)?.[1] ?? row.id;

/** The same value gives the same text, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
