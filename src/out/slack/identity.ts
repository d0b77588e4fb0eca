import type { SlackCall } from "../../lib/slack-call.ts";

/** Who the bot is in its workspace, as `auth.test` says. */
export interface Identity {
  team: string;
  botUser: string;
  botId: string;
}

const known = new WeakMap<SlackCall, Identity>();

/** Asked once; null while Slack cannot be asked. */
export async function identity(read: SlackCall): Promise<Identity | null> {
  const before = known.get(read);
  if (before) return before;
  const reply = await read("auth.test", {});
  if (!reply.ok) return null;
  const { team_id, user_id, bot_id } = reply.data;
  const found = { team: String(team_id), botUser: String(user_id), botId: String(bot_id) };
  known.set(read, found);
  return found;
}
