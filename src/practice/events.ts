// Events API envelopes: what happened, told to the app when it may see it.
import { freshId } from "./ids.ts";
import type { Channel, Json, Workspace } from "./state.ts";

/** The verification token old apps compare; ours is no secret. */
export const VERIFICATION_TOKEN = "practice-verification";

/** Tells the app. With a channel, only if its bot is a member there. */
export function emit(ws: Workspace, event: Json & { type: string }, channel?: Channel): void {
  const { app, team } = ws.state;
  if (channel && !channel.members.includes(app.botUser)) return;
  if (app.events && !app.events.includes(subscriptionName(event, channel))) return;
  ws.deliveries.event({
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: freshId(ws.random, "Ev"),
    event_time: Math.floor(ws.clock.now() / 1_000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: channel?.isShared ?? false,
    event_context: freshId(ws.random, "4-"),
  });
}

/** Apps subscribe to messages by the kind of conversation: message.channels, message.groups, message.im. */
function subscriptionName(event: Json & { type: string }, channel?: Channel): string {
  if (event.type !== "message" || !channel) return event.type;
  return channel.kind === "im" || channel.kind === "mpim" ? `message.${channel.kind}` : `message.${channel.kind}s`;
}
