// Every chain holds from its first link to the head that is kept beside it, computed here a second time.
import { createHash } from "node:crypto";
import type { EventRow, MessageVersionRow, RoomRow } from "../../../src/store/tables.ts";
import type { Checker } from "./evidence.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

interface Link {
  salt: string | null;
  body: string | null;
  body_hash: string;
  hash: string;
  fields: (string | number)[];
}

export const chains: Checker = {
  name: "chains",
  holds: ["I11"],
  check({ world: { database } }) {
    const events = Map.groupBy(
      database.rows<EventRow>("SELECT * FROM events ORDER BY stream, seq"),
      ({ stream }) => stream,
    );
    const heads = database.rows<{ stream: string; seq: number; hash: string }>(
      "SELECT id AS stream, seq, hash FROM incidents UNION ALL SELECT 'workspace:' || team, seq, hash FROM workspaces UNION ALL SELECT 'readiness:' || team, seq, hash FROM readiness",
    );
    const rooms = database.rows<RoomRow>("SELECT * FROM rooms");
    return [
      ...heads.flatMap(({ stream, seq, hash }) => {
        const links = (events.get(stream) ?? []).map((row, index) => {
          const { type, version, at, actor, cause, body_hash } = row;
          return { ...row, fields: [stream, index + 1, type, version, at, actor, cause, body_hash] };
        });
        return broken(stream, links, { seq, hash });
      }),
      ...rooms.flatMap(({ channel, seq, hash }) => {
        const versions = database.rows<MessageVersionRow>(
          "SELECT * FROM message_versions WHERE channel = ? ORDER BY room_seq",
          channel,
        );
        const links = versions.map((row, index) => {
          const { team, ts, version, source, at, body_hash } = row;
          return { ...row, fields: [team, channel, ts, version, index + 1, source, at, body_hash] };
        });
        return broken(channel, links, { seq, hash });
      }),
    ];
  },
};

function broken(name: string, links: readonly Link[], head: { seq: number; hash: string }): string[] {
  let hash = "";
  for (const [index, link] of links.entries()) {
    if (link.body_hash !== sha256(`${link.salt}\n${link.body}`)) return [`${name} has another body at ${index + 1}`];
    hash = sha256(JSON.stringify([hash, ...link.fields]));
    if (hash !== link.hash) return [`${name} breaks at ${index + 1}`];
  }
  return links.length === head.seq && hash === head.hash ? [] : [`${name} ends before its head`];
}
