// An update stands wherever it had to go, and in its present words.
import { isDeepStrictEqual } from "node:util";
import { en } from "../../../src/blocks/words/en.ts";
import type { Post } from "../../../src/blocks/mrkdwn.ts";
import { toSubscriber, updatePost } from "../../../src/blocks/updates/update.ts";
import { sayUpdate } from "../../../src/domain/enqueue.ts";
import { fold, type Incident } from "../../../src/domain/incident.ts";
import { runsAsThread } from "../../../src/domain/room/thread.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import type { Update } from "../../../src/domain/updates/updates.ts";
import type { World } from "../world.ts";
import { type Checker, type Evidence, eventsOf, jobRows, storedIncidents } from "./evidence.ts";

export const updates: Checker = {
  name: "updates",
  holds: ["I5", "I14"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap((incident) =>
      incident.updates.flatMap((update) => [
        ...missing(evidence, incident, update),
        ...untold(evidence, incident, update),
        ...stale(evidence, incident, update),
      ]),
    ),
};

/** Its room and the announcement have it, each once; a room that was out of reach just then need not. */
function missing(evidence: Evidence, incident: Incident, update: Update): string[] {
  const { seq, delivered } = update;
  const { name, announcement } = incident;
  const channels = delivered.filter(({ to }) => to === null).map(({ channel }) => channel);
  const isElsewhere = wasLost(evidence, incident, seq) || wasThread(evidence, incident, seq);
  const rooms = roomsSince(evidence, incident, update);
  const room = isElsewhere ? rooms.find((one) => channels.includes(one)) : rooms[0];
  const wanted = [room, announcement?.channel].filter((channel) => channel !== undefined);
  return isDeepStrictEqual(channels.toSorted(), wanted.toSorted())
    ? []
    : [`update ${seq} of ${name} went to ${channels.join()}, not ${wanted.join()}`];
}

/** The room that it had when the update was made, or got next, and those that took its place. */
const roomsSince = (evidence: Evidence, incident: Incident, { seq }: Update): string[] =>
  roomsOf(incident).slice(madeIn(evidence, incident, seq).formerRooms.length);

const roomsOf = ({ formerRooms, room }: Incident): string[] => [...formerRooms, ...(room ? [room.channel] : [])];

/** The incident as it was when the update was made. */
const madeIn = (evidence: Evidence, { id }: Incident, seq: number): Incident =>
  fold(id, eventsOf(evidence, id).slice(0, seq));

/** Whoever had subscribed by then has it too, and never unsubscribed since; a private one tells its members alone. */
function untold(evidence: Evidence, incident: Incident, { seq, delivered }: Update): string[] {
  if (incident.private) return [];
  const all = eventsOf(evidence, incident.id);
  const left = new Set(all.slice(seq).flatMap((event) => (event.type === "Unsubscribed" ? [event.user] : [])));
  return madeIn(evidence, incident, seq)
    .subscribers.filter((user) => !left.has(user) && !delivered.some(({ to }) => to === user))
    .map((user) => `update ${seq} of ${incident.name} was not sent to ${user}, who had subscribed`);
}

const LOST_SOON_MS = 10 * MINUTE_MS;

/** When the update was made, or before it was sent everywhere: where Slack asked to wait that may be long after. */
function wasLost(evidence: Evidence, incident: Incident, seq: number): boolean {
  const { id } = incident;
  const all = eventsOf(evidence, id);
  const sent = all.filter((event) => event.type === "UpdateDelivered" && event.update === seq);
  const until = Math.max(all[seq - 1]!.at, ...sent.map(({ at }) => at)) + LOST_SOON_MS;
  const wasGivenUp = jobRows(evidence).some((job) => job.id === `say:room:${seq}:${id}` && job.status === "superseded");
  const left = all.slice(seq).filter(({ type }) => type === "RoomLeft");
  const { detached, room, formerRooms } = madeIn(evidence, incident, seq);
  // While another room is on its way it stands under the announcement alone.
  const isBetween = room === null && formerRooms.length > 0;
  return detached !== null || isBetween || left.some(({ at }) => at < until || wasGivenUp);
}

/** When the update was made, or was to be as soon as its announcement stood; a room that it got later has not heard of it. */
const wasThread = (evidence: Evidence, incident: Incident, seq: number): boolean =>
  runsAsThread(madeIn(evidence, incident, seq), evidence.world.rulesOf(incident));

function stale(evidence: Evidence, incident: Incident, update: Update): string[] {
  const { world } = evidence;
  const post = updatePost(incident, sayUpdate(update), en);
  const toSubscribers = shownTo(evidence, incident, update).map((then) => toSubscriber(then, post, en));
  return update.delivered.flatMap(({ channel, ts, to }) => {
    const message = world.core.state.channels.get(channel)?.messages.get(ts);
    const blocks = message?.blocks.map(({ block_id: _given, ...block }) => block);
    const isWanted = (wanted: Post): boolean => {
      // In the room, who else is to be told of it stands below: by the circumstances when it was sent.
      const own = roomsOf(incident).includes(channel) ? blocks?.slice(0, wanted.blocks.length) : blocks;
      return message?.text === wanted.text && sameJson(own, wanted.blocks);
    };
    if ((to === null ? [post] : toSubscribers).some(isWanted) || isClosed(world, incident, channel)) return [];
    return [`update ${update.seq} of ${incident.name} shows other words in ${channel}: "${message?.text}"`];
  });
}

/** Given up for another room and closed to Warroom: it keeps the words that it had. */
function isClosed({ core }: World, { formerRooms }: Incident, channel: string): boolean {
  const { channels, app } = core.state;
  const closed = channels.get(channel);
  return formerRooms.includes(channel) && (closed?.isArchived || !closed?.members.includes(app.botUser));
}

/**
 * Where it was worked on when a subscriber was told: in one room after the other, and while it had none under its
 * announcement, or nowhere that Slack knew of yet.
 */
function shownTo(evidence: Evidence, incident: Incident, update: Update): Incident[] {
  const rooms = roomsSince(evidence, incident, update);
  const then = madeIn(evidence, incident, update.seq);
  const inRooms = rooms.map((channel) => ({ ...incident, room: { ...incident.room!, channel } }));
  const hadNone = rooms.length > 1 || then.room === null;
  const underAnnouncement = hadNone ? [{ ...incident, room: null }] : [];
  const nowhere =
    then.room === null && then.announcement === null ? [{ ...incident, room: null, announcement: null }] : [];
  return [...inRooms, ...underAnnouncement, ...nowhere];
}

const sameJson = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one ?? null)), JSON.parse(JSON.stringify(other)));
