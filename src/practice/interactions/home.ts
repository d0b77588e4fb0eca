// Opening the app's Home tab.
import { type Body, done } from "../answers.ts";
import { directChannel } from "../channels/channels.ts";
import { emit } from "../events.ts";
import { nextTs } from "../messages/messages.ts";
import type { Workspace } from "../state.ts";
import { viewShape } from "./views.ts";

/** Tells the app, which then publishes or refreshes the view. */
export function openHome(ws: Workspace, user: string): Body {
  const { channel } = directChannel(ws, user, ws.state.app.botUser);
  const home = ws.state.homes.get(user);
  const view = home ? { view: viewShape(ws, home) } : {};
  emit(ws, { type: "app_home_opened", user, channel: channel.id, tab: "home", ...view, event_ts: nextTs(ws, channel) });
  return done();
}
