import type { SlackCall, SlackFailure } from "../../../lib/slack-call.ts";

export interface SlackChannel {
  id: string;
  name: string;
  creator: string;
  /** Seconds since 1970, as Slack says it. */
  created: number;
}

/** A public channel by its name, or a private one that Warroom is in; `id: null` when there is none. */
export async function findChannel(
  read: SlackCall,
  name: string,
  isPrivate = false,
): Promise<{ ok: true; id: string | null; channel: SlackChannel | null } | { ok: false; reply: SlackFailure }> {
  let cursor = "";
  do {
    const reply = await read("conversations.list", {
      types: isPrivate ? "private_channel" : "public_channel",
      exclude_archived: true,
      limit: 1000,
      ...(cursor ? { cursor } : {}),
    });
    if (!reply.ok) return { ok: false, reply };
    const channels = (reply.data.channels as SlackChannel[] | undefined) ?? [];
    const found = channels.find((channel) => channel.name === name);
    if (found) return { ok: true, id: found.id, channel: found };
    cursor = (reply.data.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? "";
  } while (cursor);
  return { ok: true, id: null, channel: null };
}
