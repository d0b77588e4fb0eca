// The record of a room is Slack's: every message a person wrote there, with its last text, and what was deleted as deleted.
import { placeOf, recordsOf } from "../../../src/domain/room/thread.ts";
import type { MessageRow } from "../../../src/store/tables.ts";
import type { Message } from "../../../src/practice/state.ts";
import { type Checker, storedIncidents } from "./evidence.ts";

export const record: Checker = {
  name: "record",
  holds: ["I3"],
  check(evidence) {
    const { world, workload } = evidence;
    const { state } = world.core;
    const records = storedIncidents(evidence).flatMap((incident) =>
      recordsOf(incident).map((recordedAs) => ({ name: incident.name, recordedAs })),
    );
    return records.flatMap(({ name, recordedAs }) => {
      const { channel: id, threadTs } = placeOf(recordedAs);
      const channel = state.channels.get(id);
      if (!channel) return [];
      const rows = new Map(
        world.database
          .rows<MessageRow>("SELECT * FROM messages WHERE channel = ?", recordedAs)
          .map((row) => [row.ts, row]),
      );
      const all = [...channel.messages.values()].filter((one) => threadTs === null || one.threadTs === threadTs);
      const lost = all.filter(isOfPerson).flatMap((message) => {
        const row = rows.get(message.ts);
        if (!row) return [`${name} lacks ${message.ts} "${message.text}"`];
        if (row.deleted_at !== null) return [`${name} has ${message.ts} as deleted, and it stands`];
        // A database may hold no NUL in a text.
        return row.text === message.text.replaceAll("\0", "\uFFFD")
          ? []
          : [`${name} has ${message.ts} as "${row.text}", not "${message.text}"`];
      });
      // One that came and went while nobody listened was never seen: then it is absent, and not wrong.
      const undead = workload.deleted
        .filter((one) => one.channel === channel.id && rows.get(one.ts)?.deleted_at === null)
        .map(({ ts }) => `${name} still has ${ts}, which was deleted`);
      return [...lost, ...undead];
    });
  },
};

const isOfPerson = ({ botId, subtype }: Message): boolean =>
  !botId && (subtype === undefined || subtype === "thread_broadcast" || subtype === "file_share");
