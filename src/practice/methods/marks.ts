// reactions.*, pins.* and bookmarks.*
import { type Body, done, type Failure, fail, isFailure } from "../answers.ts";
import { addBookmark, addPin, addReaction, pinShape, removePin, removeReaction } from "../messages/marks.ts";
import { messageShape } from "../messages/message-shapes.ts";
import type { Bookmark, Channel, Json, Message, Workspace } from "../state.ts";
import { findChannel, findMessage, findOwnChannel, type Methods, textOf } from "./method.ts";

const BOOKMARKS_MAX = 100;

export const markMethods: Methods = {
  "reactions.add": (ws, args) =>
    withMessage(ws, args, (...at) => addReaction(ws, ...at, textOf(args.name), ws.state.app.botUser)),
  "reactions.remove": (ws, args) =>
    withMessage(ws, args, (...at) => removeReaction(ws, ...at, textOf(args.name), ws.state.app.botUser)),
  "reactions.get": (ws, args) =>
    withMessage(ws, args, (channel, message) =>
      done({ type: "message", channel: channel.id, message: messageShape(ws, channel, message) }),
    ),
  "pins.add": (ws, args) => withMessage(ws, args, (...at) => addPin(ws, ...at, ws.state.app.botUser)),
  "pins.remove": (ws, args) => withMessage(ws, args, (...at) => removePin(ws, ...at, ws.state.app.botUser)),
  "pins.list": listPins,
  "bookmarks.add": add,
  "bookmarks.edit": edit,
  "bookmarks.remove": remove,
  "bookmarks.list": list,
};

function withMessage(ws: Workspace, args: Json, then: (channel: Channel, message: Message) => Body): Body {
  const channel = findOwnChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  if (!args.timestamp) return fail("no_item_specified");
  const message = findMessage(channel, args.timestamp);
  return isFailure(message) ? message : then(channel, message);
}

function listPins(ws: Workspace, args: Json): Body {
  const channel = findChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const items = channel.pins.flatMap((pin) => {
    const message = channel.messages.get(pin.ts);
    return message ? [pinShape(ws, channel, message, pin)] : [];
  });
  return done({ items: items.reverse() });
}

function add(ws: Workspace, args: Json): Body {
  const channel = findOwnChannel(ws, args.channel_id);
  if (isFailure(channel)) return channel;
  if (args.type !== "link") return fail("invalid_bookmark_type");
  if (!isLink(args.link)) return fail("invalid_link");
  if (channel.bookmarks.length >= BOOKMARKS_MAX) return fail("too_many_bookmarks");
  const bookmark = addBookmark(ws, channel, textOf(args.title), textOf(args.link), textOf(args.emoji));
  return done({ bookmark: shape(ws, channel, bookmark) });
}

function edit(ws: Workspace, args: Json): Body {
  const found = findBookmark(ws, args);
  if (isFailure(found)) return found;
  if (args.link !== undefined && !isLink(args.link)) return fail("invalid_link");
  const { channel, bookmark } = found;
  for (const key of ["title", "link", "emoji"] as const) if (args[key] !== undefined) bookmark[key] = textOf(args[key]);
  bookmark.updated = ws.clock.now();
  ws.changed();
  return done({ bookmark: shape(ws, channel, bookmark) });
}

function remove(ws: Workspace, args: Json): Body {
  const found = findBookmark(ws, args);
  if (isFailure(found)) return found;
  found.channel.bookmarks = found.channel.bookmarks.filter((one) => one !== found.bookmark);
  ws.changed();
  return done();
}

function list(ws: Workspace, args: Json): Body {
  const channel = findChannel(ws, args.channel_id);
  if (isFailure(channel)) return channel;
  return done({ bookmarks: channel.bookmarks.map((bookmark) => shape(ws, channel, bookmark)) });
}

function findBookmark(ws: Workspace, args: Json): { channel: Channel; bookmark: Bookmark } | Failure {
  const channel = findOwnChannel(ws, args.channel_id);
  if (isFailure(channel)) return channel;
  const bookmark = channel.bookmarks.find((one) => one.id === args.bookmark_id);
  return bookmark ? { channel, bookmark } : fail("not_found");
}

const isLink = (value: unknown) => typeof value === "string" && URL.canParse(value);

function shape(ws: Workspace, channel: Channel, bookmark: Bookmark): Json {
  const { id, title, link, emoji } = bookmark;
  const dates = {
    date_created: Math.floor(bookmark.created / 1_000),
    date_updated: Math.floor(bookmark.updated / 1_000),
  };
  const base = { id, channel_id: channel.id, title, link, emoji, type: "link", icon_url: null, entity_id: null };
  return { ...base, ...dates, last_updated_by_team_id: ws.state.team.id };
}
