// Commands, shortcuts, presses and forms: the payload the app gets, and what its acknowledgement does.
import { type Body, done, fail, isFailure } from "../answers.ts";
import type { Ack } from "../deliveries.ts";
import { VERIFICATION_TOKEN } from "../events.ts";
import { messageShape } from "../messages/message-shapes.ts";
import { notify } from "../notices.ts";
import type { Channel, Ephemeral, Json, Message, View, Workspace } from "../state.ts";
import { escapedCommand } from "../messages/text.ts";
import { issueResponseUrl, issueTrigger, respondInAck } from "./triggers.ts";
import { boundErrors, findElement, requiredErrors, stateValues } from "./view-state.ts";
import { closeAllViews, closeView, pushView, readView, updateView, viewShape } from "./views.ts";

type Values = Record<string, Record<string, Json>>;

const TROUBLE = "We had some trouble connecting. Try again?";

/** A slash command; the body of its acknowledgement is shown to the person, or to the channel when it says so. */
export function sendCommand(ws: Workspace, user: string, channel: Channel, command: string, text: string): Body {
  const { team, app } = ws.state;
  if (!app.commands.some((one) => one.command === command)) return fail("unknown_command");
  const payload = {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelNameFor(channel),
    user_id: user,
    user_name: ws.state.users.get(user)?.name ?? "",
    command,
    text: escapedCommand(ws.state, text),
    api_app_id: app.id,
    is_enterprise_install: "false",
    response_url: issueResponseUrl(ws, user, channel.id, null),
    trigger_id: issueTrigger(ws, user),
  };
  ws.deliveries.interaction("slash_commands", payload, (ack) => {
    if (!ack.acked) return notify(ws, user, `${command} failed with the error "${commandError(ack)}"`);
    const shown = respondInAck(ws, user, channel, ack.body);
    if (isFailure(shown)) notify(ws, user, `${command} failed with the error "${shown.error}"`);
  });
  return done();
}

export function sendGlobalShortcut(ws: Workspace, user: string, callbackId: string): Body {
  const payload = { type: "shortcut", ...common(ws, user), callback_id: callbackId, ...acting(ws, user) };
  ws.deliveries.interaction("interactive", payload, (ack) => warnIfFailed(ws, user, ack));
  return done();
}

export function sendMessageShortcut(
  ws: Workspace,
  user: string,
  callbackId: string,
  channel: Channel,
  message: Message,
): Body {
  const payload = {
    type: "message_action",
    ...common(ws, user),
    callback_id: callbackId,
    ...acting(ws, user),
    response_url: issueResponseUrl(ws, user, channel.id, { ts: message.ts, ephemeral: false }),
    message_ts: message.ts,
    channel: { id: channel.id, name: channelNameFor(channel) },
    message: messageShape(ws, channel, message),
  };
  ws.deliveries.interaction("interactive", payload, (ack) => warnIfFailed(ws, user, ack));
  return done();
}

export interface Press {
  blockId: string;
  actionId: string;
  chosen?: Json;
  values?: Values;
}

/** A press on something in a message; nothing of an ephemeral message is repeated to the app. */
export function pressInMessage(
  ws: Workspace,
  user: string,
  channel: Channel,
  message: Message | Ephemeral,
  press: Press,
): Body {
  const action = actionOf(ws, message.blocks, press);
  if (!action) return fail("invalid_action");
  const ephemeral = "onlyFor" in message;
  const thread = message.threadTs ? { thread_ts: message.threadTs } : {};
  const payload = {
    type: "block_actions",
    ...common(ws, user),
    container: { type: "message", message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral, ...thread },
    trigger_id: issueTrigger(ws, user),
    channel: { id: channel.id, name: channelNameFor(channel) },
    ...(!ephemeral && { message: messageShape(ws, channel, message) }),
    state: { values: stateValues(message.blocks, press.values ?? {}) },
    response_url: issueResponseUrl(ws, user, channel.id, { ts: message.ts, ephemeral }),
    actions: [action],
  };
  ws.deliveries.interaction("interactive", payload, (ack) => warnIfFailed(ws, user, ack));
  return done();
}

export function pressInView(ws: Workspace, user: string, view: View, press: Press): Body {
  const action = actionOf(ws, view.blocks, press);
  if (!action) return fail("invalid_action");
  view.values = stateValues(view.blocks, press.values ?? view.values);
  const payload = {
    type: "block_actions",
    ...common(ws, user),
    container: { type: "view", view_id: view.id },
    trigger_id: issueTrigger(ws, user),
    view: viewShape(ws, view),
    state: { values: view.values },
    actions: [action],
  };
  ws.deliveries.interaction("interactive", payload, (ack) => warnIfFailed(ws, user, ack));
  return done();
}

