import type { Post } from "../../blocks/mrkdwn.ts";
import type { Delivery } from "../deliver.ts";
import type { SlackDeps } from "./port.ts";
import { type Posted, postOnce } from "./post.ts";

/** To one person alone. `variant` as for `postOnce`. */
export async function postDirect(
  deps: SlackDeps,
  delivery: Delivery,
  user: string,
  post: Post,
  variant?: string,
): Promise<Posted> {
  // Opening one twice gives the same channel.
  const opened = await deps.slack.send("conversations.open", { users: user });
  if (!opened.ok) return { ok: false, reply: opened };
  const channel = String((opened.data.channel as { id: string }).id);
  return postOnce(deps, delivery, channel, post, { variant });
}
