// Empties the inbox: stored events become sightings of their rooms. Recovery after a crash is the same drain.
import { wantHome } from "../../commands/home.ts";
import { hearRoom, type HearDeps } from "../../commands/hear.ts";
import { EVENT_ATTEMPTS_MAX, markEventsDone, noteFailedEvent } from "../../commands/inbox.ts";
import { learnPerson } from "../../commands/people.ts";
import type { RecordDeps } from "../../commands/record-room.ts";
import { recordRoom } from "../../commands/record-room.ts";
import { type MarkDeps, takeMarks } from "../../commands/take-marks.ts";
import { noteHeldBack, noteTold } from "../../commands/silence.ts";
import {
  greet,
  leaveRoom,
  lookAtRoom,
  moveRoom,
  noteRoom,
  partFrom,
  restoreCard,
  returnToRoom,
  vacateRoles,
} from "../../commands/room-presence.ts";
import type { Sighting } from "../../domain/record.ts";
import type { SeenMark } from "../../domain/timeline/seen-marks.ts";
import type { ActivityDep } from "../../lib/activity.ts";
import type { Instant } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import { undone } from "../../store/read/inbox.ts";
import { StoreError } from "../../store/store.ts";
import { type Arrived, happenedAt, isOfWarroom, isOwn, readEvent, timeOf } from "./arrived.ts";
import { objectIn, textIn } from "../../lib/pure/json.ts";

export interface Drain {
  /** There may be something new. */
  wake(): void;
  stop(): void;
}

type DrainDeps = RecordDeps & HearDeps & MarkDeps & LogDep & ActivityDep;

const BATCH_MAX = 200;
/** How long a wake waits for company: one commit for many messages, and no message later than this in the record. */
const GATHER_MS = 20;

/** How soon what failed is tried again, whether or not anything else arrives. */
const AGAIN_MS = 1_000;

export function createDrain(deps: DrainDeps): Drain {
  const { clock, log, activity } = deps;
  let running = false;
  let wanted = false;
  let stopped = false;

  const run = async () => {
    wanted = false;
    try {
      // What fills a batch has company already; between two of them, whoever waits for an answer has its turn.
      for (let more = true; more && !stopped; ) {
        const drained = await drainOnce(deps);
        if (drained.again) clock.after(AGAIN_MS, wake);
        ({ more } = drained);
      }
    } catch (error) {
      log.error({ err: error }, "the inbox could not be drained; it is tried again in a second");
      clock.after(AGAIN_MS, wake);
    }
    running = false;
    if (wanted) wake();
  };
  const wake = () => {
    wanted = true;
    if (running || stopped) return;
    running = true;
    clock.after(GATHER_MS, () => void activity.track(run()));
  };
  return {
    wake,
    stop: () => {
      stopped = true;
    },
  };
}

interface Drained {
  /** The batch was full: there may be more. */
  more: boolean;
  /** Something failed that may still be tried again. */
  again: boolean;
}

async function drainOnce(deps: DrainDeps): Promise<Drained> {
  const rows = await undone(deps.store, BATCH_MAX, EVENT_ATTEMPTS_MAX);
  const failed = new Set<string>();
  const tryOne = async (key: string, work: () => unknown) => {
    if (!(await orPark(deps, key, work))) failed.add(key);
  };
  const rooms = new Map<string, RoomBatch>();
  const own: string[] = [];
  const others: Arrived[] = [];
  const deleted: Arrived[] = [];
  const told = new Map<string, Instant>();
  for (const { key, envelope } of rows) {
    await tryOne(key, () => {
      const one = readEvent(key, envelope);
      if (!isHeldBack(one)) told.set(one.team, Math.max(told.get(one.team) ?? 0, happenedAt(one)));
      if (isOwn(one)) {
        own.push(key);
        if (deletedIn(one.event) !== "") deleted.push(one);
      } else if (one.about && !tellsOfRoom(one.event)) addTo(rooms, one, one.about);
      else others.push(one);
    });
  }
  // Side by side, so that the commits of all rooms share one durable write.
  await Promise.all([
    ...[...rooms.values()].map((room) => record(deps, room, tryOne)),
    ...(own.length > 0 ? [markEventsDone(deps, own, "our own")] : []),
  ]);
  for (const room of rooms.values()) await takeMarksOf(deps, room, tryOne);
  for (const { key, team, event } of deleted) {
    await tryOne(key, () => restoreCard(deps, { team, channel: textIn(event.channel) }, deletedIn(event)));
  }
  for (const one of others) await tryOne(one.key, () => takeOther(deps, one));
  for (const [team, to] of told) await noteTold(deps, team, to);
  const again = rows.some(({ key, attempts }) => failed.has(key) && attempts + 1 < EVENT_ATTEMPTS_MAX);
  return { more: rows.length === BATCH_MAX, again };
}

