// The marks that Slack tells of: an emoji put on a message or a pin, by an event or on a message of the room's history.
import { type JsonObject, objectIn, textIn } from "../../lib/pure/json.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { EntryKind, Mark } from "./entries.ts";
import type { Runbook } from "../runbook.ts";

export interface SeenMark {
  /** The message's. */
  ts: string;
  user: string;
  mark: Mark;
  /** When, by Slack's clock; null where history shows it. */
  at: Instant | null;
  /** Put there, or taken away. */
  on: boolean;
}

/** The mark that an event tells of; null where it tells of none. */
export function markIn(event: JsonObject): SeenMark | null {
  const { type, reaction, user } = event;
  const item = objectIn(event.item);
  const ts = textIn(item.ts) || textIn(objectIn(item.message).ts);
  const at = Math.floor(Number(event.event_ts) * 1_000);
  if (ts === "" || textIn(user) === "" || !(at > 0)) return null;
  const seen = { ts, user: textIn(user), at };
  switch (type) {
    case "reaction_added":
    case "reaction_removed":
      return { ...seen, mark: emojiMark(textIn(reaction)), on: type === "reaction_added" };
    case "pin_added":
    case "pin_removed":
      return { ...seen, mark: "pin", on: type === "pin_added" };
    default:
      return null;
  }
}

/** The mark that a row of the record tells of: as its event did. */
export function recordedMark(row: { kind: string; ts: string; threadTs: string; author: string; text: string }) {
  const { kind, ts, threadTs, author, text } = row;
  return markIn({ type: kind, event_ts: ts.split("#")[0], item: { ts: threadTs }, user: author, reaction: text });
}

/** Whose emoji a message of the history shows. It does not say who pinned it. */
export function marksOn(message: JsonObject): SeenMark[] {
  const reactions = Array.isArray(message.reactions) ? message.reactions.map(objectIn) : [];
  return reactions.flatMap(({ name, users }) =>
    (Array.isArray(users) ? users.map(textIn) : [])
      .filter((user) => user !== "")
      .map((user) => ({ ts: textIn(message.ts), user, mark: emojiMark(textIn(name)), at: null, on: true })),
  );
}

/** What a mark makes of a message: a kind, null where it says nothing of it; undefined where it is no key moment. */
export function kindMarkedBy({ keyMoments }: Runbook, mark: Mark): EntryKind | null | undefined {
  if (mark === "pin" || mark === "shortcut") return null;
  const emoji = mark.slice(1, -1);
  return Object.hasOwn(keyMoments, emoji) ? keyMoments[emoji] : undefined;
}

/** In whatever colour of skin. */
export const emojiMark = (name: string): Mark => `:${name.split("::")[0]!}:`;
