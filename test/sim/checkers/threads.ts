// What is said of an incident that runs as a thread stands in its thread and nowhere else, and its thread holds nothing of
// another; what people write beside it is not in its record.
import { placeOf, threadRecord } from "../../../src/domain/room/thread.ts";
import type { MessageRow } from "../../../src/store/tables.ts";
import { type Checker, type Evidence, eventsOf, saidByBot, storedIncidents } from "./evidence.ts";

export const threads: Checker = {
  name: "threads",
  holds: ["I6", "I7"],
  check(evidence) {
    const said = saidByBot(evidence);
    return storedIncidents(evidence).flatMap(({ id, name }) => {
      const roots = rootsOf(evidence, id);
      const [first] = roots;
      if (!first) return [];
      const isRoot = (ts: string | undefined) => roots.some((one) => one.ts === ts);
      return said
        .flatMap(({ channel, message, job }) => {
          // That it is announced once is looked at elsewhere.
          if (channel.id !== first.channel || job.startsWith("announcement:")) return [];
          const isOwn = message.metadata!.event_payload.incident === id;
          const isInside = isRoot(message.threadTs) || isRoot(message.ts);
          if (isOwn && !isInside) return [`${job} of ${name} stands outside of its thread`];
          return isInside && !isOwn ? [`${job} stands in the thread of ${name}, and is another's`] : [];
        })
        .concat(roots.flatMap((root) => foreign(evidence, name, threadRecord(root))))
        .concat(filesOutside(evidence, name, first.channel, isRoot));
    });
  },
};

/** Its announcements: one that somebody deleted was posted again, and begins another thread. */
const rootsOf = (evidence: Evidence, id: string) => {
  const all = eventsOf(evidence, id);
  const isThread = all.some(({ type }) => type === "ThreadOpened");
  return isThread ? all.flatMap((event) => (event.type === "AnnouncementPosted" ? [event] : [])) : [];
};

/** A file carries the incident's name. */
function filesOutside(
  { world: { core } }: Evidence,
  name: string,
  channel: string,
  isRoot: (ts: string | undefined) => boolean,
): string[] {
  const { channels, files } = core.state;
  return [...channels.get(channel)!.messages.values()].flatMap(({ fileIds, threadTs }) =>
    fileIds
      .map((id) => files.get(id)!.name)
      .filter((file) => file.startsWith(`${name}-`) && !isRoot(threadTs))
      .map((file) => `${file} of ${name} stands outside of its thread`),
  );
}

function foreign({ world }: Evidence, name: string, record: string): string[] {
  const { channel, threadTs } = placeOf(record);
  const messages = world.core.state.channels.get(channel)?.messages;
  return world.database
    .rows<MessageRow>("SELECT * FROM messages WHERE channel = ? AND deleted_at IS NULL", record)
    .filter(({ ts }) => messages?.has(ts) && messages.get(ts)!.threadTs !== threadTs)
    .map(({ ts }) => `${name} records ${ts}, which stands outside of its thread`);
}