interface RoomBatch {
  team: string;
  channel: string;
  arrived: { key: string; sighting: Sighting; mark: SeenMark | null }[];
}

function addTo(
  rooms: Map<string, RoomBatch>,
  one: Arrived,
  { channel, sighting }: NonNullable<Arrived["about"]>,
): void {
  const { key, team, mark } = one;
  const room = rooms.get(`${team}:${channel}`) ?? { team, channel, arrived: [] };
  room.arrived.push({ key, sighting, mark });
  rooms.set(`${team}:${channel}`, room);
}

type TryOne = (key: string, work: () => unknown) => Promise<void>;

/** Together when it goes; one by one when something in the batch is bad, so that it holds up nothing else. */
async function orOneByOne<One extends { key: string }>(
  all: readonly One[],
  tryOne: TryOne,
  work: (some: readonly One[]) => Promise<unknown>,
): Promise<void> {
  if (all.length === 0) return;
  try {
    await work(all);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    for (const one of all) await tryOne(one.key, () => work([one]));
  }
}

const record = (deps: DrainDeps, { team, channel, arrived }: RoomBatch, tryOne: TryOne): Promise<void> =>
  orOneByOne(arrived, tryOne, async (some) => {
    const room = { team, channel, sightings: some.map(({ sighting }) => sighting) };
    // What is heard comes first: the record's commit is the one that ends these rows of the inbox.
    await hearRoom(deps, room);
    const left = room.sightings.filter(({ kind }) => kind === "member_left_channel");
    for (const { author } of left) await partFrom(deps, room, author);
    await recordRoom(deps, {
      ...room,
      source: "event",
      // A mark is done once it is on the timeline too.
      inboxKeys: some.filter(({ mark }) => mark === null).map(({ key }) => key),
    });
  });

/** After their messages are recorded, in the order in which people put them there. */
function takeMarksOf(deps: DrainDeps, { team, channel, arrived }: RoomBatch, tryOne: TryOne): Promise<void> {
  const marks = arrived.flatMap(({ key, mark }) => (mark ? [{ ...mark, key, cause: `event:${key}` }] : []));
  const inOrder = marks.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  return orOneByOne(inOrder, tryOne, async (some) => {
    await takeMarks(deps, { team, channel }, some);
    await markEventsDone(
      deps,
      some.map(({ key }) => key),
      "recorded",
    );
  });
}

/** Whether it went. What fails counts a try, and stands in nobody's way. */
async function orPark(deps: DrainDeps, key: string, work: () => unknown): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof StoreError) throw error;
    deps.log.error(
      { err: error, event: key },
      "an event could not be taken in; it is tried again, then left in the inbox",
    );
    await noteFailedEvent(deps, key, error instanceof Error ? error.message : String(error));
    return false;
  }
}

/** The ts of the message that it says was deleted; a thread's first message leaves a tombstone. */
function deletedIn(event: Arrived["event"]): string {
  if (event.subtype === "message_deleted") return textIn(event.deleted_ts);
  const message = objectIn(event.message);
  return message.subtype === "tombstone" ? textIn(message.ts) : "";
}

