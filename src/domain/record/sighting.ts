// What Slack told of a room, read from the shapes in which it comes: an event, or a message of the history.
import { type JsonObject, textIn } from "../../lib/pure/json.ts";
import { messageText } from "./record-text.ts";

/** One thing that Slack told us of a room, by an event or by its history. */
export interface Sighting {
  /** Slack's ts; with "#type" behind it where the event is no message (a reaction, a pin, a rename). */
  ts: string;
  kind: string;
  deleted: boolean;
  threadTs: string | null;
  author: string;
  text: string;
  files: string[];
  /** When it was edited, by Slack's clock; "" for the first version. */
  editedTs: string;
  /** As it came, for ever. */
  raw: unknown;
}

/** What is left where the words are gone: history shows it in place of a deleted message that has replies. */
export const TOMBSTONE = "tombstone";

/** A message object, from an event or from history, as a sighting; null when it carries no ts. */
export function messageSighting(message: JsonObject): Sighting | null {
  const ts = textIn(message.ts);
  if (ts === "") return null;
  const edited = message.edited as JsonObject | null | undefined;
  return {
    ts,
    kind: textIn(message.subtype),
    deleted: message.subtype === TOMBSTONE,
    threadTs: textIn(message.thread_ts) || null,
    author: textIn(message.user) || textIn(message.bot_id) || textIn(message.username),
    text: messageText(message),
    files: fileNames(message.files),
    editedTs: textIn(edited?.ts),
    raw: message,
  };
}

/** An app's message says who it is; Slack has no directory of all of them. */
export function appName({ raw }: Sighting): string | null {
  const { username, bot_profile } = (raw ?? {}) as { username?: unknown; bot_profile?: { name?: unknown } };
  const name = username || bot_profile?.name;
  return typeof name === "string" && name !== "" ? name : null;
}

/** An Events API event as a sighting of the channel it is about; null when it is about none. */
export function eventSighting(event: JsonObject): { channel: string; sighting: Sighting } | null {
  const channel = channelOf(event);
  if (channel === "" || NO_SIGHTING.has(textIn(event.type))) return null;
  const sighting = event.type === "message" ? changedMessage(event) : happening(event);
  return sighting && { channel, sighting };
}

/** A mention of the app arrives a second time, as the message that it is; its Home tab is nobody's room. */
const NO_SIGHTING = new Set(["app_mention", "app_home_opened"]);

function changedMessage(event: JsonObject): Sighting | null {
  // Both carry the message inside; the outer ts is the event's own.
  if (event.subtype === "message_changed" || event.subtype === "message_replied") {
    return messageSighting((event.message as JsonObject | undefined) ?? {});
  }
  if (event.subtype !== "message_deleted") return messageSighting(event);
  const previous = (event.previous_message as JsonObject | undefined) ?? {};
  const sighting = messageSighting({ ...previous, ts: event.deleted_ts });
  return sighting && { ...sighting, deleted: true, raw: event };
}

/** A reaction, a pin, a join, a rename: no message, and yet part of what happened in the room. */
function happening(event: JsonObject): Sighting | null {
  const at = textIn(event.event_ts);
  if (at === "") return null;
  const user = event.user as JsonObject | string | null | undefined;
  const named = typeof user === "object" && user !== null ? textIn(user.id) : textIn(user);
  const author = named || textIn(event.user_id) || textIn(event.actor_id);
  const item = event.item as JsonObject | null | undefined;
  const about = textIn(event.reaction) || textIn((event.channel as JsonObject | null | undefined)?.name);
  return {
    ts: `${at}#${textIn(event.type)}${author && `:${author}`}`,
    kind: textIn(event.type),
    deleted: false,
    threadTs: textIn(item?.ts) || textIn((item?.message as JsonObject | null | undefined)?.ts) || null,
    author,
    text: about,
    files: [],
    editedTs: "",
    raw: event,
  };
}

function channelOf(event: JsonObject): string {
  const { channel, item, channel_id } = event;
  if (typeof channel === "string") return channel;
  if (typeof channel === "object" && channel !== null) return textIn((channel as JsonObject).id);
  const ofItem = (item as JsonObject | null | undefined)?.channel;
  return textIn(ofItem) || textIn(channel_id);
}

const fileNames = (files: unknown): string[] =>
  Array.isArray(files) ? files.map((file: JsonObject | null) => textIn(file?.name) || textIn(file?.id)) : [];
