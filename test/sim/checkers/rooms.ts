// One incident, one channel: every channel the bot made is one incident's room, and every room was made by the bot.
import { recordsOf } from "../../../src/domain/room/thread.ts";
import { type Checker, storedIncidents } from "./evidence.ts";

export const rooms: Checker = {
  name: "rooms",
  holds: ["I7"],
  check(evidence) {
    const { state } = evidence.world.core;
    const made = [...state.channels.values()].filter(
      ({ creator, kind }) => creator === state.app.botUser && kind !== "im",
    );
    const incidents = storedIncidents(evidence);
    const givenUp = new Set(incidents.flatMap(({ formerRooms }) => formerRooms));
    const byRoom = Map.groupBy(incidents, (one) => one.room?.channel ?? recordsOf(one)[0] ?? "none");
    return [
      ...incidents
        .filter(({ room, thread }) => !room && !thread)
        .map(({ name, roomRefused }) => `${name} has no room (${roomRefused})`),
      ...made
        .filter(({ id }) => !byRoom.has(id) && !givenUp.has(id))
        .map(({ name }) => `#${name} was made and belongs to no incident`),
      ...[...byRoom].flatMap(([channel, all]) =>
        all.length === 1 ? [] : [`${channel} is the room of ${all.map(({ name }) => name).join(" and ")}`],
      ),
      ...incidents
        .filter(({ room }) => room && !made.some(({ id }) => id === room.channel))
        .map(({ name }) => `${name} lives in a channel that somebody else made`),
    ];
  },
};
