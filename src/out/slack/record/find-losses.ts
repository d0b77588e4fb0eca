// Looks for losses: where our own messages in Slack know of more than the database, it has lost what was committed
// before: an older backup was put back, or a write did not survive a power cut.
import { RECORDED_AFTER_END_MS } from "../../../domain/aftermath.ts";
import { placeOf } from "../../../domain/room/thread.ts";
import { eraOf } from "../../../domain/record/losses.ts";
import { HOUR_MS, SECOND_MS } from "../../../lib/pure/duration.ts";
import { isUnanswered } from "../../../lib/slack-call.ts";
import { identity, type Identity } from "../../../lib/slack-identity.ts";
import type { FoundLoss, LossSearch } from "../../../store/losses.ts";
import { eventAt } from "../../../store/read/events.ts";
import { loadIncident } from "../../../store/read/incidents.ts";
import { acceptedUnknown, knownUntil } from "../../../store/read/losses.ts";
import { findRoom, recordedRooms } from "../../../store/read/rooms.ts";
import { type Anchor, anchorOf } from "../post/anchor.ts";
import type { SlackChannel } from "../room/channels.ts";
import type { SlackMessage } from "./pages.ts";
import type { SlackDeps } from "../port.ts";

type LossDeps = Pick<SlackDeps, "store" | "clock" | "log" | "slack"> & {
  /** The channel's name. */
  announcedIn: string;
};

/** Newest first: two calls each, of the fifty a minute that Slack allows. */
const ROOMS_MAX = 20;
/** The newest of a room's messages; one of ours is seldom far from the end. */
const LOOKED_AT_MAX = 50;
/** Rooms of ours that the database does not know. */
const UNKNOWN_ROOMS_MAX = 20;
const CHANNEL_PAGES_MAX = 3;
/** A channel that was made just now may be a room on its way into the database. */
const MADE_BEFORE_MS = 24 * HOUR_MS * 30;

export async function findLosses(deps: LossDeps): Promise<LossSearch> {
  const me = await identity(deps.slack.read);
  if (!me) return { type: "unanswered", reached: false };
  const [known, unknown] = await Promise.all([knownPlaces(deps, me), unknownPlaces(deps, me)]);
  const places = new Map([...known, ...(unknown ?? [])].map((place) => [`${place.channel} ${place.ts}`, place]));
  const looks = await Promise.all([...places.values()].map((place) => lookAt(deps, me, place)));
  if (unknown === null || looks.includes(null)) return { type: "unanswered", reached: true };
  const losses: FoundLoss[] = [];
  for (const seen of furthest(looks.flatMap((look) => look ?? []))) {
    const loss = await lossOf(deps, me.team, seen);
    if (loss) losses.push(loss);
  }
  if (losses.length === 0) deps.log.debug("the database agrees with what Warroom has said in Slack");
  else deps.log.warn({ losses }, "Slack is ahead of the database");
  return losses.length === 0 ? { type: "agrees" } : { type: "ahead", losses };
}

/** A channel, or one message in it. */
interface Place {
  channel: string;
  ts?: string;
}

interface Seen extends Anchor {
  channel: string;
  at: number;
}

/** The latest rooms, their cards, which are edited in place, and where they were announced. */
async function knownPlaces({ store, clock }: LossDeps, { team }: Identity): Promise<Place[]> {
  const rooms = (await recordedRooms(store, clock.now() - RECORDED_AFTER_END_MS))
    .filter((room) => room.team === team)
    .sort((a, b) => b.opened_at - a.opened_at)
    .slice(0, ROOMS_MAX);
  const incidents = await Promise.all(rooms.map(({ incident }) => loadIncident(store, incident)));
  const announced = incidents.flatMap((stored) => stored?.incident.announcement?.channel ?? []);
  return [
    ...rooms.map(({ channel }) => ({ channel: placeOf(channel).channel })),
    ...incidents.flatMap((stored) => stored?.incident.card ?? []),
    ...[...new Set(announced)].map((channel) => ({ channel })),
  ];
}

/**
 * Channels that the bot made and the database knows nothing of, and where incidents are announced: there one can be seen
 * whose room is closed to us. Null where Slack does not answer.
 */
async function unknownPlaces(deps: LossDeps, me: Identity): Promise<Place[] | null> {
  // Apart, because private ones need a scope that an installation may lack.
  const [open, hidden] = await Promise.all([channelsOf(deps, "public_channel"), channelsOf(deps, "private_channel")]);
  if (open === null || hidden === null) return null;
  const { channels: accepted } = await acceptedUnknown(deps.store);
  const since = deps.clock.now() - MADE_BEFORE_MS;
  const made = [...open, ...hidden].filter((one) => one.creator === me.botUser && one.created * SECOND_MS > since);
  const unknown: Place[] = [];
  for (const { id } of made.sort((a, b) => b.created - a.created)) {
    if (unknown.length === UNKNOWN_ROOMS_MAX) break;
    if (!accepted.has(id) && !(await findRoom(deps.store, me.team, id))) unknown.push({ channel: id });
  }
  const announced = open.filter(({ name }) => name === deps.announcedIn).map(({ id }) => ({ channel: id }));
  return [...unknown, ...announced];
}

