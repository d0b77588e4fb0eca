import type { DomainEvent } from "../../domain/event.ts";
import type { NumberedEvent } from "../../domain/postmortem/source.ts";
import type { Found } from "../../domain/record/redaction.ts";
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

/** Whether an event of that cause tells of the message `ts`. */
export async function isToldOf(reader: Reader, stream: string, cause: string, ts: string): Promise<boolean> {
  const { build, read } = reader;
  const query = build.selectFrom("events").selectAll().where("stream", "=", stream).where("cause", "=", cause);
  return eventsOf(await read(query.compile())).some((event) => "ts" in event && event.ts === ts);
}

/** The events of a stream, oldest first. */
export const readEvents = async (store: Reader, stream: string): Promise<DomainEvent[]> =>
  eventsOf(await readEventRows(store, stream));

/** The events of a stream with their numbers, by which a document cites them. */
export const readNumberedEvents = async (store: Reader, stream: string): Promise<NumberedEvent[]> =>
  numberedEvents(await readEventRows(store, stream));

/** Of all rows of a stream. One whose text was removed says what the redaction left of it, and is left out without one. */
export const eventsOf = (rows: readonly EventRow[]): DomainEvent[] =>
  numberedEvents(rows).map(({ seq: _seq, ...event }) => event);

/** As `eventsOf`, with their numbers. */
export function numberedEvents(rows: readonly EventRow[]): NumberedEvent[] {
  const left = strippedBodies(rows);
  return rows.flatMap((row) => {
    const body: unknown = row.body === null ? left.get(row.seq) : JSON.parse(row.body);
    const { type, at, actor, seq } = row;
    return body === undefined ? [] : [{ type, at, actor, ...(body as object), seq } as NumberedEvent];
  });
}

/** By the number of the event. From the last to the first: a redaction may itself have lost words to a later one. */
function strippedBodies(rows: readonly EventRow[]): Map<number, Record<string, unknown>> {
  const left = new Map<number, Record<string, unknown>>();
  for (const { seq, type, body } of rows.toReversed()) {
    if (type !== "Redacted") continue;
    const redacted = (body === null ? left.get(seq) : JSON.parse(body)) as Partial<Found> | undefined;
    for (const one of redacted?.events ?? []) if (!left.has(one.seq)) left.set(one.seq, one.body);
  }
  return left;
}
