import type { Incident } from "./incident.ts";

/**
 * The channel an incident speaks in: its room, or the announcements channel ("#name") where the room was refused; a
 * private one speaks nowhere else.
 */
export function voiceOf(incident: Incident, announceChannel: string): string | null {
  return incident.room?.channel ?? (incident.roomRefused && !incident.private ? `#${announceChannel}` : null);
}
