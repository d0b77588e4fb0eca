// The room: one channel for one incident, whatever happens between asking Slack for it and hearing the answer.
import { roomName } from "../../../domain/room/naming.ts";
import { findRoom } from "../../../store/read/rooms.ts";
import type { Delivery } from "../../deliver.ts";
import type { Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import { findChannel } from "./channels.ts";
import { identity } from "../../../lib/slack-identity.ts";
import type { SlackDeps } from "../port.ts";
import { CLOCK_TOLERANCE_MS } from "../post/find-posted.ts";

const NAMES_MAX = 9;

export async function openRoom(deps: SlackDeps, delivery: Delivery): Promise<Outcome> {
  const { incident, runbook } = delivery;
  if (incident.room) return { type: "superseded", why: "the room is already open" };
  for (let taken = 0; taken < NAMES_MAX; taken++) {
    const name = roomName(runbook, incident, taken);
    const reply = await deps.slack.send("conversations.create", {
      name,
      ...(incident.private && { is_private: true }),
    });
    if (reply.ok) {
      const channel = reply.data.channel as { id: string; name: string };
      return { type: "done", command: { type: "RecordRoomOpened", channel: channel.id, name: channel.name } };
    }
    if (reply.kind !== "refused" || reply.error !== "name_taken") return refused(failed(reply));
    const own = await ownEarlierRoom(deps, delivery, name);
    if (own) return own;
    deps.log.debug({ incident: incident.id, name }, "a room's name is taken by another channel: the next one is tried");
  }
  return refused({ type: "give-up", why: "name_taken" });
}

/** A final no is a fact of the incident, which then runs without a room of its own. */
const refused = (outcome: Outcome): Outcome =>
  outcome.type === "give-up" ? { type: "done", command: { type: "RecordRoomRefused", error: outcome.why } } : outcome;

/**
 * The name is taken: by ourselves, if an earlier attempt made the channel and did not hear of it. It is adopted when
 * this is a later attempt, the bot made it, it is no older than the incident, and no incident lives in it.
 */
async function ownEarlierRoom(deps: SlackDeps, { claim, incident }: Delivery, name: string): Promise<Outcome | null> {
  if (claim.attempt === 1) return null;
  const [me, found] = [await identity(deps.slack.read), await findChannel(deps.slack.read, name, incident.private)];
  if (!found.ok) return failed(found.reply);
  if (!me) return { type: "retry", why: "Slack does not say who the bot is" };
  const { channel } = found;
  if (!channel || channel.creator !== me.botUser) return null;
  if (channel.created * 1000 < incident.declaredAt - CLOCK_TOLERANCE_MS) return null;
  if (await findRoom(deps.store, incident.team, channel.id)) return null;
  deps.log.debug({ incident: incident.id, name }, "an earlier attempt made the room: it is taken over");
  return { type: "done", command: { type: "RecordRoomOpened", channel: channel.id, name: channel.name } };
}
