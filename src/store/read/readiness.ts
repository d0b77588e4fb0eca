import {
  foldReadiness,
  READINESS_VERSION,
  type Readiness,
  type ReadinessEvent,
} from "../../domain/readiness/readiness.ts";
import { type Head, NO_EVENTS, readinessStream } from "../events.ts";
import type { Reader } from "../store.ts";
import type { EventRow, ReadinessRow } from "../tables.ts";
import { readEventRows } from "./events.ts";

export interface StoredReadiness {
  /** Null where the workspace has none yet. */
  readiness: Readiness | null;
  head: Head;
}

export async function loadReadiness(reader: Reader, team: string): Promise<StoredReadiness> {
  const { build, read } = reader;
  const [row] = await read<ReadinessRow>(build.selectFrom("readiness").selectAll().where("team", "=", team).compile());
  if (!row) return { readiness: null, head: NO_EVENTS };
  return { readiness: await stateOf(reader, row), head: { seq: row.seq, hash: row.hash } };
}

/** Of every workspace that has one. */
export async function listReadiness(reader: Reader): Promise<Readiness[]> {
  const states = await Promise.all((await readinessRows(reader)).map((row) => stateOf(reader, row)));
  return states.filter((state) => state !== null);
}

/** The rows as they are stored: for proofs. */
export const readinessRows = ({ build, read }: Reader): Promise<ReadinessRow[]> =>
  read(build.selectFrom("readiness").selectAll().orderBy("team").compile());

/** A state written by another version of the program is folded from its events again. */
async function stateOf(reader: Reader, row: ReadinessRow): Promise<Readiness | null> {
  if (row.state_version === READINESS_VERSION) return JSON.parse(row.state) as Readiness;
  return foldReadiness(row.team, readinessEventsOf(await readEventRows(reader, readinessStream(row.team))));
}

/** Throws where one of them cannot be read. */
export const readinessEventsOf = (rows: readonly EventRow[]): ReadinessEvent[] =>
  rows.map(({ type, at, actor, body }) => ({ type, at, actor, ...JSON.parse(body ?? "") }) as ReadinessEvent);
