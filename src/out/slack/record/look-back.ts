// Looks through what was said in a channel or thread. Slack shows little of its history at a time and not often: what one
// attempt has seen, the next one need not read again.
import type { Instant } from "../../../lib/pure/time.ts";
import type { SlackFailure } from "../../../lib/slack-call.ts";
import type { SlackDeps } from "../port.ts";
import { pages, type SlackMessage } from "./pages.ts";

export interface Place {
  channel: string;
  threadTs?: string | undefined;
}

/** What was said in one place since then, as far as it was not seen before. */
export interface Range extends Place {
  since: Instant;
  /** The message behind which it begins; absent or "": at the beginning. */
  edge?: string;
}

type LookedBack =
  | { ok: true; message: SlackMessage | null }
  /** `edge`: the last message that was seen, from which the next attempt goes on; "" for none. */
  | { ok: false; reply: SlackFailure; edge: string };

/** The first message that is the wanted one. */
export async function lookBack(
  { slack }: Pick<SlackDeps, "slack">,
  { channel, since, threadTs, edge: begun = "" }: Range,
  isIt: (message: SlackMessage) => boolean,
): Promise<LookedBack> {
  const inThread = threadTs !== undefined;
  const method = inThread ? "conversations.replies" : "conversations.history";
  const args = {
    channel,
    oldest: String(since / 1000),
    include_all_metadata: true,
    ...(inThread && { ts: threadTs }),
    // A thread comes with its oldest first.
    ...(begun !== "" && { [inThread ? "oldest" : "latest"]: begun }),
  };
  let edge = begun;
  for await (const page of pages(slack.read, method, args)) {
    if (!page.ok) return { ...page, edge };
    const ours = page.messages.find(isIt);
    if (ours) return { ok: true, message: ours };
    edge = String(page.messages.at(-1)?.ts ?? edge);
  }
  return { ok: true, message: null };
}
