// What neither a person on the page nor the app does: administrators and Slack itself. Tests and simulations use it.
import { deleteChannel, makePrivate } from "./channels/channels.ts";
import { emit, VERIFICATION_TOKEN } from "./events.ts";
import type { CanvasRule, Channel, User, Workspace } from "./state.ts";
import { changeUser } from "./users.ts";

export interface Admin {
  /** Deactivated (`deleted`), made a guest, renamed …: the app hears user_change. */
  changeUser(id: string, change: Partial<Omit<User, "id">>): void;
  deleteChannel(id: string): void;
  makePrivate(id: string, by: string): void;
  /** Shared with another organisation through Slack Connect from here on. */
  shareChannel(id: string): void;
  /** No longer shared with anybody. */
  unshareChannel(id: string): void;
  /** What the workspace's plan and its administrators make of channel canvases. */
  setCanvasRule(rule: CanvasRule): void;
  /** The scopes of the app's token: as after an installation with others; null allows everything. */
  setScopes(scopes: readonly string[] | null): void;
  /** From here on every call with the bot's token is refused with this error: token_revoked, account_inactive … */
  refuseToken(error: string): void;
  /** The token counts again. */
  acceptToken(): void;
  /** Slack says it stops sending events for this minute. */
  rateLimitEvents(): void;
}

export function createAdmin(ws: Workspace): Admin {
  const withChannel = (id: string, run: (channel: Channel) => void) => {
    const channel = ws.state.channels.get(id);
    if (channel) run(channel);
  };
  const eventTs = () => (ws.clock.now() / 1_000).toFixed(6);
  return {
    changeUser(id, change) {
      const user = ws.state.users.get(id);
      if (user) changeUser(ws, user, change);
    },
    deleteChannel: (id) => withChannel(id, (channel) => deleteChannel(ws, channel)),
    makePrivate: (id, by) => withChannel(id, (channel) => makePrivate(ws, channel, by)),
    shareChannel: (id) =>
      withChannel(id, (channel) => {
        channel.isShared = true;
        ws.changed();
        emit(ws, { type: "channel_shared", connected_team_id: "T0EXTERNAL", channel: id, event_ts: eventTs() });
      }),
    unshareChannel: (id) =>
      withChannel(id, (channel) => {
        channel.isShared = false;
        ws.changed();
        const about = { previously_connected_team_id: "T0EXTERNAL", channel: id, is_ext_shared: false };
        emit(ws, { type: "channel_unshared", ...about, event_ts: eventTs() });
      }),
    setCanvasRule(rule) {
      ws.state.canvasRule = rule;
    },
    setScopes(scopes) {
      ws.state.app.scopes = scopes && [...scopes];
    },
    refuseToken(error) {
      ws.state.app.tokenRefused = error;
      ws.changed();
      const tokens = { oauth: [], bot: [ws.state.app.botUser] };
      if (error === "token_revoked") emit(ws, { type: "tokens_revoked", tokens, event_ts: eventTs() });
    },
    acceptToken() {
      ws.state.app.tokenRefused = null;
      ws.changed();
    },
    rateLimitEvents() {
      const minute_rate_limited = Math.floor(ws.clock.now() / 60_000) * 60;
      const { team, app } = ws.state;
      const about = { team_id: team.id, minute_rate_limited, api_app_id: app.id };
      ws.deliveries.event({ token: VERIFICATION_TOKEN, type: "app_rate_limited", ...about });
    },
  };
}
