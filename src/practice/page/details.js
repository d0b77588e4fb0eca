// What one may see and change of a channel: topic, people, pins, name, archive.
import { act } from "./act.js";
import { avatar } from "./avatar.js";
import { ask, closeButton, confirm, onEscape } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { link, mrkdwn, safeUrl } from "./mrkdwn.js";
import { inChannel, openThread } from "./route.js";
import { nameOf, personName, set, state, userById } from "./store.js";
import { clockTime, tsToMs } from "./time.js";

function close() {
  set({ detailsOpen: false });
  document.querySelector("main .members")?.focus();
}

/** @param {import("../page-api.ts").PageChannel} channel */
export function detailsPane(channel) {
  const isMember = channel.members.includes(state().me);
  const pins = channel.messages.filter((message) => message.pinned);
  return h(
    "aside",
    {
      class: "pane side",
      key: `details-${channel.id}`,
      tabindex: -1,
      "aria-label": "Channel details",
      mount: (el) => el.focus(),
      onKeydown: onEscape(close),
    },
    h(
      "header",
      { class: "pane-head" },
      h("h2", null, "Details", h("span", { class: "faint" }, `#${channel.name}`)),
      closeButton(close),
    ),
    h(
      "div",
      { class: "messages details", tabindex: 0, role: "region", "aria-label": "Details" },
      h("h3", null, "Topic"),
      h("p", null, channel.topic ? mrkdwn(channel.topic) : h("span", { class: "faint" }, "No topic")),
      channel.bookmarks.length > 0 && [
        h("h3", { key: "bookmarks" }, `Bookmarks (${channel.bookmarks.length})`),
        h("ul", { class: "people" }, channel.bookmarks.map(bookmarkRow)),
      ],
      h("h3", { key: "pins" }, `Pinned (${pins.length})`),
      pins.length === 0 &&
        h("p", { class: "faint" }, "Nothing is pinned. A message's More actions menu pins it for everybody."),
      pins.map((message) => pinned(message, channel)),
      h("h3", { key: "members" }, `Members (${channel.members.length})`),
      isMember &&
        !channel.isArchived &&
        h("button", { type: "button", class: "button", onClick: () => invite(channel) }, icon("plus"), "Add people"),
      h(
        "ul",
        { class: "people" },
        channel.members.map((id) => memberRow(id, channel, isMember)),
      ),
      isMember && manage(channel),
    ),
  );
}

const bookmarkRow = (one) =>
  h("li", { key: one.id }, icon("link"), h("span", { class: "stretch" }, link(safeUrl(one.link) ?? "", [one.title])));

function pinned(message, channel) {
  const words = message.blocks.length > 0 && message.text === "" ? "A message of the app" : mrkdwn(message.text);
  return h(
    "blockquote",
    { key: message.ts, class: "pinned-row" },
    h(
      "div",
      { class: "notice-head" },
      h("b", null, nameOf(message.user)),
      h("small", null, clockTime(tsToMs(message.ts))),
    ),
    h("div", { class: "pinned-words" }, words),
    h(
      "button",
      {
        type: "button",
        class: "button",
        "aria-label": `Show in channel: ${nameOf(message.user)}, ${clockTime(tsToMs(message.ts))}`,
        onClick: () => jumpTo(channel, message),
      },
      "Show",
    ),
  );
}

function jumpTo(channel, message) {
  // Where the details lie over the messages, they make room first.
  if (document.querySelector("main")?.checkVisibility() === false) set({ detailsOpen: false });
  if (!inChannel(message)) return openThread(channel.id, message.threadTs);
  return queueMicrotask(() => {
    const shown = document.querySelector(`main .message[data-ts="${message.ts}"]`);
    shown?.scrollIntoView({ block: "center" });
    shown?.focus();
  });
}

function memberRow(id, channel, isMember) {
  const user = userById(id);
  return h(
    "li",
    { key: id },
    avatar(id, "small"),
    h("span", { class: "stretch" }, nameOf(id), user?.title && h("small", null, user.title)),
    isMember &&
      id !== state().me &&
      h(
        "button",
        {
          type: "button",
          class: "button quiet",
          "aria-label": `Remove ${nameOf(id)}`,
          onClick: () => act({ act: "kick", channel: channel.id, user: id }),
        },
        "Remove",
      ),
  );
}

function invite(channel) {
  const rest = state().users.filter((user) => !channel.members.includes(user.id));
  if (rest.length === 0) return set({ problem: "Everybody is already here." });
  return ask({
    title: `Add people to #${channel.name}`,
    submit: "Add",
    fields: [
      { label: "Person", name: "user", options: rest.map((user) => ({ value: user.id, label: personName(user) })) },
    ],
    onSubmit: ({ user }) => act({ act: "invite", channel: channel.id, user }),
  });
}

function manage(channel) {
  const at = { channel: channel.id };
  const rename = () =>
    ask({
      title: "Rename channel",
      submit: "Rename",
      fields: [{ label: "Name", name: "name", required: true, maxlength: 80, placeholder: channel.name }],
      onSubmit: ({ name }) => act({ act: "rename", ...at, name: name.trim() }),
    });
  const archive = async () => {
    const words = {
      title: "Archive channel",
      text: "Nobody will be able to write here until it is unarchived.",
      confirm: "Archive",
      deny: "Cancel",
      danger: true,
    };
    if (await confirm(words)) await act({ act: "archive", ...at });
  };
  return h(
    "div",
    { class: "manage" },
    h("h3", null, "Channel"),
    h("button", { type: "button", class: "button", onClick: rename }, "Rename"),
    h("button", { type: "button", class: "button", onClick: () => act({ act: "leave", ...at }) }, "Leave"),
    channel.isArchived
      ? h("button", { type: "button", class: "button", onClick: () => act({ act: "unarchive", ...at }) }, "Unarchive")
      : h("button", { type: "button", class: "button danger", onClick: archive }, "Archive"),
  );
}
