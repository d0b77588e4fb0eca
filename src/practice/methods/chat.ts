// chat.*: posting, editing and deleting the app's messages.
import { splitMessage } from "../../lib/pure/text.ts";
import { type Body, done, type Failure, fail, failWith, isFailure } from "../answers.ts";
import { readBlocks } from "../block-kit/block-kit.ts";
import { directChannel } from "../channels/channels.ts";
import { messageShape } from "../messages/message-shapes.ts";
import { addEphemeral, addMessage, type Draft, editMessage, removeMessage } from "../messages/messages.ts";
import { permalinkOf } from "../messages/permalinks.ts";
import { hasScope } from "../scopes.ts";
import type { Channel, Json, Message, Workspace } from "../state.ts";
import {
  findChannel,
  findMessage,
  findOwnChannel,
  findTarget,
  findUser,
  isTrue,
  type Methods,
  textOf,
} from "./method.ts";

/** Longer text becomes several messages. */
const SPLIT_CHARS = 4_000;
const TEXT_CHARS_MAX = 40_000;
const ATTACHMENTS_MAX = 100;

export const chatMethods: Methods = {
  "chat.postMessage": postMessage,
  "chat.postEphemeral": postEphemeral,
  "chat.update": update,
  "chat.delete": deleteMessage,
  "chat.getPermalink": getPermalink,
};

function postMessage(ws: Workspace, args: Json): Body {
  const channel = targetChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  if (channel.isArchived) return fail("is_archived");
  const isInside = channel.members.includes(ws.state.app.botUser);
  if (!isInside && !hasScope(ws, "chat:write.public")) return fail("not_in_channel");
  const draft = readDraft(ws, args);
  if (isFailure(draft)) return draft;
  const thread = readThread(channel, args);
  if (isFailure(thread)) return thread;
  const whole = draft.text.slice(0, TEXT_CHARS_MAX);
  // Text beside blocks is only the notification, and is never split.
  const [first = "", ...rest] = draft.blocks?.length ? [whole] : splitMessage(whole, SPLIT_CHARS);
  const message = addMessage(ws, channel, { ...draft, ...thread, text: first });
  for (const text of rest) addMessage(ws, channel, { user: draft.user, ...thread, text });
  return done({ channel: channel.id, ts: message.ts, message: messageShape(ws, channel, message) });
}

function postEphemeral(ws: Workspace, args: Json): Body {
  const channel = findOwnChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const user = findUser(ws, args.user);
  if (isFailure(user) || !channel.members.includes(user.id)) return fail("user_not_in_channel");
  const draft = readDraft(ws, args);
  if (isFailure(draft)) return draft;
  if (draft.text.length > TEXT_CHARS_MAX) return fail("msg_too_long");
  const thread = args.thread_ts ? { threadTs: textOf(args.thread_ts) } : {};
  return done({ message_ts: addEphemeral(ws, channel, user.id, { ...draft, ...thread }).ts });
}

function update(ws: Workspace, args: Json): Body {
  const found = ownMessage(ws, args, "cant_update_message");
  if (isFailure(found)) return found;
  const { channel, message } = found;
  if (channel.isArchived) return fail("is_archived");
  const draft = readDraft(ws, args);
  if (isFailure(draft)) return draft;
  if (draft.text.length > SPLIT_CHARS && !draft.blocks?.length) return fail("msg_too_long");
  const { text, blocks, attachments, metadata } = draft;
  // Attachments and metadata the call leaves out stay; text without blocks takes the blocks away.
  const change = { text, blocks: blocks ?? [], ...(attachments && { attachments }), ...(metadata && { metadata }) };
  editMessage(ws, channel, message, ws.state.app.botUser, change);
  return done({ channel: channel.id, ts: message.ts, text: message.text, message: messageShape(ws, channel, message) });
}

function deleteMessage(ws: Workspace, args: Json): Body {
  const found = ownMessage(ws, args, "cant_delete_message");
  if (isFailure(found)) return found;
  removeMessage(ws, found.channel, found.message);
  return done({ channel: found.channel.id, ts: found.message.ts });
}

function getPermalink(ws: Workspace, args: Json): Body {
  const channel = findChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const message = findMessage(channel, args.message_ts);
  if (isFailure(message)) return message;
  return done({ channel: channel.id, permalink: permalinkOf(ws, channel, message) });
}

function targetChannel(ws: Workspace, target: unknown): Channel | Failure {
  const found = findTarget(ws, target);
  if (isFailure(found) || "members" in found) return found;
  return directChannel(ws, ws.state.app.botUser, found.id).channel;
}

function ownMessage(ws: Workspace, args: Json, error: string): { channel: Channel; message: Message } | Failure {
  const channel = findChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const message = findMessage(channel, args.ts);
  if (isFailure(message)) return fail("message_not_found");
  return message.botId === ws.state.app.botId ? { channel, message } : fail(error);
}

function readThread(channel: Channel, args: Json): { threadTs?: string; broadcast?: boolean } | Failure {
  if (!args.thread_ts) return {};
  const threadTs = textOf(args.thread_ts);
  if (!/^\d+\.\d+$/.test(threadTs)) return fail("invalid_thread_ts");
  if (!channel.messages.has(threadTs)) return fail("thread_not_found");
  return { threadTs, ...(isTrue(args.reply_broadcast) && { broadcast: true }) };
}

/** Text, blocks, attachments and metadata as given, checked. */
function readDraft(ws: Workspace, args: Json): Draft | Failure {
  const blocks = readBlocks(ws, args.blocks, "message");
  if (isFailure(blocks)) return blocks;
  const attachments = args.attachments as Json[] | undefined;
  if (attachments !== undefined && !Array.isArray(attachments)) return fail("invalid_attachments");
  if (attachments && attachments.length > ATTACHMENTS_MAX) return fail("too_many_attachments");
  const text = textOf(args.markdown_text ?? args.text);
  if (text.trim() === "" && blocks.list.length === 0 && !attachments?.length) return fail("no_text");
  const metadata = readMetadata(args.metadata);
  if (isFailure(metadata)) return metadata;
  const more = { ...(attachments && { attachments }), ...(metadata && { metadata }) };
  return { user: ws.state.app.botUser, text, blocks: blocks.list, ...more };
}

function readMetadata(value: unknown): Message["metadata"] | Failure {
  if (value === undefined || value === null || value === "") return undefined;
  const { event_type, event_payload } = value as Json;
  if (typeof value !== "object") return fail("invalid_metadata_format");
  if (typeof event_type !== "string" || typeof event_payload !== "object" || event_payload === null) {
    return failWith("invalid_metadata_schema", ["metadata needs event_type and event_payload"]);
  }
  return { event_type, event_payload: event_payload as Json };
}
