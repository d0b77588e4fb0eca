// Empties the inbox: stored events become sightings of their rooms. Recovery after a crash is the same drain.
import { recordHeard, type RecordHeardDeps } from "../../../commands/room/record-heard.ts";
import { EVENT_ATTEMPTS_MAX, markEventsDone, noteFailedEvent } from "../../../commands/inbox.ts";
import type { RecordDeps } from "../../../commands/room/record-room.ts";
import { recordRoom } from "../../../commands/room/record-room.ts";
import { type MarkDeps, takeMarks } from "../../../commands/room/take-marks.ts";
import { noteTold } from "../../../commands/life/silence.ts";
import { partFrom, restoreCard } from "../../../commands/room/room-presence.ts";
import { placeOf } from "../../../domain/room/thread.ts";
import type { Sighting } from "../../../domain/record/sighting.ts";
import type { SeenMark } from "../../../domain/timeline/seen-marks.ts";
import type { ActivityDep } from "../../../lib/activity.ts";
import type { Timer } from "../../../lib/clock.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import type { LogDep } from "../../../lib/log.ts";
import { undone } from "../../../store/read/inbox.ts";
import { findMessages } from "../../../store/read/messages.ts";
import { threadRecordsIn } from "../../../store/read/rooms.ts";
import { StoreError } from "../../../store/store.ts";
import { type Arrived, happenedAt, isOwn, readEvent } from "./arrived.ts";
import { isHeldBack, takeOther, tellsOfRoom } from "./other-events.ts";
import { objectIn, textIn } from "../../../lib/pure/json.ts";

interface Drain {
  /** There may be something new. */
  wake(): void;
  stop(): void;
}

type DrainDeps = RecordDeps & RecordHeardDeps & MarkDeps & LogDep & ActivityDep;

const BATCH_MAX = 200;
/** How long a wake waits for company: one commit for many messages, and no message later than this in the record. */
const GATHER_MS = 20;

/** How soon what failed is tried again, whether or not anything else arrives. */
const AGAIN_MS = SECOND_MS;
/** What was stored and told to nobody waits at most this: by a program that died, or by a commit whose answer was lost. */
const LOOK_EVERY_MS = 30 * SECOND_MS;

export function createDrain(deps: DrainDeps): Drain {
  const { clock, log, activity } = deps;
  let running = false;
  let wanted = false;
  let stopped = false;
  let timer: Timer | undefined;

  const run = async () => {
    wanted = false;
    let next_ms = LOOK_EVERY_MS;
    try {
      // What fills a batch has company already; between two of them, whoever waits for an answer has its turn.
      for (let more = true; more && !stopped; ) {
        const drained = await drainOnce(deps);
        if (drained.again) next_ms = AGAIN_MS;
        ({ more } = drained);
      }
    } catch (error) {
      log.error({ err: error }, "the inbox could not be drained; it is tried again in a second");
      next_ms = AGAIN_MS;
    }
    running = false;
    if (wanted) return wake();
    timer?.cancel();
    if (!stopped) timer = clock.after(next_ms, wake);
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
      timer?.cancel();
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
    if (!(await tryOrCount(deps, key, work))) failed.add(key);
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
        if (deletedIn(one.event) === "") own.push(key);
        else deleted.push(one);
      } else if (one.about && !tellsOfRoom(one.event)) addTo(rooms, one, one.about);
      else others.push(one);
    });
  }
  const places = (await Promise.all([...rooms.values()].map((room) => splitByThread(deps, room)))).flat();
  // Side by side, so that the commits of all rooms share one durable write.
  await Promise.all([
    ...places.map((room) => record(deps, room, tryOne)),
    ...(own.length > 0 ? [markEventsDone(deps, own, "our own")] : []),
  ]);
  for (const room of places) await takeMarksOf(deps, room, tryOne);
  for (const { key, team, event } of deleted) {
    await tryOne(key, async () => {
      await restoreCard(deps, { team, channel: textIn(event.channel) }, deletedIn(event));
      await markEventsDone(deps, [key], "our own");
    });
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

/** A channel is one place, unless threads of it are recorded: then each of those is one, and the rest of it is dropped. */
async function splitByThread({ store }: DrainDeps, batch: RoomBatch): Promise<RoomBatch[]> {
  const { team, channel, arrived } = batch;
  const threads = await threadRecordsIn(store, team, channel);
  if (threads.length === 0) return [batch];
  const told = new Map(
    arrived.flatMap(({ sighting }) => {
      const record = threadTold(threads, sighting);
      return record === undefined ? [] : [[sighting.ts, record] as const];
    }),
  );
  const parts = new Map<string, RoomBatch>();
  for (const one of arrived) {
    const { ts, threadTs } = one.sighting;
    // An emoji names its message alone, which may have come just now.
    const known = told.get(ts) ?? (threadTs === null ? undefined : told.get(threadTs));
    const place = known ?? (await threadRecorded(store, team, threads, threadTs)) ?? channel;
    const part = parts.get(place) ?? { team, channel: place, arrived: [] };
    part.arrived.push(one);
    parts.set(place, part);
  }
  return [...parts.values()];
}

/** The thread whose ts it names. */
function threadTold(threads: readonly string[], { threadTs, ts }: Sighting): string | undefined {
  const about = [threadTs, ts];
  return threads.find((record) => about.includes(placeOf(record).threadTs));
}

/** The thread in which a message of that ts is recorded. */
async function threadRecorded(store: DrainDeps["store"], team: string, threads: readonly string[], ts: string | null) {
  if (ts === null) return undefined;
  for (const record of threads) {
    if ((await findMessages(store, team, record, [ts])).length > 0) return record;
  }
  return undefined;
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
    await recordHeard(deps, { team, channel, arrived: some });
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
async function tryOrCount(deps: DrainDeps, key: string, work: () => unknown): Promise<boolean> {
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
