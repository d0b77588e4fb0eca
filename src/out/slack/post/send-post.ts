import { cutMarkup, type Post } from "../../../blocks/mrkdwn.ts";
import { MESSAGE_CHARS_MAX } from "../../../lib/pure/text.ts";
import type { SlackReply } from "../../../lib/slack-call.ts";
import type { SlackDeps } from "../port.ts";

/** Slack's words for blocks that it does not take, however it came to that. */
const BLOCKS_REFUSED = new Set(["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"]);

/** Something is said in any case: where Slack does not take the blocks, the text goes alone. */
export async function sendPost(
  { slack, log }: Pick<SlackDeps, "slack" | "log">,
  method: string,
  { text, blocks }: Post,
  args: Record<string, unknown>,
): Promise<SlackReply> {
  const plain = { ...args, text: cutMarkup(text, MESSAGE_CHARS_MAX) };
  const reply = await slack.send(method, { ...plain, blocks });
  if (reply.ok || reply.kind !== "refused" || !BLOCKS_REFUSED.has(reply.error)) return reply;
  log.warn({ method, error: reply.error }, "Slack does not take a message's blocks: its text goes alone");
  // An edit without the field would leave the old blocks standing.
  return slack.send(method, { ...plain, blocks: [] });
}
