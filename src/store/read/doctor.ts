// What an operator is told of the database's content.
import type { Instant } from "../../lib/pure/time.ts";
import type { Reader } from "../store.ts";

export async function openCount({ build, read }: Reader): Promise<number> {
  const query = build
    .selectFrom("incidents")
    .select((all) => all.fn.countAll().as("count"))
    .where("stage", "=", "open");
  const [row] = (await read(query.compile())) as { count: number | string }[];
  return Number(row!.count);
}

/** When Slack's last event was stored; null where none ever was, or all are forgotten. */
export async function lastEventAt({ build, read }: Reader): Promise<Instant | null> {
  const query = build
    .selectFrom("inbox")
    .select((all) => all.fn.max("received_at").as("at"))
    .where("source", "=", "event");
  const [row] = (await read(query.compile())) as { at: number | string | null }[];
  return row?.at === null || row === undefined ? null : Number(row.at);
}

/** Jobs given up after then, the newest first. */
export const parkedJobs = (
  { build, read }: Reader,
  after: Instant,
  limit: number,
): Promise<{ id: string; kind: string; outcome: string | null }[]> =>
  read(
    build
      .selectFrom("jobs")
      .select(["id", "kind", "outcome"])
      .where("status", "=", "parked")
      .where("ended_at", ">", after)
      .orderBy("ended_at", "desc")
      .limit(limit)
      .compile(),
  );

/** Events that failed so often and stay in the inbox, the newest first. */
export const failedEvents = (
  { build, read }: Reader,
  attempts_min: number,
  limit: number,
): Promise<{ key: string; outcome: string | null }[]> =>
  read(
    build
      .selectFrom("inbox")
      .select(["key", "outcome"])
      .where("source", "=", "event")
      .where("done_at", "is", null)
      .where("attempts", ">=", attempts_min)
      .orderBy("received_at", "desc")
      .limit(limit)
      .compile(),
  );
