// The record of a room: every version of every message, chained, and the text that stands now.
import type { Store, Write } from "./store.ts";
import type { MessageRow, MessageVersionRow } from "./tables.ts";

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
              kind: all.ref("excluded.kind"),
              thread_ts: all.ref("excluded.thread_ts"),
              author: all.ref("excluded.author"),
              text: all.ref("excluded.text"),
              files: all.ref("excluded.files"),
              version: all.ref("excluded.version"),
              edited_ts: all.ref("excluded.edited_ts"),
              contents: all.ref("excluded.contents"),
              deleted_at: all.ref("excluded.deleted_at"),
            })),
          )
          .compile(),
      ];