/** What becomes of a room. Slack puts the channel, or its id, into the event. */
async function takeFate(deps: DrainDeps, { key, team, body, event }: Arrived): Promise<void> {
  const named = objectIn(event.channel);
  const channel = textIn(event.channel) || textIn(named.id);
  const about = { team, channel, key };
  const by = textIn(event.actor_id) || textIn(event.user) || null;
  const since = timeOf(event, deps.clock.now());
  if (event.subtype === MADE_PRIVATE) return noteRoom(deps, about, { type: "RecordRoomPrivate", channel, by });
  switch (textIn(event.type).replace(/^(channel|group)_/, "")) {
    case "left":
      return leaveRoom(deps, about, { how: "removed", by, since });
    case "archive":
      // What Warroom does itself is told by its own job.
      return isOfWarroom(body, event.user) ? undefined : leaveRoom(deps, about, { how: "archived", by, since });
    case "deleted":
      return leaveRoom(deps, about, { how: "deleted", by, since });
    case "unarchive":
      return lookAtRoom(deps, about);
    case "rename":
      return noteRoom(deps, about, { type: "RecordRoomRenamed", channel, name: textIn(named.name) });
    case "shared":
      return noteRoom(deps, about, { type: "RecordRoomShared", channel });
  }
}

/** Events that are about no room and yet mean something. */
export const HANDLED_EVENTS = [
  "user_change",
  "app_uninstalled",
  "tokens_revoked",
  "channel_id_changed",
  "app_home_opened",
];

/** No event, and told as one: of a minute in which Slack delivered no more. */
const isHeldBack = ({ body }: Arrived): boolean =>
  body.type === "app_rate_limited" && Number(body.minute_rate_limited) > 0;

/** Events of a room that also say what becomes of it, or whether Warroom still is in it. */
const PRESENCE_EVENTS = /^(member_joined_channel|(channel|group)_(left|archive|unarchive|deleted|rename|shared))$/;

/** A line of Slack's in the room is all that tells of it. */
const MADE_PRIVATE = "channel_convert_to_private";

const tellsOfRoom = ({ type, subtype }: Arrived["event"]): boolean =>
  PRESENCE_EVENTS.test(textIn(type)) || subtype === MADE_PRIVATE;

async function takeOther(deps: DrainDeps, arrived: Arrived): Promise<void> {
  const { key, team, body, event, about } = arrived;
  const { type } = event;
  if (isHeldBack(arrived)) {
    return noteHeldBack(deps, { team, key }, Number(body.minute_rate_limited) * SECOND_MS);
  }
  const user = objectIn(event.user);
  if (type === "user_change" && textIn(user.id) !== "") {
    await learnPerson(deps, team, user);
    if (user.deleted === true) await vacateRoles(deps, { team, key }, textIn(user.id));
  }
  if (type === "app_uninstalled" || type === "tokens_revoked") {
    deps.log.warn({ event: type }, "Slack took the app's access away: install it again and set the new token");
  }
  if (type === "channel_id_changed") {
    const [channel, to] = [textIn(event.old_channel_id), textIn(event.new_channel_id)];
    if (to !== "") await moveRoom(deps, { team, channel, key }, to);
  }
  // Opening Warroom's direct messages is told by the same event.
  if (type === "app_home_opened" && event.tab === "home") {
    return wantHome(deps, { team, user: textIn(event.user), key });
  }
  await takeFate(deps, arrived);
  if (!about) return markEventsDone(deps, [key], "not about a room");
  const { channel, sighting } = about;
  if (type === "member_joined_channel" && isOfWarroom(body, event.user))
    await returnToRoom(deps, { team, channel, key });
  else if (type === "member_joined_channel") {
    await greet(deps, { team, channel, key }, { user: sighting.author, at: timeOf(event, deps.clock.now()) });
  }
  await recordRoom(deps, { team, channel, source: "event", sightings: [sighting], inboxKeys: [key] });
}
