// What is said of a room's fate: lost, back, private, shared.
import type { KnownBlock } from "@slack/types";
import type { Incident } from "../domain/incident.ts";
import type { Notice, Said } from "../domain/job.ts";
import { ACTION, button } from "./actions.ts";
import { actions, channelLink, clockTime, line, type Post, person, section, escaped } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

const TYPES = ["room-lost", "room-rejoined", "room-private", "room-shared", "goes-on-in-room"] as const;

type RoomSaid = Extract<Said, { type: (typeof TYPES)[number] }>;

/** Whether it is said here. */
export const isRoomSaid = (what: Said): what is RoomSaid => TYPES.some((type) => type === what.type);

export function saidRoom(incident: Incident, what: RoomSaid, words: Words): Post {
  const said = words.room;
  switch (what.type) {
    case "goes-on-in-room":
      return line(said.goesOn({ name: escaped(incident.name), room: channelLink(what.channel) }));
    case "room-lost": {
      const text = said.lost[what.how]({ room: nameOf(incident), ...whoAndWhen(what, words) });
      return { text, blocks: [section(text), ways(incident, words)] };
    }
    case "room-rejoined":
      return line(said.rejoined[what.how](whoAndWhen(what, words)));
    case "room-private":
      return line(said.madePrivate({ who: whoIs(what.by, words) }));
    case "room-shared":
      return line(said.shared);
  }
}

/** To whoever leads. A job of an older version says only that Warroom was removed. */
export function roomLeftNotice(incident: Incident, what: Extract<Notice, { type: "room-left" }>, words: Words): Post {
  const { how = "removed", by = null, since = incident.detached?.since ?? incident.declaredAt } = what;
  const about = { name: escaped(incident.name), title: escaped(incident.title) };
  const text = words.room.notice[how]({ ...about, ...whoAndWhen({ by, since }, words) });
  return how === "removed" ? line(text) : { text, blocks: [section(text), ways(incident, words)] };
}

/** Where the work goes on while the room is out of reach; null while it is not, or once it is closed after the end. */
export function lostLine(incident: Incident, words: Words): string | null {
  const { detached, stage } = incident;
  if (detached?.how === "archived" && stage !== "open") return null;
  return detached && words.room.lost[detached.how]({ room: nameOf(incident), ...whoAndWhen(detached, words) });
}

/** The ways on: a new room, or the end. */
function ways({ id }: Incident, { buttons }: Words): KnownBlock {
  const value = { incident: id };
  return actions([
    button(buttons.newRoom, ACTION.openNewRoom, value, "primary"),
    button(buttons.resolve, ACTION.openResolve, value),
  ]);
}

/** A link to a channel that is gone shows nothing that anybody could read. */
function nameOf({ room, detached }: Incident): string {
  if (!room) return "";
  return detached?.how === "removed" ? channelLink(room.channel) : `#${escaped(room.name)}`;
}

const whoIs = (by: string | null, { room }: Words): string => (by === null ? room.somebody : person(by));

const whoAndWhen = ({ by, since }: { by: string | null; since: number }, words: Words) => ({
  who: whoIs(by, words),
  at: clockTime(since),
});
