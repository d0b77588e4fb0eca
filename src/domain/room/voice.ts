// Where an incident speaks: in its room, or under its announcement while it has none that can be reached.
import type { Incident } from "../incident.ts";

/** The room that can be worked in; null while there is none, or Warroom is detached from it. */
export const roomInReach = ({ room, detached }: Incident): Incident["room"] => (detached ? null : room);

/**
 * The channel: its room; its thread's, where it never had a room; or the announcements channel ("#name") where the room was
 * refused or is out of reach. A private incident speaks nowhere but in its room.
 */
export function voiceOf(incident: Incident, announceChannel: string): string | null {
  const room = roomInReach(incident);
  if (room) return room.channel;
  if (!incident.room && incident.thread) return incident.thread.channel;
  const isRoomless = incident.roomRefused !== null || incident.detached !== null;
  return isRoomless && !incident.private ? `#${announceChannel}` : null;
}

/** In the announcements channel it speaks in the announcement's thread, in its room in none. */
export const threadOf = (incident: Incident): string | undefined =>
  roomInReach(incident) ? undefined : ((incident.room ? null : incident.thread?.ts) ?? incident.announcement?.ts);
