import type { SlackCall } from "./slack-call.ts";

/** Who the bot is in its workspace, as `auth.test` says. */
export interface Identity {
  team: string;
  botUser: string;
  botId: string;
  /** "https://example.slack.com"; null where Slack does not say. */
  url: string | null;
}

const known = new WeakMap<SlackCall, Identity>();

/** Asked once; null while Slack cannot be asked. */
export async function identity(call: SlackCall): Promise<Identity | null> {
  const before = known.get(call);
  if (before) return before;
  const reply = await call("auth.test", {});
  if (!reply.ok) return null;
  const { team_id, user_id, bot_id, url } = reply.data;
  const found = {
    team: String(team_id),
    botUser: String(user_id),
    botId: String(bot_id),
    url: typeof url === "string" ? url.replace(/\/$/, "") : null,
  };
  known.set(call, found);
  return found;
}
