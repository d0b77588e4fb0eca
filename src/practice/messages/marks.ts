// What is put on messages and channels beside text: reactions, pins and bookmarks.
import { type Body, done, fail } from "../answers.ts";
import { emit } from "../events.ts";
import { freshId } from "../ids.ts";
import { messageShape } from "./message-shapes.ts";
import { nextTs } from "./messages.ts";
import type { Bookmark, Channel, Json, Message, Pin, Workspace } from "../state.ts";

const REACTIONS_MAX = 50;
const PINS_MAX = 100;

export function addReaction(ws: Workspace, channel: Channel, message: Message, name: string, by: string): Body {
  if (!/^[\p{Ll}\p{N}_+'-]+(::skin-tone-[2-6])?$/u.test(name)) return fail("invalid_name");
  const reaction = message.reactions.find((one) => one.name === name);
  if (reaction?.users.includes(by)) return fail("already_reacted");
  if (!reaction && message.reactions.length >= REACTIONS_MAX) return fail("too_many_emoji");
  if (reaction) reaction.users = [...reaction.users, by];
  else message.reactions.push({ name, users: [by] });
  emitReaction(ws, channel, message, "reaction_added", name, by);
  return done();
}

export function removeReaction(ws: Workspace, channel: Channel, message: Message, name: string, by: string): Body {
  const reaction = message.reactions.find((one) => one.name === name);
  if (!reaction?.users.includes(by)) return fail("no_reaction");
  reaction.users = reaction.users.filter((user) => user !== by);
  message.reactions = message.reactions.filter((one) => one.users.length > 0);
  emitReaction(ws, channel, message, "reaction_removed", name, by);
  return done();
}

function emitReaction(ws: Workspace, channel: Channel, message: Message, type: string, reaction: string, user: string) {
  const item = { type: "message", channel: channel.id, ts: message.ts };
  ws.changed();
  emit(ws, { type, user, reaction, item, item_user: message.user, event_ts: nextTs(ws, channel) }, channel);
}

export function addPin(ws: Workspace, channel: Channel, message: Message, by: string): Body {
  if (channel.pins.some((pin) => pin.ts === message.ts)) return fail("already_pinned");
  if (channel.pins.length >= PINS_MAX) return fail("too_many_pins");
  const pin = { ts: message.ts, by, at: ws.clock.now() };
  channel.pins.push(pin);
  emitPin(ws, channel, message, pin, "pin_added", by);
  return done();
}

export function removePin(ws: Workspace, channel: Channel, message: Message, by: string): Body {
  const pin = channel.pins.find((one) => one.ts === message.ts);
  if (!pin) return fail("no_pin");
  channel.pins = channel.pins.filter((one) => one !== pin);
  emitPin(ws, channel, message, pin, "pin_removed", by);
  return done();
}

export function pinShape(ws: Workspace, channel: Channel, message: Message, pin: Pin): Json {
  const shown = { type: "message", channel: channel.id, created: Math.floor(pin.at / 1_000), created_by: pin.by };
  return { ...shown, message: messageShape(ws, channel, message) };
}

function emitPin(ws: Workspace, channel: Channel, message: Message, pin: Pin, type: string, user: string): void {
  const about = { user, channel_id: channel.id, item: pinShape(ws, channel, message, pin), item_user: message.user };
  ws.changed();
  emit(ws, { type, ...about, pin_count: channel.pins.length, event_ts: nextTs(ws, channel) }, channel);
}

export function addBookmark(ws: Workspace, channel: Channel, title: string, link: string, emoji: string): Bookmark {
  const now = ws.clock.now();
  const bookmark = { id: freshId(ws.random, "Bk"), title, link, emoji, created: now, updated: now };
  channel.bookmarks.push(bookmark);
  ws.changed();
  return bookmark;
}
