// Posting, editing and deleting messages, and the events they cause. People and the app come through here alike.
import { emit } from "../events.ts";
import { messageShape } from "./message-shapes.ts";
import type { Channel, Ephemeral, Json, Message, Workspace } from "../state.ts";

export interface Draft {
  user: string;
  text: string;
  blocks?: Message["blocks"];
  attachments?: Json[];
  metadata?: Message["metadata"];
  threadTs?: string;
  broadcast?: boolean;
  subtype?: string;
  fileIds?: string[];
  extra?: Json;
}

/** Unique in its channel and always growing: the clock's time, or one microsecond after the last one. */
export function nextTs(ws: Workspace, channel: Channel): string {
  channel.lastTs_us = Math.max(ws.clock.now() * 1_000, channel.lastTs_us + 1);
  const seconds = Math.floor(channel.lastTs_us / 1_000_000);
  return `${seconds}.${String(channel.lastTs_us % 1_000_000).padStart(6, "0")}`;
}

/** Adds a message and tells the app. A reply to a reply joins the same thread. */
export function addMessage(ws: Workspace, channel: Channel, draft: Draft): Message {
  const message = makeMessage(ws, channel, draft);
  channel.messages.set(message.ts, message);
  if (message.threadTs) {
    const replies = channel.threads.get(message.threadTs) ?? [];
    channel.threads.set(message.threadTs, [...replies, message.ts]);
  }
  markRead(ws, message.user, channel, message.ts);
  ws.changed();
  emitMessage(ws, channel, messageShape(ws, channel, message));
  emitMention(ws, channel, message);
  for (const id of message.fileIds) emitFileShared(ws, channel, id);
  return message;
}

/** A line Slack writes itself: somebody joined, set the topic, archived the channel. */
export function addSystemMessage(
  ws: Workspace,
  channel: Channel,
  user: string,
  subtype: string,
  text: string,
  extra: Json = {},
) {
  return addMessage(ws, channel, { user, subtype, text, extra });
}

/** Shown to one member only, never in history, never an event. */
export function addEphemeral(ws: Workspace, channel: Channel, onlyFor: string, draft: Draft): Ephemeral {
  const message: Ephemeral = { ...makeMessage(ws, channel, draft), onlyFor };
  channel.ephemerals.push(message);
  ws.changed();
  return message;
}

export function editMessage(
  ws: Workspace,
  channel: Channel,
  message: Message,
  by: string,
  change: Partial<Pick<Message, "text" | "blocks" | "attachments" | "metadata" | "fileIds">>,
): void {
  const previous = messageShape(ws, channel, message);
  Object.assign(message, change);
  const ts = nextTs(ws, channel);
  // Slack marks a message of blocks as edited only when a person edited it.
  if (!message.botId || message.blocks.length === 0) message.edited = { user: by, ts };
  ws.changed();
  emitHidden(ws, channel, ts, {
    subtype: "message_changed",
    message: messageShape(ws, channel, message),
    previous_message: previous,
  });
}

/** A thread's parent leaves a tombstone while it has replies; everything else goes. */
export function removeMessage(ws: Workspace, channel: Channel, message: Message): void {
  const previous = messageShape(ws, channel, message);
  const ts = nextTs(ws, channel);
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  ws.changed();
  if ((channel.threads.get(message.ts) ?? []).length > 0) {
    const { edited: _edited, metadata: _metadata, attachments: _attachments, ...kept } = message;
    const tombstone = { ...kept, subtype: "tombstone", text: "This message was deleted.", user: "USLACKBOT" };
    const stone: Message = { ...tombstone, blocks: [], reactions: [], fileIds: [], extra: { hidden: true } };
    channel.messages.set(message.ts, stone);
    const shape = messageShape(ws, channel, stone);
    emitHidden(ws, channel, ts, { subtype: "message_changed", message: shape, previous_message: previous });
    return;
  }
  channel.messages.delete(message.ts);
  if (message.threadTs) {
    const replies = (channel.threads.get(message.threadTs) ?? []).filter((reply) => reply !== message.ts);
    channel.threads.set(message.threadTs, replies);
  }
  emitHidden(ws, channel, ts, { subtype: "message_deleted", deleted_ts: message.ts, previous_message: previous });
}

/** Up to `ts` this member has seen the channel. */
export function markRead(ws: Workspace, user: string, channel: Channel, ts: string): void {
  const reads = ws.state.reads.get(user) ?? new Map<string, string>();
  ws.state.reads.set(user, reads.set(channel.id, ts));
}

function makeMessage(ws: Workspace, channel: Channel, draft: Draft): Message {
  const parent = draft.threadTs === undefined ? undefined : channel.messages.get(draft.threadTs);
  const sender = ws.state.users.get(draft.user);
  const { app } = ws.state;
  // Slack's own lines ("joined the channel") name the bot as user but are not the bot's messages.
  const byApp = draft.user === app.botUser && (draft.subtype === undefined || draft.subtype === "file_share");
  const bot = byApp ? { botId: app.botId, appId: app.id } : {};
  const otherBot =
    sender?.isBot && draft.user !== app.botUser ? { botId: `B${draft.user}`, subtype: "bot_message" } : {};
  return {
    ts: nextTs(ws, channel),
    user: draft.user,
    text: draft.text,
    blocks: draft.blocks ?? [],
    reactions: [],
    fileIds: draft.fileIds ?? [],
    ...bot,
    ...otherBot,
    ...(draft.subtype && { subtype: draft.subtype }),
    ...(draft.threadTs && { threadTs: parent?.threadTs ?? draft.threadTs }),
    ...(draft.broadcast && { broadcast: true, subtype: "thread_broadcast" }),
    ...(draft.attachments && { attachments: draft.attachments }),
    ...(draft.metadata && { metadata: draft.metadata }),
    ...(draft.extra && { extra: draft.extra }),
  };
}

function emitMessage(ws: Workspace, channel: Channel, shape: Json): void {
  const place = { channel: channel.id, channel_type: channel.kind, event_ts: shape.ts };
  emit(ws, { ...shape, type: "message", ...place }, channel);
}

function emitHidden(ws: Workspace, channel: Channel, ts: string, what: Json): void {
  const place = { channel: channel.id, channel_type: channel.kind, ts, event_ts: ts };
  emit(ws, { type: "message", hidden: true, ...what, ...place }, channel);
}

function emitMention(ws: Workspace, channel: Channel, message: Message): void {
  const { botUser } = ws.state.app;
  const wanted = message.text.includes(`<@${botUser}>`) && message.user !== botUser && channel.kind !== "im";
  if (!wanted || (message.subtype && message.subtype !== "file_share" && message.subtype !== "thread_broadcast"))
    return;
  const { ts, user, text, threadTs } = message;
  const thread = threadTs ? { thread_ts: threadTs } : {};
  const place = { channel: channel.id, team: ws.state.team.id, event_ts: ts };
  emit(ws, { type: "app_mention", user, text, ts, ...thread, ...place }, channel);
}

function emitFileShared(ws: Workspace, channel: Channel, id: string): void {
  const file = ws.state.files.get(id);
  if (!file) return;
  const event_ts = nextTs(ws, channel);
  const event = {
    type: "file_shared",
    file_id: id,
    user_id: file.user,
    file: { id },
    channel_id: channel.id,
    event_ts,
  };
  emit(ws, event, channel);
}
