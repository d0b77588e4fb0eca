import type { Post } from "../../blocks/mrkdwn.ts";
import type { Delivery } from "../deliver.ts";
import type { SlackDeps } from "./port.ts";
import { type Posted, postTo } from "./post.ts";
import { isVisible } from "./visible.ts";

/** To one person alone, if they may see the incident now. `variant` as for `postOnce`. */
export async function postDirect(
  deps: SlackDeps,
  delivery: Delivery,
  user: string,
  post: Post,
  variant?: string,
): Promise<Posted> {
  const seen = await isVisible(deps, delivery.incident, user);
  if (!seen.ok) return seen;
  if (!seen.visible) return { ok: false, reply: null };
  // Opening one twice gives the same channel.
  const opened = await deps.slack.send("conversations.open", { users: user });
  if (!opened.ok) return { ok: false, reply: opened };
  const channel = String((opened.data.channel as { id: string }).id);
  return postTo(deps, delivery, channel, post, { variant });
}
