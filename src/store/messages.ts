// The record of a room: every version of every message, chained, and the text that stands now.
import type { Store, Write } from "./store.ts";
import type { MessageRow, MessageVersionRow } from "./tables.ts";

/** The current rows of the given messages. */
export const findMessages = (
  { build, read }: Store,
  team: string,
  channel: string,
  ts: readonly string[],
): Promise<MessageRow[]> =>
  ts.length === 0
    ? Promise.resolve([])
    : read(
        build
          .selectFrom("messages")
          .selectAll()
          .where("team", "=", team)
          .where("channel", "=", channel)
          .where("ts", "in", [...ts])
          .compile(),
      );

/** The messages of a room, oldest first; between two ts (both included) where they are given. */
export function listMessages(
  { build, read }: Store,
  team: string,
  channel: string,
  range: { from?: string; to?: string } = {},
): Promise<MessageRow[]> {
  let query = build.selectFrom("messages").selectAll().where("team", "=", team).where("channel", "=", channel);
  if (range.from !== undefined) query = query.where("ts", ">=", range.from);
  if (range.to !== undefined) query = query.where("ts", "<=", range.to);
  return read(query.orderBy("ts").compile());
}

/** All versions in a room, in the order they were recorded: the room's chain. */
export const listVersions = ({ build, read }: Store, team: string, channel: string): Promise<MessageVersionRow[]> =>
  read(
    build
      .selectFrom("message_versions")
      .selectAll()
      .where("team", "=", team)
      .where("channel", "=", channel)
      .orderBy("room_seq")
      .compile(),
  );

/** What a link covers of a version, in the order it is hashed. */
export const versionFields = (row: Omit<MessageVersionRow, "hash" | "salt" | "body">): (string | number)[] => [
  row.team,
  row.channel,
  row.ts,
  row.version,
  row.room_seq,
  row.source,
  row.at,
  row.body_hash,
];

export const insertVersions = ({ build }: Store, rows: readonly MessageVersionRow[]): Write[] =>
  rows.length === 0
    ? []
    : [
        build
          .insertInto("message_versions")
          .values([...rows])
          .compile(),
      ];

export const upsertMessages = ({ build }: Store, rows: readonly MessageRow[]): Write[] =>
  rows.length === 0
    ? []
    : [
        build
          .insertInto("messages")
          .values([...rows])
          .onConflict((conflict) =>
            conflict.columns(["team", "channel", "ts"]).doUpdateSet((all) => ({
              thread_ts: all.ref("excluded.thread_ts"),
              author: all.ref("excluded.author"),
              text: all.ref("excluded.text"),
              files: all.ref("excluded.files"),
              version: all.ref("excluded.version"),
              edited_ts: all.ref("excluded.edited_ts"),
              content: all.ref("excluded.content"),
              deleted_at: all.ref("excluded.deleted_at"),
            })),
          )
          .compile(),
      ];
