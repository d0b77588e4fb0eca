// The record of a room: what each message said, in every version. Pure: deciding what is new, never storing it.
import type { Instant } from "../lib/pure/time.ts";
import { type JsonObject, textIn } from "../lib/pure/json.ts";
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

/** A message as the record shows it now. */
export interface RecordedMessage {
  ts: string;
  kind: string;
  threadTs: string | null;
  author: string;
  text: string;
  files: string[];
  version: number;
  editedTs: string;
  /** Keys of all versions' contents; and ABSENT, while it is only taken for deleted since history did not show it. */
  contents: string[];
  deletedAt: Instant | null;
}

/** Among the contents of a message: it is taken for deleted because history did not show it. */
export const ABSENT = "absent";

/** The kind of a message whose words were removed: nothing that is told of it later counts. */
export const REDACTED = "redacted";

/**
 * The message after one more sighting, or null when the sighting tells nothing new. Sightings come in any order and
 * more than once: an older version is kept without hiding a newer one, a deletion is never undone by a late edit, and
 * the words that a deletion quotes are shown where nothing newer is known. A deletion that was only inferred, since
 * history did not show the message, holds until something shows it again. `contentKey` is a short hash of the
 * sighting's content.
 */
export function recorded(
  before: RecordedMessage | null,
  sighting: Sighting,
  contentKey: string,
  now: Instant,
): RecordedMessage | null {
  if (before?.kind === REDACTED) return null;
  const inferred = before?.contents.includes(ABSENT) ?? false;
  const infers = sighting.deleted && isAbsence(sighting);
  // Shown again, deleted again, or deleted for certain: news, whatever was told before.
  const turns = before !== null && (inferred ? !infers : sighting.deleted && before.deletedAt === null);
  if (!turns && before?.contents.includes(contentKey)) return null;
  const newer = isNewer(before, sighting);
  if (!turns && sighting.deleted && before?.deletedAt != null && !newer) return null;
  const told = new Set([...(before?.contents ?? []), contentKey]);
  if (infers && (inferred || before?.deletedAt == null)) told.add(ABSENT);
  else told.delete(ABSENT);
  const contents = [...told];
  const version = (before?.version ?? 0) + 1;
  const shownAgain = inferred && !sighting.deleted;
  const deletedAt = shownAgain ? null : (before?.deletedAt ?? (sighting.deleted ? now : null));
  if (before && !newer) return { ...before, contents, version, deletedAt };
  const { ts, kind, threadTs, author, text, files, editedTs } = sighting;
  return { ts, kind, threadTs, author, text, files, editedTs, version, contents, deletedAt };
}

/** Reconciliation tells so of a message that history should show and does not. */
const isAbsence = ({ raw }: Sighting): boolean => (raw as JsonObject | null)?.absent_from_history === true;

/** What is left where the words are gone: history shows it in place of a deleted message that has replies. */
const TOMBSTONE = "tombstone";

/** Whether its words are to stand. Of two edits in one second, which Slack does not tell apart, the later told. */
function isNewer(before: RecordedMessage | null, sighting: Sighting): boolean {
  if (!before || before.kind === TOMBSTONE) return true;
  if (sighting.kind === TOMBSTONE) return false;
  return sighting.deleted ? sighting.editedTs > before.editedTs : sighting.editedTs >= before.editedTs;
}

/** What makes two tellings of a message the same version. Unfurls and counters change neither. */
export const contentOf = (sighting: Sighting): string =>
  JSON.stringify([
    sighting.deleted,
    sighting.editedTs,
    sighting.author,
    sighting.text,
    sighting.files,
    // A message of blocks without words (an image, a divider) changes in them alone.
    sighting.text === "" && !sighting.deleted ? ((sighting.raw as JsonObject | null)?.blocks ?? null) : null,
  ]);

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
