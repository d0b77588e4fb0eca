// Who is in a channel, as Slack says now.
import type { SlackCall, SlackFailure } from "./slack-call.ts";

/** Slack advises at most 200 a page. */
const PAGE_SIZE = 200;

export type Members = { ok: true; users: ReadonlySet<string> } | { ok: false; reply: SlackFailure };

/** Everybody, or why nobody knows: never a part of them. */
export async function membersOf(call: SlackCall, channel: string): Promise<Members> {
  const users = new Set<string>();
  let cursor = "";
  do {
    const args = { channel, limit: PAGE_SIZE, ...(cursor === "" ? {} : { cursor }) };
    const reply = await call("conversations.members", args);
    if (!reply.ok) return { ok: false, reply };
    for (const user of (reply.data.members as string[] | undefined) ?? []) users.add(user);
    cursor = (reply.data.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? "";
  } while (cursor !== "");
  return { ok: true, users };
}