/** All of a kind; of the private ones Slack lists those that the bot is in. Null where Slack does not answer. */
async function channelsOf(deps: LossDeps, types: string): Promise<SlackChannel[] | null> {
  const found: SlackChannel[] = [];
  let cursor = "";
  for (let page = 0; page < CHANNEL_PAGES_MAX && (page === 0 || cursor !== ""); page++) {
    const args = { types, exclude_archived: true, limit: 1_000, ...(cursor && { cursor }) };
    const reply = await deps.slack.read("conversations.list", args);
    if (!reply.ok) return isUnanswered(reply) ? null : found;
    found.push(...((reply.data.channels as SlackChannel[] | undefined) ?? []));
    cursor = (reply.data.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? "";
  }
  return found;
}

/** What our messages there carry. Null where Slack does not answer; a place that is closed to us tells nothing. */
async function lookAt(deps: LossDeps, { botId }: Identity, { channel, ts }: Place): Promise<Seen[] | null> {
  const reply = await deps.slack.read("conversations.history", {
    channel,
    include_all_metadata: true,
    ...(ts === undefined ? { limit: LOOKED_AT_MAX } : { latest: ts, inclusive: true, limit: 1 }),
  });
  if (!reply.ok) {
    if (isUnanswered(reply)) return null;
    deps.log.info({ channel, reply }, "a channel could not be compared with the database");
    return [];
  }
  return ((reply.data.messages as SlackMessage[] | undefined) ?? []).flatMap((message) => {
    const anchor = message.bot_id === botId ? anchorOf(message) : null;
    return anchor ? [{ ...anchor, channel, at: timeOf(message) }] : [];
  });
}

/** When Slack last had news of it from us. */
function timeOf({ ts, edited }: SlackMessage): number {
  const latest = (edited as { ts?: string } | undefined)?.ts ?? ts;
  return Math.round(Number(latest) * SECOND_MS);
}

/** Of each incident what is furthest ahead. */
function furthest(all: readonly Seen[]): Seen[] {
  const byIncident = new Map<string, Seen>();
  for (const one of all) {
    const other = byIncident.get(one.incident);
    if (!other || one.era > other.era || (one.era === other.era && one.seq > other.seq))
      byIncident.set(one.incident, one);
  }
  return [...byIncident.values()].sort((a, b) => (a.incident < b.incident ? -1 : 1));
}

async function lossOf({ store, clock }: LossDeps, team: string, seen: Seen): Promise<FoundLoss | null> {
  const { incident: id, channel, seq, at } = seen;
  const found = { team, incident: id, channel, seen_seq: seq, seen_at: at };
  const stored = await loadIncident(store, id);
  if (!stored) {
    const { incidents: accepted } = await acceptedUnknown(store);
    return accepted.has(id) ? null : { ...found, ...(await gone(store, seen)) };
  }
  const { incident, head } = stored;
  const era = eraOf(incident);
  if (seen.era < era) return null;
  const same = seen.era === era && seq <= head.seq && (await isInChain(store, seen));
  if (same) return null;
  const last = await eventAt(store, id, head.seq);
  const stored_at = last?.at ?? 0;
  // A message that an app edits keeps its time: then all that is known is that it was edited before now.
  const seen_at = at > stored_at ? at : clock.now();
  return { ...found, seen_at, era, stored_seq: head.seq, stored_at };
}

/** Of an incident of which nothing is stored. */
async function gone(store: LossDeps["store"], { about, channel, at }: Seen) {
  const stored_at = await knownUntil(store, about?.declaredAt ?? at);
  if (!about) return { era: 0, stored_seq: 0, stored_at };
  const { number, name, declaredAt: declared_at, room, isPrivate } = about;
  return {
    era: 0,
    stored_seq: 0,
    stored_at,
    number,
    name,
    declared_at,
    is_private: Number(isPrivate),
    channel: room ?? channel,
  };
}

/** Another event at that number means another chain: what followed was written anew after a loss. */
async function isInChain(store: LossDeps["store"], { incident, seq, hash }: Seen): Promise<boolean> {
  if (hash === null) return true;
  const event = await eventAt(store, incident, seq);
  return event?.hash.startsWith(hash) ?? false;
}
