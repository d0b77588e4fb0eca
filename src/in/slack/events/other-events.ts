// Events that are more than words in a room: what becomes of a room, who somebody is, and what Slack says of Warroom itself.
import { wantHome } from "../../../commands/home.ts";
import { markEventsDone } from "../../../commands/inbox.ts";
import { learnPerson } from "../../../commands/people.ts";
import { type RecordDeps, recordRoom } from "../../../commands/room/record-room.ts";
import {
  greet,
  leaveRoom,
  lookAtRoom,
  moveRoom,
  noteRoom,
  noteReturn,
  vacateRoles,
} from "../../../commands/room/room-presence.ts";
import { noteHeldBack } from "../../../commands/life/silence.ts";
import type { MarkDeps } from "../../../commands/room/take-marks.ts";
import type { LogDep } from "../../../lib/log.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import { objectIn, textIn } from "../../../lib/pure/json.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import { type Arrived, isOfWarroom, timeOf } from "./arrived.ts";

type TakeDeps = RecordDeps & MarkDeps & LogDep;

export async function takeOther(deps: TakeDeps, arrived: Arrived): Promise<void> {
  const { key, team, body, event, about } = arrived;
  if (isHeldBack(arrived)) {
    return noteHeldBack(deps, { team, key }, Number(body.minute_rate_limited) * SECOND_MS);
  }
  if ((await UNRECORDED[textIn(event.type)]?.(deps, arrived)) === "ended") return;
  await fateOf(event)?.(deps, toldOf(deps, arrived));
  if (!about) return markEventsDone(deps, [key], "not about a room");
  const { channel, sighting } = about;
  await recordRoom(deps, { team, channel, source: "event", sightings: [sighting], inboxKeys: [key] });
}

/** No event, and told as one: of a minute in which Slack delivered no more. */
export const isHeldBack = ({ body }: Arrived): boolean =>
  body.type === "app_rate_limited" && Number(body.minute_rate_limited) > 0;

/** Whether an event of a room also says what becomes of it, or whether Warroom still is in it. */
export const tellsOfRoom = (event: Arrived["event"]): boolean => fateOf(event) !== undefined;

/** "ended": the event is marked as done with. */
type Take = (deps: TakeDeps, arrived: Arrived) => Promise<"ended" | void> | void;

/** Events that add nothing to a room's record and yet mean something, by type. */
const UNRECORDED: Record<string, Take> = {
  user_change: learn,
  app_uninstalled: tellRevoked,
  tokens_revoked: tellRevoked,
  channel_id_changed: move,
  app_home_opened: showHome,
};

export const HANDLED_EVENTS: readonly string[] = Object.keys(UNRECORDED);

async function learn(deps: TakeDeps, { key, team, event }: Arrived): Promise<void> {
  const user = objectIn(event.user);
  if (textIn(user.id) === "") return;
  await learnPerson(deps, team, user);
  if (user.deleted === true) await vacateRoles(deps, { team, cause: `event:${key}` }, new Set([textIn(user.id)]));
}

function tellRevoked({ log }: TakeDeps, { event }: Arrived): void {
  log.warn({ event: event.type }, "Slack took the app's access away: install it again and set the new token");
}

async function move(deps: TakeDeps, { key, team, event }: Arrived): Promise<void> {
  const [channel, to] = [textIn(event.old_channel_id), textIn(event.new_channel_id)];
  if (to !== "") await moveRoom(deps, { team, channel, key }, to);
}

async function showHome(deps: TakeDeps, { key, team, event }: Arrived): Promise<"ended" | void> {
  // Opening Warroom's direct messages is told by the same event.
  if (event.tab !== "home") return;
  await wantHome(deps, { team, user: textIn(event.user), key });
  return "ended";
}

/** What an event tells of a room. */
interface Told {
  about: { team: string; channel: string; key: string };
  user: string;
  /** Who did it, as far as Slack tells. */
  by: string | null;
  since: Instant;
  /** Its new name, where it has one. */
  name: string;
  /** Whether it is about what Warroom itself did. */
  isOurs: boolean;
}

/** Slack puts the channel, or its id, into the event. */
function toldOf({ clock }: TakeDeps, { key, team, body, event }: Arrived): Told {
  const named = objectIn(event.channel);
  const user = textIn(event.user);
  return {
    about: { team, channel: textIn(event.channel) || textIn(named.id), key },
    user,
    by: textIn(event.actor_id) || user || null,
    since: timeOf(event, clock.now()),
    name: textIn(named.name),
    isOurs: isOfWarroom(body, event.user),
  };
}

type Fate = (deps: TakeDeps, told: Told) => Promise<void> | void;

/** What becomes of a room, by what follows "channel_" or "group_" in the event's type. */
const FATES: Record<string, Fate> = {
  left: (deps, { about, by, since }) => leaveRoom(deps, about, { how: "removed", by, since }),
  // What Warroom does itself is told by its own job.
  archive: (deps, { about, by, since, isOurs }) =>
    isOurs ? undefined : leaveRoom(deps, about, { how: "archived", by, since }),
  deleted: (deps, { about, by, since }) => leaveRoom(deps, about, { how: "deleted", by, since }),
  unarchive: (deps, { about }) => lookAtRoom(deps, about),
  rename: (deps, { about, name }) => noteRoom(deps, about, { type: "RecordRoomRenamed", channel: about.channel, name }),
  shared: (deps, { about }) => noteRoom(deps, about, { type: "RecordRoomShared", channel: about.channel }),
};

const joined: Fate = (deps, { about, user, since, isOurs }) =>
  isOurs ? noteReturn(deps, about) : greet(deps, about, { user, at: since });

const madePrivate: Fate = (deps, { about, by }) =>
  noteRoom(deps, about, { type: "RecordRoomPrivate", channel: about.channel, by });

function fateOf({ type, subtype }: Arrived["event"]): Fate | undefined {
  // A line of Slack's in the room is all that tells of it.
  if (subtype === "channel_convert_to_private") return madePrivate;
  if (type === "member_joined_channel") return joined;
  return FATES[/^(?:channel|group)_(\w+)$/.exec(textIn(type))?.[1] ?? ""];
}
