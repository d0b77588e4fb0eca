// What every Web API method is, and the look-ups they share: what the app names, or the error Slack names.
import { type Body, type Failure, fail, isFailure } from "../answers.ts";
import type { Channel, Json, Message, User, Workspace } from "../state.ts";
import { channelNamed } from "../messages/text.ts";

/** Arguments are real values: what came form-encoded has been decoded before. */
type Method = (ws: Workspace, args: Json) => Body;
export type Methods = Record<string, Method>;

/** A channel the app can see: public, or one its bot is in. */
export function findChannel(ws: Workspace, id: unknown): Channel | Failure {
  const channel = ws.state.channels.get(String(id));
  const visible = channel && (channel.kind === "channel" || channel.members.includes(ws.state.app.botUser));
  return visible ? channel : fail("channel_not_found");
}

/** A channel the app may change: its bot is in it, and it is not archived. */
export function findOwnChannel(ws: Workspace, id: unknown): Channel | Failure {
  const channel = findChannel(ws, id);
  if (isFailure(channel)) return channel;
  if (channel.isArchived) return fail("is_archived");
  return channel.members.includes(ws.state.app.botUser) ? channel : fail("not_in_channel");
}

/** Where chat.postMessage goes: an id, a name with or without #, or a person. */
export function findTarget(ws: Workspace, target: unknown): Channel | Failure | User {
  const name = String(target);
  const byId = findChannel(ws, name);
  if (!isFailure(byId)) return byId;
  const named = channelNamed(ws.state, name.replace(/^#/, ""));
  if (named) return findChannel(ws, named.id);
  const user = ws.state.users.get(name);
  return user && !user.deleted ? user : byId;
}

export function findMessage(channel: Channel, ts: unknown): Message | Failure {
  if (typeof ts !== "string" && typeof ts !== "number") return fail("bad_timestamp");
  const message = channel.messages.get(String(ts));
  return message && message.subtype !== "tombstone" ? message : fail("message_not_found");
}

export function findUser(ws: Workspace, id: unknown): User | Failure {
  return ws.state.users.get(String(id)) ?? fail("user_not_found");
}

/** "a,b" or ["a", "b"]. */
export function listOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value.map(String) : String(value ?? "").split(",");
  return list.map((one) => one.trim()).filter((one) => one !== "");
}

export const textOf = (value: unknown): string => (value === undefined || value === null ? "" : String(value));

export const isTrue = (value: unknown): boolean => value === true || value === "true" || value === "1" || value === 1;

/** The number of objects on a page, as asked for and as allowed. */
export function limitOf(args: Json, usual: number, max: number): number | Failure {
  const limit = args.limit === undefined || args.limit === "" ? usual : Number(args.limit);
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, max) : fail("invalid_limit");
}

export const cursorOf = (key: string): string => Buffer.from(`next:${key}`).toString("base64");

/** The key a cursor stands for; "" when there is no cursor. */
export function readCursor(value: unknown): string | Failure {
  const cursor = textOf(value);
  if (cursor === "") return "";
  const text = Buffer.from(cursor, "base64").toString();
  return text.startsWith("next:") ? text.slice(5) : fail("invalid_cursor");
}

/** One page of a list, and the cursor of the next. */
export function pageOf<T>(
  all: T[],
  args: Json,
  keyOf: (one: T) => string,
): { page: T[]; response_metadata: Json } | Failure {
  const limit = limitOf(args, all.length || 1, 1_000);
  const from = readCursor(args.cursor);
  if (isFailure(limit)) return limit;
  if (isFailure(from)) return from;
  const start = from === "" ? 0 : all.findIndex((one) => keyOf(one) === from);
  if (start < 0) return fail("invalid_cursor");
  const next = all[start + limit];
  return {
    page: all.slice(start, start + limit),
    response_metadata: { next_cursor: next ? cursorOf(keyOf(next)) : "" },
  };
}
