// Empties the inbox: stored events become entries of the rooms they are about. Recovery after a crash is the same drain.
import type { RecordDeps } from "../../commands/record-room.ts";
import { recordRoom } from "../../commands/record-room.ts";
import { markEventsDone, noteFailedEvent, readUndone } from "../../commands/inbox.ts";
import { learnPerson } from "../../commands/people.ts";
import { eventEntry, type RoomEntry } from "../../domain/record.ts";
import type { ActivityDep } from "../../lib/activity.ts";
import type { LogDep } from "../../lib/log.ts";
import { StoreError } from "../../store/store.ts";

export interface Drain {
  /** There may be something new. */
  wake(): void;
  stop(): void;
}

type DrainDeps = RecordDeps & LogDep & ActivityDep;

const BATCH_MAX = 200;
/** An event that breaks the drain this often stays in the inbox, with its reason, and is told to the log. */
const ATTEMPTS_MAX = 3;
/** How long a wake waits for company: one commit for many messages, and no message later than this in the record. */
const GATHER_MS = 20;

interface Arrived {
  key: string;
  body: Record<string, unknown>;
}

export function createDrain(deps: DrainDeps): Drain {
  const { clock, log, activity } = deps;
  let running = false;
  let wanted = false;
  let stopped = false;

  const run = async () => {
    wanted = false;
    try {
      // What fills a batch has company already; between two of them, whoever waits for an answer has its turn.
      while (!stopped && (await drainOnce(deps)));
    } catch (error) {
      log.error({ err: error }, "the inbox could not be drained; it is tried again in a second");
      clock.after(1_000, wake);
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

/** Whether there may be more. */
async function drainOnce(deps: DrainDeps): Promise<boolean> {
  const rows = await readUndone(deps, BATCH_MAX, ATTEMPTS_MAX);
  const arrived = rows.map(({ key, envelope }) => ({ key, body: JSON.parse(envelope ?? "{}") as Arrived["body"] }));
  const rooms = new Map<string, RoomBatch>();
  const others: Arrived[] = [];
  for (const one of arrived) {
    const about = roomEntryOf(one.body);
    if (!about) {
      others.push(one);
      continue;
    }
    const { team, channel, entry } = about;
    const room = rooms.get(`${team}:${channel}`) ?? { team, channel, entries: [], keys: [] };
    room.entries.push(entry);
    room.keys.push(one.key);
    rooms.set(`${team}:${channel}`, room);
  }
  // Side by side, so that the commits of all rooms share one durable write.
  await Promise.all([...rooms.values()].map((room) => recordOrPark(deps, room)));
  for (const one of others) await orPark(deps, one.key, () => takeOther(deps, one));
  return rows.length === BATCH_MAX;
}

interface RoomBatch {
  team: string;
  channel: string;
  entries: RoomEntry[];
  keys: string[];
}

/** Together when it goes; one by one when something in the batch is bad, so that it holds up nothing else. */
async function recordOrPark(deps: DrainDeps, { team, channel, entries, keys }: RoomBatch): Promise<void> {
  const base = { team, channel, source: "event" as const };
  try {
    await recordRoom(deps, { ...base, entries, inboxKeys: keys });
  } catch (error) {
    if (error instanceof StoreError) throw error;
    for (const [index, key] of keys.entries()) {
      await orPark(deps, key, () => recordRoom(deps, { ...base, entries: [entries[index]!], inboxKeys: [key] }));
    }
  }
}

async function orPark(deps: DrainDeps, key: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    deps.log.error(
      { err: error, event: key },
      "an event could not be taken in; it is tried again, then left in the inbox",
    );
    await noteFailedEvent(deps, key, error instanceof Error ? error.message : String(error));
  }
}

/** What happened in a channel, unless Warroom itself did it: its own acts are events of the incident. */
function roomEntryOf(body: Arrived["body"]): { team: string; channel: string; entry: RoomEntry } | null {
  const event = body.event as Record<string, unknown> | undefined;
  if (!event || typeof event !== "object" || isOwn(body, event)) return null;
  const about = eventEntry(event);
  return about && { team: String(body.team_id ?? ""), ...about };
}

function isOwn(body: Arrived["body"], event: Record<string, unknown>): boolean {
  const inner = (event.message ?? event.previous_message) as Record<string, unknown> | undefined;
  const appId = event.app_id ?? inner?.app_id;
  return typeof appId === "string" && appId !== "" && appId === body.api_app_id;
}

/** Events that are about no room and yet mean something. */
export const HANDLED_EVENTS = ["user_change", "app_uninstalled", "tokens_revoked"];

async function takeOther(deps: DrainDeps, { key, body }: Arrived): Promise<void> {
  const event = body.event as { type?: unknown; user?: { id?: unknown } } | undefined;
  if (event?.type === "user_change" && typeof event.user?.id === "string" && event.user.id !== "") {
    await learnPerson(deps, String(body.team_id ?? ""), event.user as Record<string, unknown>);
  }
  if (event?.type === "app_uninstalled" || event?.type === "tokens_revoked") {
    deps.log.warn({ event: event.type }, "Slack took the app's access away: install it again and set the new token");
  }
  await markEventsDone(deps, [key], "not about a room");
}
