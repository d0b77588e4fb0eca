import { sql } from "kysely";
import { padded, reused } from "../reuse.ts";
import type { Reader } from "../store.ts";
import type { MessageRow, MessageVersionRow } from "../tables.ts";

/** The current rows of the given messages. */
export function findMessages(
  { build, read }: Reader,
  team: string,
  channel: string,
  ts: readonly string[],
): Promise<MessageRow[]> {
  if (ts.length === 0) return Promise.resolve([]);
  const wanted = padded(ts);
  return read(
    reused<MessageRow>(build, `find ${wanted.length} messages`, [team, channel, ...wanted], () =>
      build
        .selectFrom("messages")
        .selectAll()
        .where("team", "=", team)
        .where("channel", "=", channel)
        .where("ts", "in", wanted)
        .compile(),
    ),
  );
}

/** The messages of a room, oldest first; between two ts (both included) where they are given. */
export function listMessages(
  { build, read }: Reader,
  team: string,
  channel: string,
  range: { from?: string; to?: string } = {},
): Promise<MessageRow[]> {
  const { from, to } = range;
  const values = [team, channel, from, to].filter((one) => one !== undefined);
  return read(
    reused<MessageRow>(build, `list messages, ${from !== undefined}, ${to !== undefined}`, values, () => {
      let query = build.selectFrom("messages").selectAll().where("team", "=", team).where("channel", "=", channel);
      if (from !== undefined) query = query.where("ts", ">=", from);
      if (to !== undefined) query = query.where("ts", "<=", to);
      return query.orderBy("ts").compile();
    }),
  );
}

/** All versions in a room, in the order they were recorded: the room's chain. */
export const listVersions = ({ build, read }: Reader, team: string, channel: string): Promise<MessageVersionRow[]> =>
  read(
    build
      .selectFrom("message_versions")
      .selectAll()
      .where("team", "=", team)
      .where("channel", "=", channel)
      .orderBy("room_seq")
      .compile(),
  );

/** The first version of a message: what it was when it was recorded. */
export async function findVersion(
  { build, read }: Reader,
  team: string,
  channel: string,
  ts: string,
): Promise<MessageVersionRow | null> {
  const query = build
    .selectFrom("message_versions")
    .selectAll()
    .where("team", "=", team)
    .where("channel", "=", channel);
  const [row] = await read<MessageVersionRow>(query.where("ts", "=", ts).where("version", "=", 1).compile());
  return row ?? null;
}

/** What an event told since `from` that somebody did to a message (reactions, pins), oldest first. */
export const listDoneTo = (
  { build, read }: Reader,
  { team, channel, ts, user, from }: { team: string; channel: string; ts: string; user: string; from: string },
): Promise<MessageRow[]> =>
  read(
    reused<MessageRow>(build, "list what was done to a message", [team, channel, from, ts, user, "%#%"], () =>
      build
        .selectFrom("messages")
        .selectAll()
        .where("team", "=", team)
        .where("channel", "=", channel)
        .where("ts", ">=", from)
        .where("thread_ts", "=", ts)
        .where("author", "=", user)
        .where("ts", "like", "%#%")
        .orderBy("ts")
        .compile(),
    ),
  );

/** The newest threads of a room, by their parents' ts. */
export async function listThreads(
  { build, read }: Reader,
  team: string,
  channel: string,
  limit: number,
): Promise<string[]> {
  const query = reused(build, `list threads, ${limit}`, [team, channel], () =>
    build
      .selectFrom("messages")
      .select("thread_ts")
      .distinct()
      .where("team", "=", team)
      .where("channel", "=", channel)
      .where("thread_ts", "is not", null)
      .where("ts", "not like", sql.lit("%#%"))
      .orderBy("thread_ts", "desc")
      .limit(sql.lit(limit))
      .compile(),
  );
  const rows = await read<{ thread_ts: string }>(query as never);
  return rows.map((row) => row.thread_ts);
}
