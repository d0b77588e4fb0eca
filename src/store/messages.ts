// The record of a room: every version of every message, chained, and the text that stands now.
import { reusedInserts } from "./reuse.ts";
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

const VERSION_COLUMNS = [
  "team",
  "channel",
  "ts",
  "version",
  "room_seq",
  "source",
  "at",
  "salt",
  "body",
  "body_hash",
  "hash",
] as const;

export const insertVersions = ({ build }: Store, rows: readonly MessageVersionRow[]): Write[] =>
  reusedInserts(build, "message_versions", VERSION_COLUMNS, rows, (some) =>
    build.insertInto("message_versions").values(some).compile(),
  );

const MESSAGE_COLUMNS = [
  "team",
  "channel",
  "ts",
  "kind",
  "thread_ts",
  "author",
  "text",
  "files",
  "version",
  "edited_ts",
  "contents",
  "deleted_at",
] as const;

export const upsertMessages = ({ build }: Store, rows: readonly MessageRow[]): Write[] =>
  reusedInserts(build, "messages", MESSAGE_COLUMNS, rows, (some) =>
    build
      .insertInto("messages")
      .values(some)
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
  );
