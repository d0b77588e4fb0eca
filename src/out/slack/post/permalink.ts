import type { SlackDeps } from "../port.ts";

/** Where a message can be read; null where Slack does not say it now: what is said is worth more than the link. */
export async function permalinkOf({ slack }: SlackDeps, channel: string, ts: string): Promise<string | null> {
  const reply = await slack.read("chat.getPermalink", { channel, message_ts: ts });
  return reply.ok && typeof reply.data.permalink === "string" ? reply.data.permalink : null;
}
