// What can be done in its room alone waits while that is out of reach. What became of the room is asked of Slack, for its
// events may not have told.
import { returnJob } from "../../../domain/enqueue.ts";
import type { Incident } from "../../../domain/incident.ts";
import { needsRoom, ROOM_AWAITED } from "../../../domain/room/room.ts";
import { MINUTE_MS, SECOND_MS } from "../../../lib/pure/duration.ts";
import type { SlackFailure } from "../../../lib/slack-call.ts";
import { applyAtOnce } from "../../../store/jobs.ts";
import { loadIncident } from "../../../store/read/incidents.ts";
import { findRoom } from "../../../store/read/rooms.ts";
import { onlyWaits, type Outcome } from "../../outcome.ts";
import { OUT_OF_REACH } from "../failed.ts";
import type { SlackDeps } from "../port.ts";

/** How soon what waits to be said finds that the room is in reach again. */
const SPOKEN_AGAIN_MS = 30 * SECOND_MS;

export const isOutOfReach = (reply: SlackFailure): boolean => reply.kind === "refused" && OUT_OF_REACH.has(reply.error);

/** Slack is asked what became of the room, now. */
export async function planReturn({ store, clock }: SlackDeps, incident: Incident): Promise<void> {
  const now = clock.now();
  await store.commit({ writes: applyAtOnce(store, incident.id, returnJob(incident, now), now) });
}

/** False also where Slack could not be asked. */
export async function isInReach(deps: SlackDeps, { room }: Incident): Promise<boolean> {
  if (!room) return false;
  const reply = await deps.slack.read("conversations.info", { channel: room.channel });
  if (!reply.ok) return reply.kind === "refused" && reply.error !== "channel_not_found";
  const { is_archived, is_member } = reply.data.channel as { is_archived?: boolean; is_member?: boolean };
  return is_member === true && is_archived !== true;
}

export async function waitForRoom(deps: SlackDeps, incident: Incident): Promise<Outcome> {
  if (!needsRoom(incident) || incident.detached?.how === "deleted") return { type: "superseded", why: ROOM_AWAITED };
  deps.log.info({ incident: incident.id }, "what belongs into a room waits until the room is in reach");
  if (!incident.detached) await planReturn(deps, incident);
  return { type: "retry", why: ROOM_AWAITED, after_ms: MINUTE_MS, aside: true };
}

/** While an incident has no voice: its room is still on its way, or out of reach, or there is none. */
export async function nowhereToSpeak(deps: SlackDeps, incident: Incident): Promise<Outcome> {
  if (incident.roomRefused !== null) return { type: "superseded", why: "there is no room to say it in" };
  if (!incident.detached) return onlyWaits({ type: "retry", why: "the room is not open yet" });
  const waits = await waitForRoom(deps, incident);
  // What is said after it stays behind it.
  return waits.type === "retry" ? onlyWaits({ type: "retry", why: waits.why, after_ms: SPOKEN_AGAIN_MS }) : waits;
}

/** The same, of the incident whose room the channel is. */
export async function waitForRoomOf(deps: SlackDeps, team: string, channel: string): Promise<Outcome> {
  const room = await findRoom(deps.store, team, channel);
  const stored = room && (await loadIncident(deps.store, room.incident));
  if (stored?.incident.room?.channel !== channel) return { type: "superseded", why: ROOM_AWAITED };
  return waitForRoom(deps, stored.incident);
}
