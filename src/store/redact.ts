// Emptying what is to be forgotten. Text and salt go together: what is left of them, the hash, says nothing of the text.
import { REDACTED } from "../domain/record/record.ts";
import type { Store, Write } from "./store.ts";
import type { InboxRow } from "./tables.ts";

export const emptyEvents = ({ build }: Store, stream: string, seqs: readonly number[]): Write[] =>
  seqs.length === 0
    ? []
    : [
        build
          .updateTable("events")
          .set({ salt: null, body: null })
          .where("stream", "=", stream)
          .where("seq", "in", [...seqs])
          .compile(),
      ];

interface Place {
  team: string;
  channel: string;
}

export const emptyVersions = ({ build }: Store, { team, channel }: Place, seqs: readonly number[]): Write[] =>
  seqs.length === 0
    ? []
    : [
        build
          .updateTable("message_versions")
          .set({ salt: null, body: null })
          .where("team", "=", team)
          .where("channel", "=", channel)
          .where("room_seq", "in", [...seqs])
          .compile(),
      ];

/** Nothing that Slack tells of it later brings its words back. */
export const emptyMessage = ({ build }: Store, { team, channel }: Place, ts: string, instead: string): Write =>
  build
    .updateTable("messages")
    .set({ kind: REDACTED, text: instead, files: "[]", contents: "" })
    .where("team", "=", team)
    .where("channel", "=", channel)
    .where("ts", "=", ts)
    .compile();

export const rewriteJob = ({ build }: Store, id: string, body: string): Write =>
  build.updateTable("jobs").set({ body }).where("id", "=", id).compile();

export const rewriteEnvelope = (
  { build }: Store,
  { source, key }: Pick<InboxRow, "source" | "key">,
  envelope: string,
): Write => build.updateTable("inbox").set({ envelope }).where("source", "=", source).where("key", "=", key).compile();
