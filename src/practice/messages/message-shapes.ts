// A stored message as the Web API and the events show it.
import { fileShape } from "./file-shapes.ts";
import type { Channel, Json, Message, Workspace } from "../state.ts";

/** The full shape. History leaves `metadata.event_payload` out unless it is asked for. */
export function messageShape(ws: Workspace, channel: Channel, message: Message, allMetadata = true): Json {
  const { team } = ws.state;
  const shape: Json = { type: "message", ts: message.ts, user: message.user, text: message.text, team: team.id };
  if (message.subtype) shape.subtype = message.subtype;
  if (message.botId) Object.assign(shape, botFields(ws, message));
  if (message.blocks.length > 0) shape.blocks = message.blocks;
  if (message.attachments) shape.attachments = message.attachments;
  if (message.edited) shape.edited = message.edited;
  if (message.metadata) shape.metadata = allMetadata ? message.metadata : { event_type: message.metadata.event_type };
  if (message.reactions.length > 0)
    shape.reactions = message.reactions.map((one) => ({ ...one, count: one.users.length }));
  if (message.fileIds.length > 0) {
    shape.files = message.fileIds
      .map((id) => ws.state.files.get(id))
      .flatMap((file) => (file ? [fileShape(ws, file)] : []));
    shape.upload = message.subtype === "file_share";
  }
  if (channel.pins.some((pin) => pin.ts === message.ts)) shape.pinned_to = [channel.id];
  return { ...shape, ...threadFields(channel, message), ...message.extra };
}

function botFields(ws: Workspace, message: Message): Json {
  const sender = ws.state.users.get(message.user);
  const profile = { id: message.botId, app_id: message.appId, name: sender?.realName ?? "", team_id: ws.state.team.id };
  const fields = { bot_id: message.botId, bot_profile: { ...profile, deleted: false, updated: 0, icons: {} } };
  return message.appId ? { ...fields, app_id: message.appId } : { ...fields, username: sender?.realName ?? "" };
}

function threadFields(channel: Channel, message: Message): Json {
  if (message.threadTs && message.threadTs !== message.ts) {
    const parent = channel.messages.get(message.threadTs);
    const root = message.broadcast && parent ? { root: { ts: parent.ts, user: parent.user, text: parent.text } } : {};
    return { thread_ts: message.threadTs, parent_user_id: parent?.user ?? "", ...root };
  }
  const replies = channel.threads.get(message.ts) ?? [];
  if (replies.length === 0) return {};
  const users = [...new Set(replies.map((ts) => channel.messages.get(ts)?.user ?? ""))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: replies.at(-1),
    is_locked: false,
    subscribed: false,
  };
}