/** Sends a form, unless Slack's client would not have let it go. */
export function submitView(ws: Workspace, user: string, view: View, given: Values): Body {
  if (view.busy) return fail("view_busy");
  view.values = stateValues(view.blocks, given);
  view.errors = { ...boundErrors(view, view.values), ...requiredErrors(view, view.values) };
  ws.changed();
  if (Object.keys(view.errors).length > 0) return done();
  view.busy = true;
  const payload = {
    type: "view_submission",
    ...common(ws, user),
    trigger_id: issueTrigger(ws, user),
    view: viewShape(ws, view),
    response_urls: [],
  };
  ws.deliveries.interaction("interactive", payload, (ack) => {
    view.busy = false;
    ws.changed();
    const answered = ack.acked && answerSubmit(ws, user, view, ack.body);
    if (!answered) notify(ws, user, TROUBLE);
  });
  return done();
}

export function closeByPerson(ws: Workspace, user: string, view: View): Body {
  closeView(ws, view);
  if (!view.notifyOnClose) return done();
  const payload = { type: "view_closed", ...common(ws, user), view: viewShape(ws, view), is_cleared: false };
  ws.deliveries.interaction("interactive", payload, () => {});
  return done();
}

/** False when the app's answer makes no sense; Slack then shows the same words as for no answer. */
function answerSubmit(ws: Workspace, user: string, view: View, body: unknown): boolean {
  const answer = (typeof body === "object" && body !== null ? body : {}) as Json;
  if (answer.response_action === undefined) closeView(ws, view);
  else if (answer.response_action === "clear") closeAllViews(ws, user);
  else if (answer.response_action === "errors") return showErrors(ws, view, answer.errors);
  else if (answer.response_action === "update" || answer.response_action === "push") {
    const draft = readView(ws, answer.view);
    if (isFailure(draft)) return false;
    if (answer.response_action === "push") return !isFailure(pushView(ws, user, draft));
    updateView(ws, view, draft);
  } else return false;
  return true;
}

function showErrors(ws: Workspace, view: View, errors: unknown): boolean {
  const entries = Object.entries((errors ?? {}) as Record<string, string>);
  const inputs = view.blocks.filter((block) => block.type === "input").map((block) => block.block_id);
  if (entries.length === 0 || entries.some(([id]) => !inputs.includes(id))) return false;
  view.errors = Object.fromEntries(entries);
  ws.changed();
  return true;
}

function common(ws: Workspace, user: string): Json {
  const { team, app, users } = ws.state;
  const name = users.get(user)?.name ?? "";
  return {
    token: VERIFICATION_TOKEN,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: app.id,
    user: { id: user, username: name, name, team_id: team.id },
  };
}

function acting(ws: Workspace, user: string): Json {
  return { action_ts: (ws.clock.now() / 1_000).toFixed(6), trigger_id: issueTrigger(ws, user) };
}

function actionOf(ws: Workspace, blocks: Json[], press: Press): Json | undefined {
  const element = findElement(blocks as View["blocks"], press.blockId, press.actionId);
  if (!element) return undefined;
  const { type, text, value, style, placeholder } = element;
  const own = Object.entries({ text, value, style, placeholder }).filter(([, field]) => field !== undefined);
  const action_ts = (ws.clock.now() / 1_000).toFixed(6);
  const ids = { action_id: press.actionId, block_id: press.blockId };
  return { ...Object.fromEntries(own), ...press.chosen, type, ...ids, action_ts };
}

function warnIfFailed(ws: Workspace, user: string, ack: Ack): void {
  if (ack.acked) return;
  const words: Record<typeof ack.reason, string> = {
    http_timeout: "Operation timed out. Apps need to respond within 3 seconds.",
    http_error: `This app responded with Status Code ${ack.status ?? 500}.`,
    connection_failed: TROUBLE,
  };
  notify(ws, user, words[ack.reason]);
}

function commandError(ack: Ack & { acked: false }): string {
  if (ack.reason === "http_timeout") return "operation_timeout";
  return ack.reason === "http_error" ? "http_service_error" : "dispatch_failed";
}

/** Direct messages and private channels have no name of their own in payloads. */
function channelNameFor(channel: Channel): string {
  if (channel.kind === "im") return "directmessage";
  if (channel.kind === "mpim") return channel.name;
  return channel.kind === "group" ? "privategroup" : channel.name;
}
