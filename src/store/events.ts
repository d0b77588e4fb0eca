// The append-only log. A stream is an incident's id, workspaceStream(team) or readinessStream(team).
import type { Instant } from "../lib/pure/time.ts";
import type { Random } from "../lib/random.ts";
import { bodyHash, GENESIS, linkHash } from "./chain.ts";
import { reusedInserts } from "./reuse.ts";
import type { Store, Write } from "./store.ts";
import type { EventRow } from "./tables.ts";

/** Of each event, covered by its hash; 1 so far. */
const EVENT_VERSION = 1;

export interface Head {
  seq: number;
  hash: string;
}

export const NO_EVENTS: Head = { seq: 0, hash: GENESIS };

export const workspaceStream = (team: string): string => `workspace:${team}`;

export const readinessStream = (team: string): string => `readiness:${team}`;

/** What a stream takes: what happened, when, by whom, and whatever else there is to tell of it. */
interface Chained {
  type: string;
  at: Instant;
  actor: string;
}

/** The rows that `events` become behind `head`, and the head after them. `cause` says what brought them about. */
export function chainEvents(
  stream: string,
  head: Head,
  events: readonly Chained[],
  cause: string,
  random: Random,
): { rows: EventRow[]; head: Head } {
  let { seq, hash } = head;
  const rows = events.map(({ type, at, actor, ...fields }) => {
    seq += 1;
    const salt = random.hex(16);
    const body = JSON.stringify(fields);
    const row = {
      stream,
      seq,
      type,
      version: EVENT_VERSION,
      at,
      actor,
      cause,
      salt,
      body,
      body_hash: bodyHash(salt, body),
    };
    hash = linkHash(hash, eventFields(row));
    return { ...row, hash };
  });
  return { rows, head: { seq, hash } };
}

/** What a link covers of an event, in the order it is hashed. */
export const eventFields = (row: Omit<EventRow, "hash" | "salt" | "body">): (string | number)[] => [
  row.stream,
  row.seq,
  row.type,
  row.version,
  row.at,
  row.actor,
  row.cause,
  row.body_hash,
];

const EVENT_COLUMNS = [
  "stream",
  "seq",
  "type",
  "version",
  "at",
  "actor",
  "cause",
  "salt",
  "body",
  "body_hash",
  "hash",
] as const;

export const insertEvents = ({ build }: Store, rows: readonly EventRow[]): Write[] =>
  reusedInserts(build, "events", EVENT_COLUMNS, rows, (some) => build.insertInto("events").values(some).compile());
