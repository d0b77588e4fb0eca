// conversations.history and conversations.replies: what the app can read back.
import { type Body, done, type Failure, fail, isFailure } from "../answers.ts";
import { messageShape } from "../messages/message-shapes.ts";
import type { Channel, Json, Message, Workspace } from "../state.ts";
import { cursorOf, findChannel, isTrue, limitOf, type Methods, readCursor, textOf } from "./method.ts";

const LIMIT_MAX = 999;
/** What unlisted commercial apps get, whatever they ask for. */
const CAPPED_LIMIT = 15;

export const historyMethods: Methods = {
  "conversations.history": history,
  "conversations.replies": replies,
};

/** Newest first; thread replies only when they were also sent to the channel. */
function history(ws: Workspace, args: Json): Body {
  const channel = readableChannel(ws, args);
  if (isFailure(channel)) return channel;
  const wanted = [...channel.messages.values()]
    .filter((message) => isTopLevel(message) && inRange(message, args))
    .reverse();
  const found = pageOfMessages(ws, channel, wanted, args);
  return isFailure(found) ? found : done({ ...found, pin_count: channel.pins.length });
}

/** Oldest first, the parent at the head. A reply's own ts gives that reply alone. */
function replies(ws: Workspace, args: Json): Body {
  const channel = readableChannel(ws, args);
  if (isFailure(channel)) return channel;
  const parent = channel.messages.get(textOf(args.ts));
  if (!parent) return fail("thread_not_found");
  const answers = (channel.threads.get(parent.ts) ?? []).flatMap((ts) => channel.messages.get(ts) ?? []);
  // The parent is never filtered away: a page of new replies still says what they answer.
  return pageOfMessages(ws, channel, [parent, ...answers.filter((message) => inRange(message, args))], args);
}

function readableChannel(ws: Workspace, args: Json): Channel | Failure {
  const channel = findChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  return channel.members.includes(ws.state.app.botUser) ? channel : fail("not_in_channel");
}

const isTopLevel = (message: Message) =>
  !message.threadTs || message.threadTs === message.ts || message.broadcast === true;

function inRange(message: Message, args: Json): boolean {
  const at = Number(message.ts);
  const oldest = args.oldest ? Number(args.oldest) : Number.NEGATIVE_INFINITY;
  const latest = args.latest ? Number(args.latest) : Number.POSITIVE_INFINITY;
  return isTrue(args.inclusive) ? at >= oldest && at <= latest : at > oldest && at < latest;
}

/** The cursor names the next message, so that messages posted meanwhile move nothing. */
function pageOfMessages(ws: Workspace, channel: Channel, all: Message[], args: Json): Body {
  const asked = limitOf(args, 100, LIMIT_MAX);
  const from = readCursor(args.cursor);
  if (isFailure(asked)) return asked;
  if (isFailure(from)) return from;
  const limit = ws.cappedHistory ? Math.min(asked, CAPPED_LIMIT) : asked;
  const start = from === "" ? 0 : startAt(all, from);
  const page = all.slice(start, start + limit);
  const next = all[start + limit];
  const messages = page.map((message) => messageShape(ws, channel, message, isTrue(args.include_all_metadata)));
  const metadata = next ? { response_metadata: { next_cursor: cursorOf(next.ts) } } : {};
  return done({ messages, has_more: next !== undefined, ...metadata });
}

/** Where that message is, or would be had it not been deleted between two pages. */
function startAt(all: Message[], ts: string): number {
  const descending = all.length > 1 && all[0]!.ts > all[1]!.ts;
  const at = all.findIndex((message) => (descending ? message.ts <= ts : message.ts >= ts));
  return at < 0 ? all.length : at;
}
