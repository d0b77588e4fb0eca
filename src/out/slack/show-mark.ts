import type { Delivery } from "../deliver.ts";
import type { Outcome } from "../outcome.ts";
import { roomInReach } from "../../domain/voice.ts";
import { failed } from "./failed.ts";
import type { SlackDeps } from "./port.ts";

/** What Warroom puts on a message that stands on the timeline. */
const ON_TIMELINE = "memo";

const ALREADY_SO = new Set(["already_reacted", "no_reaction"]);

/**
 * By the state as it is when it is done. Where Slack refuses, the timeline is right all the same: somebody deleted the
 * message, or the app was installed before it asked to react.
 */
export async function showMark(deps: SlackDeps, { incident }: Delivery, ts: string): Promise<Outcome> {
  const channel = roomInReach(incident)?.channel;
  if (!channel) return { type: "superseded", why: "the room is gone" };
  const stands = incident.entries.some((entry) => entry.ts === ts && !entry.struck);
  const method = stands ? "reactions.add" : "reactions.remove";
  const reply = await deps.slack.send(method, { channel, timestamp: ts, name: ON_TIMELINE });
  const isSo = !reply.ok && reply.kind === "refused" && ALREADY_SO.has(reply.error);
  if (reply.ok || isSo) return { type: "done" };
  const outcome = failed(reply);
  return outcome.type === "give-up" ? { type: "superseded", why: outcome.why } : outcome;
}
