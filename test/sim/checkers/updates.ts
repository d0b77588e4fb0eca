// An update stands wherever it had to go, and in its present words.
import { isDeepStrictEqual } from "node:util";
import { en } from "../../../src/blocks/words/en.ts";
import { toSubscriber, updatePost } from "../../../src/blocks/updates/update.ts";
import { sayUpdate } from "../../../src/domain/enqueue.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import type { Update } from "../../../src/domain/updates/updates.ts";
import { type Checker, type Evidence, storedIncidents } from "./evidence.ts";

export const updates: Checker = {
  name: "updates",
  check: (evidence) =>
    storedIncidents(evidence).flatMap((incident) =>
      incident.updates.flatMap((update) => [...missing(incident, update), ...stale(evidence, incident, update)]),
    ),
};

/** The room and the announcement have it, each once; who unsubscribed meanwhile need not. */
function missing({ name, room, announcement }: Incident, { seq, delivered }: Update): string[] {
  const channels = delivered.filter(({ to }) => to === null).map(({ channel }) => channel);
  const wanted = [room, announcement].flatMap((place) => (place ? [place.channel] : []));
  return isDeepStrictEqual(channels.toSorted(), wanted.toSorted())
    ? []
    : [`update ${seq} of ${name} went to ${channels.join()}, not ${wanted.join()}`];
}

function stale({ world }: Evidence, incident: Incident, update: Update): string[] {
  const post = updatePost(incident, sayUpdate(update), en);
  return update.delivered.flatMap(({ channel, ts, to }) => {
    const wanted = to === null ? post : toSubscriber(incident, post, en);
    const message = world.core.state.channels.get(channel)?.messages.get(ts);
    const blocks = message?.blocks.map(({ block_id: _given, ...block }) => block);
    if (message?.text === wanted.text && sameJson(blocks, wanted.blocks)) return [];
    return [`update ${update.seq} of ${incident.name} shows other words in ${channel}: "${message?.text}"`];
  });
}

const sameJson = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one ?? null)), JSON.parse(JSON.stringify(other)));
