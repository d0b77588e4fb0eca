import { isPerson } from "../../../domain/actor.ts";
import { placeOf } from "../../../domain/room/thread.ts";
import { listMessages } from "../../../store/read/messages.ts";
import type { Delivery } from "../../deliver.ts";
import type { Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import { identity } from "../../../lib/slack-identity.ts";
import { membersOf } from "../../../lib/slack-members.ts";
import { invite } from "./invite.ts";
import type { SlackDeps } from "../port.ts";

/** Invites people, and everybody who is in another channel, as soon as the incident has a room. */
export async function bringPeople(
  deps: SlackDeps,
  delivery: Delivery,
  { from, people }: { from: string | null; people: readonly string[] },
): Promise<Outcome> {
  const { room, roomRefused, thread } = delivery.incident;
  if (!room && (roomRefused !== null || thread !== null))
    return { type: "superseded", why: "there is no room to invite into" };
  if (!room) return { type: "retry", why: "the room is not open yet", aside: true };
  const me = from === null ? null : await identity(deps.slack.read);
  if (from !== null && !me) return { type: "retry", why: "Slack does not say who the bot is" };
  const there = from === null ? { ok: true as const, users: [] } : await peopleOf(deps, delivery, from);
  if (!there.ok && there.reply.kind !== "refused") return failed(there.reply);
  // A channel that was deleted meanwhile has nobody to bring; those who worked on it are known all the same.
  const everybody = new Set([...people, ...(there.ok ? there.users : [])]);
  if (me) everybody.delete(me.botUser);
  return everybody.size === 0 ? { type: "done" } : invite(deps, delivery, [...everybody]);
}

/** Who is in the channel; of a thread, who has written in it. */
async function peopleOf(deps: SlackDeps, { incident }: Delivery, record: string): ReturnType<typeof membersOf> {
  if (placeOf(record).threadTs === null) return membersOf(deps.slack.read, record);
  const rows = await listMessages(deps.store, incident.team, record);
  return { ok: true, users: new Set(rows.map(({ author }) => author).filter(isPerson)) };
}
