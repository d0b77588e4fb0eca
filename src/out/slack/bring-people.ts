import type { Delivery } from "../deliver.ts";
import type { Outcome } from "../outcome.ts";
import { failed } from "./failed.ts";
import type { SlackFailure } from "../../lib/slack-call.ts";
import { identity } from "../../lib/slack-identity.ts";
import { invite } from "./invite.ts";
import type { SlackDeps } from "./port.ts";

/** Slack advises at most 200 a page. */
const PAGE_SIZE = 200;

/** Invites people, and everybody who is in another channel, as soon as the incident has a room. */
export async function bringPeople(
  deps: SlackDeps,
  delivery: Delivery,
  { from, people }: { from: string | null; people: readonly string[] },
): Promise<Outcome> {
  const { room, roomRefused } = delivery.incident;
  if (!room && roomRefused !== null) return { type: "superseded", why: "there is no room to invite into" };
  if (!room) return { type: "retry", why: "the room is not open yet", aside: true };
  const there = from === null ? { ok: true as const, members: [] } : await membersOf(deps, from);
  if (!there.ok && there.reply?.kind !== "refused") return there.reply ? failed(there.reply) : NOBODY_KNOWN;
  // A channel that was deleted meanwhile has nobody to bring; those who worked on it are known all the same.
  const everybody = [...new Set([...people, ...(there.ok ? there.members : [])])];
  return everybody.length === 0 ? { type: "done" } : invite(deps, delivery, everybody);
}

const NOBODY_KNOWN: Outcome = { type: "retry", why: "Slack does not say who the bot is" };

type Members = { ok: true; members: string[] } | { ok: false; reply: SlackFailure | null };

/** Everybody in a channel but Warroom itself. */
async function membersOf({ slack }: SlackDeps, channel: string): Promise<Members> {
  const me = await identity(slack.read);
  if (!me) return { ok: false, reply: null };
  const members: string[] = [];
  let cursor = "";
  do {
    const reply = await slack.read("conversations.members", {
      channel,
      limit: PAGE_SIZE,
      ...(cursor === "" ? {} : { cursor }),
    });
    if (!reply.ok) return { ok: false, reply };
    members.push(...((reply.data.members as string[] | undefined) ?? []));
    cursor = (reply.data.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? "";
  } while (cursor !== "");
  return { ok: true, members: members.filter((user) => user !== me.botUser) };
}
