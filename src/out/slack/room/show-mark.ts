import { RECORDED_AFTER_END_MS } from "../../../domain/aftermath.ts";
import type { Incident } from "../../../domain/incident.ts";
import { roomInReach } from "../../../domain/room/voice.ts";
import { MINUTE_MS } from "../../../lib/pure/duration.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import type { Delivery } from "../../deliver.ts";
import type { Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import type { SlackDeps } from "../port.ts";
import { isOutOfReach, waitForRoom } from "./wait-for-room.ts";

/** What Warroom puts on a message that stands on the timeline. */
const ON_TIMELINE = "memo";

const ALREADY_SO = new Set(["already_reacted", "no_reaction"]);

/**
 * By the state as it is when it is done. Where Slack refuses, the timeline is right all the same: somebody deleted the
 * message, or the app was installed before it asked to react. What stands in the incident's thread is not in its room.
 */
export async function showMark(deps: SlackDeps, { incident }: Delivery, ts: string): Promise<Outcome> {
  const stands = incident.entries.some((entry) => entry.ts === ts && !entry.struck);
  const method = stands ? "reactions.add" : "reactions.remove";
  const places = [roomInReach(incident), incident.thread].flatMap((place) => (place ? [place.channel] : []));
  let isRoomLost = incident.detached !== null;
  let isThreadLost = false;
  let outcome: Outcome = { type: "superseded", why: "the room is gone" };
  for (const channel of places) {
    const reply = await deps.slack.send(method, { channel, timestamp: ts, name: ON_TIMELINE });
    const isSo = !reply.ok && reply.kind === "refused" && ALREADY_SO.has(reply.error);
    if (reply.ok || isSo) return { type: "done" };
    if (isOutOfReach(reply) && channel === incident.room?.channel) {
      isRoomLost = true;
      continue;
    }
    // A comparison brings Warroom back into its channel, for as long as the thread is recorded.
    isThreadLost ||= isOutOfReach(reply) && isRecorded(incident, deps.clock.now());
    outcome = failed(reply);
    if (outcome.type !== "give-up") return outcome;
  }
  if (isThreadLost) return { type: "retry", why: THREAD_AWAITED, after_ms: MINUTE_MS, aside: true };
  if (isRoomLost) return waitForRoom(deps, incident);
  return outcome.type === "give-up" ? { type: "superseded", why: outcome.why } : outcome;
}

const THREAD_AWAITED = "the channel of the thread is out of reach";

const isRecorded = ({ ended }: Incident, now: Instant): boolean =>
  ended === null || now < ended.at + RECORDED_AFTER_END_MS;
