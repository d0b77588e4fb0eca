// What may be done with a message: the bar that appears over it.
import { act } from "./act.js";
import { confirm } from "./dialogs.js";
import { h } from "./dom.js";
import { QUICK_REACTIONS, emojiChar } from "./emoji.js";
import { emojiPicker } from "./emoji-picker.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { openThread } from "./route.js";
import { set, state } from "./store.js";
import { isQuiet } from "./subtypes.js";

export function actions(message, channel, key, inThread = false) {
  if (message.ephemeral) return null;
  const react = (name) => act({ act: "react", channel: channel.id, ts: message.ts, name });
  const canWrite = channel.members.includes(state()?.me) && !channel.isArchived;
  const id = idOf(key, inThread);
  return h(
    "div",
    { class: "actions", role: "group", "aria-label": "Message actions" },
    canWrite && QUICK_REACTIONS.map((name) => quick(name, react)),
    canWrite && emojiPicker({ id: `react-${id}`, label: "Add reaction", pick: react }),
    !inThread && iconButton("thread", "Reply in thread", () => openThread(channel.id, message.threadTs ?? message.ts)),
    menuButton({ id: `more-${id}`, label: "More actions", items: () => more(message, channel, key) }, icon("more")),
  );
}

const idOf = (key, inThread) => `${inThread ? "thread" : "channel"}-${key}`;

/** As in Slack: with the focus on a message, one letter does what its bar offers. */
export function keysOnMessage(event, message, channel, inThread = false) {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  // Out of a message's buttons, back to the message.
  if (event.key === "Escape" && event.target !== event.currentTarget) {
    event.stopPropagation();
    return event.currentTarget.focus();
  }
  if (!isPlain || event.target !== event.currentTarget || message.ephemeral) return undefined;
  const at = { channel: channel.id, ts: message.ts };
  const canWrite = channel.members.includes(state()?.me) && !channel.isArchived;
  const keys = {
    t: () => !inThread && openThread(channel.id, message.threadTs ?? message.ts),
    r: () => canWrite && set({ openMenu: `react-${idOf(message.ts, inThread)}` }),
    p: () => canWrite && act({ act: message.pinned ? "unpin" : "pin", ...at }),
    e: () => canWrite && isOwn(message) && set({ editing: message.ts }),
    Delete: () => canWrite && isOwn(message) && remove(message, at),
  };
  if (!keys[event.key]) return undefined;
  event.preventDefault();
  return keys[event.key]();
}

const isOwn = (message) => message.user === state()?.me && !isQuiet(message);

const iconButton = (name, label, run) =>
  h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onClick: run }, icon(name));

const quick = (name, react) =>
  h(
    "button",
    {
      key: name,
      type: "button",
      class: "icon-button quick",
      "aria-label": `React with ${name.replaceAll("_", " ")}`,
      title: `:${name}:`,
      onClick: () => react(name),
    },
    h("span", { class: "emoji" }, emojiChar(name)),
  );

function more(message, channel, key) {
  const shortcuts = (state()?.shortcuts ?? []).filter((shortcut) => shortcut.type === "message");
  const canWrite = channel.members.includes(state()?.me) && !channel.isArchived;
  const own = canWrite && isOwn(message);
  const at = { channel: channel.id, ts: message.ts };
  return [
    ...shortcuts.map((shortcut) => ({
      label: shortcut.name,
      note: state()?.app.name,
      icon: icon("bolt"),
      run: () => act({ act: "shortcut", callbackId: shortcut.callbackId, ...at }),
    })),
    canWrite && {
      label: message.pinned ? "Unpin from channel" : "Pin to channel",
      icon: icon("pin"),
      run: () => act({ act: message.pinned ? "unpin" : "pin", ...at }),
    },
    own && { label: "Edit message", icon: icon("edit"), run: () => set({ editing: key }) },
    own && { label: "Delete message…", icon: icon("trash"), danger: true, run: () => remove(message, at) },
  ].filter(Boolean);
}

async function remove(message, at) {
  const agreed = await confirm({
    title: "Delete message",
    text: [
      h("p", null, "Are you sure you want to delete this message? This cannot be undone."),
      h("blockquote", null, mrkdwn(message.text)),
    ],
    confirm: "Delete",
    deny: "Cancel",
    danger: true,
  });
  if (agreed) await act({ act: "delete", ...at });
}
