import type { DomainEvent } from "../../domain/event.ts";
import type { NumberedEvent } from "../../domain/postmortem/source.ts";
import type { Reader } from "../store.ts";
import type { EventRow } from "../tables.ts";

/** All rows of a stream, oldest first. */
export const readEventRows = ({ build, read }: Reader, stream: string): Promise<EventRow[]> =>
  read(build.selectFrom("events").selectAll().where("stream", "=", stream).orderBy("seq").compile());

/** The row at that number, or null. */
export async function eventAt({ build, read }: Reader, stream: string, seq: number): Promise<EventRow | null> {
  const query = build.selectFrom("events").selectAll().where("stream", "=", stream).where("seq", "=", seq);
  const [row] = await read<EventRow>(query.compile());
  return row ?? null;
}

/** The events of a stream, oldest first; redacted ones are left out. */
export async function readEvents(store: Reader, stream: string): Promise<DomainEvent[]> {
  const rows = await readEventRows(store, stream);
  return rows.filter((row) => row.body !== null).map(eventOf);
}

/** The events of a stream with their numbers, by which a document cites them. */
export async function readNumberedEvents(store: Reader, stream: string): Promise<NumberedEvent[]> {
  const rows = await readEventRows(store, stream);
  return rows.filter((row) => row.body !== null).map((row) => ({ ...eventOf(row), seq: row.seq }));
}

export const eventOf = (row: EventRow): DomainEvent =>
  ({ type: row.type, at: row.at, actor: row.actor, ...JSON.parse(row.body!) }) as DomainEvent;
