import type { Incident } from "./incident.ts";

/** The channel an incident speaks in: its room, or the announcements channel ("#name") where the room was refused. */
export function voiceOf(incident: Incident, announceChannel: string): string | null {
  return incident.room?.channel ?? (incident.roomRefused ? `#${announceChannel}` : null);
}
