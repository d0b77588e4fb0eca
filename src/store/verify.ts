// Proves that what is stored is what was written: recomputes every hash, follows every chain, folds every state and
// replays every message from its versions. Whatever differs is named, and so is whatever cannot be read.
import { threadRecord } from "../domain/room/thread.ts";
import type { DomainEvent } from "../domain/event.ts";
import { fold, type Incident, STATE_VERSION } from "../domain/incident.ts";
import type { NumberEvent } from "../domain/workspace.ts";
import { sha256 } from "../lib/hash.ts";
import { foldReadiness, READINESS_VERSION, type Readiness } from "../domain/readiness/readiness.ts";
import { eventFields, readinessStream, workspaceStream } from "./events.ts";
import { eventsOf, readEventRows } from "./read/events.ts";
import { readinessEventsOf, readinessRows } from "./read/readiness.ts";
import { listMessages, listVersions } from "./read/messages.ts";
import { roomsOf } from "./read/rooms.ts";
import { findRunbook } from "./read/runbooks.ts";
import type { Reader } from "./store.ts";
import type { EventRow, IncidentRow, ReadinessRow, RoomRow } from "./tables.ts";
import { canonical, chainFindings, jsonOf } from "./verify-chain.ts";
import { roomFindings } from "./verify-room.ts";

export interface Verified {
  events: number;
  messages: number;
  versions: number;
  /** How many of both have no text any more. */
  redacted: number;
  /** One sentence for each thing that is not as it was written; empty when all is well. */
  findings: string[];
}

/** One incident: its events, its state, its rooms and the runbook stamped on it. `reader` must be a snapshot. */
export async function verifyIncident(reader: Reader, row: IncidentRow): Promise<Verified> {
  const rows = await readEventRows(reader, row.id);
  const rooms = await roomsOf(reader, row.id);
  const name = nameOf(row);
  const findings = [
    ...chainFindings(`${name} event`, rows, eventFields, row),
    ...stateFindings(name, row, rows),
    ...openedFindings(name, row, rows, rooms),
    ...(await runbookFindings(reader, name, row)),
  ];
  let [messages, versions] = [0, 0];
  let redacted = rows.filter(({ body }) => body === null).length;
  for (const room of rooms) {
    const told = await listVersions(reader, room.team, room.channel);
    const current = await listMessages(reader, room.team, room.channel);
    findings.push(...roomFindings(name, room, told, current));
    versions += told.length;
    redacted += told.filter(({ body }) => body === null).length;
    messages += current.length;
  }
  return { events: rows.length, messages, versions, redacted, findings };
}

/** The workspaces' own chains, their numbers' and their readiness': no incident was dropped, the numbers have no gaps, and nothing belongs to nobody. */
export async function verifyWorkspaces(reader: Reader): Promise<string[]> {
  const { build, read } = reader;
  const workspaces = await read<{ team: string; seq: number; hash: string }>(
    build.selectFrom("workspaces").selectAll().orderBy("team").compile(),
  );
  const incidents = await read<ListedIncident>(
    build.selectFrom("incidents").select(["id", "team", "number"]).orderBy("number").compile(),
  );
  const findings: string[] = [];
  for (const workspace of workspaces) {
    const rows = await readEventRows(reader, workspaceStream(workspace.team));
    findings.push(...chainFindings(`workspace ${workspace.team} event`, rows, eventFields, workspace));
    const own = incidents.filter(({ team }) => team === workspace.team);
    findings.push(...numberFindings(workspace.team, rows, own));
  }
  const teams = new Set(workspaces.map(({ team }) => team));
  const readiness = await readinessRows(reader);
  for (const row of readiness) findings.push(...(await readinessFindings(reader, row)));
  for (const team of new Set(incidents.map((one) => one.team))) {
    if (!teams.has(team)) findings.push(`workspace ${team}: it has incidents and no list of them`);
  }
  const streams = [...[...teams].map(workspaceStream), ...readiness.map(({ team }) => readinessStream(team))];
  return [...findings, ...(await strayFindings(reader, incidents, streams))];
}

/** What is practised between incidents: its chain, and its state. */
async function readinessFindings(reader: Reader, row: ReadinessRow): Promise<string[]> {
  const name = `readiness of ${row.team}`;
  const rows = await readEventRows(reader, readinessStream(row.team));
  const findings = chainFindings(`${name} event`, rows, eventFields, row);
  const folded = readinessFrom(row, rows);
  if (!folded) return [...findings, `${name}: its events cannot be read`];
  const isSame = row.state_version !== READINESS_VERSION || canonical(folded) === canonical(jsonOf(row.state));
  return isSame ? findings : [...findings, `${name}: its stored state is not what its events say`];
}

function readinessFrom({ team }: ReadinessRow, rows: readonly EventRow[]): Readiness | null {
  try {
    return foldReadiness(team, readinessEventsOf(rows));
  } catch {
    return null;
  }
}

interface ListedIncident {
  id: string;
  team: string;
  number: number;
}

