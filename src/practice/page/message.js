// One message: who, when, what, and what one may do with it.
import { act } from "./act.js";
import { avatar } from "./avatar.js";
import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { editor } from "./editor.js";
import { emojiChar } from "./emoji.js";
import { files } from "./files.js";
import { icon } from "./icons.js";
import { actions, keysOnMessage } from "./message-actions.js";
import { mrkdwn } from "./mrkdwn.js";
import { openThread } from "./route.js";
import { nameOf, state, ui, userById } from "./store.js";
import { isQuiet } from "./subtypes.js";
import { ago, clockTime, fullTime, tsToMs } from "./time.js";

/**
 * @param {import("../page-api.ts").PageMessage} message
 * @param {{ channel: import("../page-api.ts").PageChannel, compact: boolean, inThread?: boolean, isNew?: boolean }} place
 */
export function message(message, place) {
  const { channel } = place;
  // What merely happened takes one line, so that a room's first screen shows what people need.
  const quiet = isQuiet(message);
  const compact = place.compact || quiet;
  const user = userById(message.user);
  const name = nameOf(message.user);
  const key = `${message.ts}${message.ephemeral ? "e" : ""}`;
  const editing = ui.editing === key && !message.ephemeral;
  const classes = [
    "message",
    compact && "compact",
    quiet && "happened",
    message.ephemeral && "ephemeral",
    message.pinned && "pinned",
    editing && "editing",
  ];
  return h(
    "article",
    {
      key,
      class: classes.filter(Boolean).join(" "),
      tabindex: -1,
      "aria-label": `${name}, ${clockTime(tsToMs(message.ts))}`,
      "data-ts": message.ts,
      "data-channel": channel.id,
      "data-user": message.user,
      "data-ephemeral": message.ephemeral || undefined,
      onKeydown: (event) => keysOnMessage(event, message, channel, place.inThread),
    },
    marks(message, channel),
    h(
      "div",
      { class: "gutter" },
      compact ? h("span", { class: "hover-time" }, shortTime(message.ts)) : avatar(message.user),
    ),
    h(
      "div",
      { class: "content" },
      !compact && heading(message, user, name),
      editing ? editor(message, channel) : body(message, channel),
      files(message),
      reactions(message, channel),
      !place.inThread && threadSummary(message, channel),
    ),
    !editing && actions(message, channel, key, place.inThread),
  );
}

function marks(message, channel) {
  const dismiss = () => act({ act: "dismiss-ephemeral", channel: channel.id, ts: message.ts });
  if (message.ephemeral) {
    return h(
      "div",
      { class: "mark" },
      icon("eye"),
      "Only visible to you",
      h("button", { type: "button", class: "dismiss", onClick: dismiss }, "Dismiss"),
    );
  }
  return message.pinned && h("div", { class: "mark pin" }, icon("pin"), "Pinned");
}

function heading(message, user, name) {
  return h(
    "div",
    { class: "heading" },
    h("b", { class: "author" }, name),
    (user?.isBot || message.user === state()?.app.botUser) && h("span", { class: "badge" }, "APP"),
    user && user.kind !== "member" && h("span", { class: "badge" }, user.kind === "guest" ? "GUEST" : "EXTERNAL"),
    timeOf(message),
  );
}

const timeOf = (message) =>
  h(
    "time",
    { class: "when", datetime: new Date(tsToMs(message.ts)).toISOString(), title: fullTime(tsToMs(message.ts)) },
    clockTime(tsToMs(message.ts)),
  );

// Without "AM": the gutter is as narrow as Slack's.
const shortTime = (ts) => clockTime(tsToMs(ts)).replace(/\s?[AP]M$/i, "");

function body(message, channel) {
  const surface = { surface: `message:${channel.id}:${message.ts}`, message: { channel: channel.id, ts: message.ts } };
  const edited =
    message.editedTs && h("span", { class: "edited", title: fullTime(tsToMs(message.editedTs)) }, " (edited)");
  // As in Slack, the text of a message with blocks is only for notifications.
  if (message.blocks.length > 0) return [blocks(message.blocks, surface), edited && h("div", null, edited)];
  if (message.text === "" && !edited) return null;
  if (!isQuiet(message)) return h("div", { class: "text" }, mrkdwn(message.text), edited);
  // "Ana has joined" names who it was; "set the channel topic" does not.
  const who = message.text.startsWith("<@") ? null : [h("b", null, nameOf(message.user)), " "];
  return h("div", { class: "text quiet" }, who, mrkdwn(message.text), edited);
}

function reactions(message, channel) {
  if (message.reactions.length === 0) return null;
  return h(
    "div",
    { class: "reactions", role: "group", "aria-label": "Reactions" },
    message.reactions.map((reaction) => chip(reaction, message, channel)),
  );
}

function chip({ name, users }, message, channel) {
  const mine = users.includes(state()?.me);
  const who = users.map(nameOf).join(", ");
  const toggle = () => act({ act: mine ? "unreact" : "react", channel: channel.id, ts: message.ts, name });
  return h(
    "button",
    {
      key: name,
      type: "button",
      class: mine ? "chip mine" : "chip",
      "aria-pressed": String(mine),
      "aria-label": `${name.replaceAll("_", " ")}, ${users.length}: ${who}`,
      title: `${who} reacted with :${name}:`,
      onClick: toggle,
    },
    h("span", { class: "emoji" }, emojiChar(name) ?? `:${name}:`),
    h("span", null, users.length),
  );
}

function threadSummary(message, channel) {
  if (message.threadTs && message.threadTs !== message.ts) {
    return h(
      "button",
      { type: "button", class: "thread-link", onClick: () => openThread(channel.id, message.threadTs) },
      "View thread",
    );
  }
  if (message.replyCount === 0) return null;
  const replies = channel.messages.filter((one) => one.threadTs === message.ts && one.ts !== message.ts);
  const people = [...new Set(replies.map((one) => one.user))].slice(0, 4);
  const last = replies.at(-1);
  return h(
    "button",
    { type: "button", class: "thread-summary", onClick: () => openThread(channel.id, message.ts) },
    h(
      "span",
      { class: "faces" },
      people.map((id) => avatar(id, "small")),
    ),
    h("b", null, `${message.replyCount} ${message.replyCount === 1 ? "reply" : "replies"}`),
    last && h("span", { class: "faint" }, `Last reply ${ago(tsToMs(last.ts))}`),
  );
}
