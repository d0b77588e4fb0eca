// What a person does on the page. The same functions change the workspace as for the app; only the permissions differ.
import type { ActOf, WorkspaceAct } from "./act-of.ts";
import { type Body, done, fail, isFailure } from "./answers.ts";
import { writeCanvas } from "./channels/canvas-acts.ts";
import { channelActs } from "./channels/channel-acts.ts";
import {
  closeByPerson,
  pressInMessage,
  pressInView,
  sendCommand,
  sendGlobalShortcut,
  sendMessageShortcut,
  submitView,
} from "./interactions/interactions.ts";
import { messageActs } from "./messages/message-acts.ts";
import { dismissNotice } from "./notices.ts";
import { openHome } from "./interactions/home.ts";
import type { PageAnswer } from "./page-api.ts";
import { visibleChannel } from "./permissions.ts";
import type { Json, User, View, Workspace } from "./state.ts";
import { findView } from "./interactions/views.ts";

/** Does it at once. What the app makes of it follows by itself. */
export function act(ws: Workspace, what: WorkspaceAct): PageAnswer {
  const user = ws.state.users.get(what.as);
  if (!user || user.deleted) return { ok: false, error: "user_not_found" };
  const answer = perform(ws, user, what);
  ws.changed();
  if (isFailure(answer)) return { ok: false, error: answer.error };
  const { channel, ts } = answer as { channel?: string; ts?: string };
  return { ok: true, ...(channel && { channel }), ...(ts && { ts }) };
}

function perform(ws: Workspace, user: User, what: WorkspaceAct): Body {
  switch (what.act) {
    case "command":
      return command(ws, user, what);
    case "shortcut":
      return shortcut(ws, user, what);
    case "block-action":
      return press(ws, user, what);
    case "submit":
      return withView(ws, user, what.view, (view) => submitView(ws, user.id, view, what.values as View["values"]));
    case "close":
      return withView(ws, user, what.view, (view) => closeByPerson(ws, user.id, view));
    case "open-home":
      return openHome(ws, user.id);
    case "dismiss-notice":
      dismissNotice(ws, user.id, what.id);
      return done();
    case "edit-canvas":
      return writeCanvas(ws, user, what);
    case "dismiss-ephemeral":
      return dismissEphemeral(ws, user, what);
    case "post":
    case "edit":
    case "delete":
    case "react":
    case "unreact":
    case "pin":
    case "unpin":
    case "upload":
      return messageActs(ws, user, what);
    default:
      return channelActs(ws, user, what);
  }
}

function command(ws: Workspace, user: User, what: ActOf<"command">): Body {
  const channel = visibleChannel(ws, user, what.channel);
  if (isFailure(channel)) return channel;
  return sendCommand(ws, user.id, channel, what.command, what.text);
}

function shortcut(ws: Workspace, user: User, what: ActOf<"shortcut">): Body {
  const known = ws.state.app.shortcuts.find((one) => one.callbackId === what.callbackId);
  if (!known) return fail("unknown_shortcut");
  if (known.type === "global") return sendGlobalShortcut(ws, user.id, what.callbackId);
  const channel = visibleChannel(ws, user, what.channel ?? "");
  if (isFailure(channel)) return channel;
  const message = channel.messages.get(what.ts ?? "");
  if (!message) return fail("message_not_found");
  return sendMessageShortcut(ws, user.id, what.callbackId, channel, message);
}

function press(ws: Workspace, user: User, what: ActOf<"block-action">): Body {
  const { blockId, actionId, chosen, values } = what;
  const typed = { ...(chosen && { chosen: chosen as Json }), ...(values && { values: values as View["values"] }) };
  if (what.view)
    return withView(ws, user, what.view, (view) => pressInView(ws, user.id, view, { blockId, actionId, ...typed }));
  const channel = visibleChannel(ws, user, what.channel ?? "");
  if (isFailure(channel)) return channel;
  const own = channel.ephemerals.find((one) => one.ts === what.ts && one.onlyFor === user.id);
  const message = own ?? channel.messages.get(what.ts ?? "");
  if (!message) return fail("message_not_found");
  return pressInMessage(ws, user.id, channel, message, { blockId, actionId, ...typed });
}

function dismissEphemeral(ws: Workspace, user: User, what: ActOf<"dismiss-ephemeral">): Body {
  const channel = visibleChannel(ws, user, what.channel);
  if (isFailure(channel)) return channel;
  channel.ephemerals = channel.ephemerals.filter((one) => one.ts !== what.ts || one.onlyFor !== user.id);
  return done();
}

function withView(ws: Workspace, user: User, id: string, then: (view: View) => Body): Body {
  const view = findView(ws, id);
  return view && view.user === user.id ? then(view) : fail("not_found");
}