/** Each event of the workspace tells of one number: given to an incident that is stored, or lost and given to none. */
function numberFindings(team: string, rows: readonly EventRow[], incidents: readonly ListedIncident[]): string[] {
  const findings: string[] = [];
  for (const [index, { type, body }] of rows.entries()) {
    if (body === null) continue;
    const number = index + 1;
    const told = jsonOf(body) as { incident?: unknown; number?: unknown } | null | undefined;
    const own = incidents.find((one) => one.number === number);
    if (told?.number !== number) findings.push(`workspace ${team} event ${number}: it cannot be read`);
    else if (type === LOST) {
      if (own) findings.push(`workspace ${team}: incident number ${number} was lost, and is stored`);
    } else if (own?.id !== told.incident) findings.push(`workspace ${team}: incident number ${number} is missing`);
  }
  const declared = rows.filter(({ type }) => type !== LOST).length;
  if (incidents.length > declared) findings.push(`workspace ${team}: more incidents than were declared`);
  return findings;
}

const LOST: NumberEvent["type"] = "NumberLost";

/** What is left of an incident that is gone: whoever removed one seldom finds all of it. */
async function strayFindings(
  { build, read }: Reader,
  incidents: readonly ListedIncident[],
  ownStreams: readonly string[],
): Promise<string[]> {
  const ids = new Set([...incidents.map(({ id }) => id), ...ownStreams]);
  const streams = await read<{ stream: string }>(build.selectFrom("events").select("stream").distinct().compile());
  const rooms = await read<RoomRow>(build.selectFrom("rooms").selectAll().compile());
  return [
    ...streams
      .filter(({ stream }) => !ids.has(stream))
      .map(({ stream }) => `events of ${stream} are stored, which is neither an incident nor a workspace`),
    ...rooms
      .filter(({ incident }) => !ids.has(incident))
      .map(({ channel, incident }) => `room ${channel} belongs to ${incident}, which is not stored`),
  ];
}

function stateFindings(name: string, row: IncidentRow, rows: readonly EventRow[]): string[] {
  const stored = jsonOf(row.state) as Incident | undefined;
  const findings = stored === undefined ? [`${name}: its stored state cannot be read`] : [];
  // Where a text was removed and no redaction says so nothing can be folded: then the state is all there is.
  const isWhole = (eventsOrNone(rows)?.length ?? rows.length) === rows.length;
  const folded = isWhole ? foldedFrom(row, rows) : (stored ?? null);
  if (!folded) return isWhole ? [...findings, `${name}: its events cannot be read`] : findings;
  if (row.state_version === STATE_VERSION && stored !== undefined && canonical(folded) !== canonical(stored)) {
    findings.push(`${name}: its stored state is not what its events say`);
  }
  for (const [column, value] of Object.entries(columnsOf(folded))) {
    const there = row[column as keyof IncidentRow];
    if (there !== value) findings.push(`${name}: its ${column} is stored as ${there}, and its events say ${value}`);
  }
  return findings;
}

function foldedFrom(row: IncidentRow, rows: readonly EventRow[]): Incident | null {
  try {
    return fold(row.id, eventsOf(rows));
  } catch {
    return null;
  }
}

/** Null where one of them cannot be read. */
function eventsOrNone(rows: readonly EventRow[]): DomainEvent[] | null {
  try {
    return eventsOf(rows);
  } catch {
    return null;
  }
}

/** The columns that lists and searches go by: a wrong one hides an incident without touching its state. */
const columnsOf = (incident: Incident) => ({
  team: incident.team,
  number: incident.number,
  stage: incident.stage,
  severity: incident.severity,
  declared_at: incident.declaredAt,
  ended_at: incident.ended?.at ?? null,
});

/** Each room that was opened is still there, with whatever was said in it. */
function openedFindings(
  name: string,
  row: IncidentRow,
  rows: readonly EventRow[],
  rooms: readonly RoomRow[],
): string[] {
  return rows
    .filter(({ type, body }) => (type === "RoomOpened" || type === "ThreadOpened") && body !== null)
    .map(({ type, body }) => {
      const { channel = "", ts = "" } = (jsonOf(body!) as { channel?: string; ts?: string } | null | undefined) ?? {};
      return type === "RoomOpened" ? channel : threadRecord({ channel, ts });
    })
    .filter((channel) => !rooms.some((room) => room.channel === channel && room.team === row.team))
    .map((channel) => `${name} room ${channel}: it was opened, and nothing of it is stored`);
}

async function runbookFindings(reader: Reader, name: string, row: IncidentRow): Promise<string[]> {
  const stamped = /"runbook":"([0-9a-f]+)"/.exec(row.state)?.[1];
  const runbook = stamped === undefined ? null : await findRunbook(reader, stamped);
  if (!runbook) return [`${name}: the runbook stamped on it is not stored`];
  return sha256(runbook.body) === stamped ? [] : [`${name}: the runbook stamped on it was changed after it was stored`];
}

export const nameOf = (row: IncidentRow): string => /"name":"([^"]+)"/.exec(row.state)?.[1] ?? row.id;
