// What one may see and change of a channel: topic, people, pins, name, archive.
import { act } from "./act.js";
import { avatar } from "./avatar.js";
import { ask, closeButton, confirm, onEscape } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./message.js";
import { mrkdwn } from "./mrkdwn.js";
import { personName, set, state, userById } from "./store.js";

const close = () => set({ detailsOpen: false });

/** @param {import("../page-api.ts").PageChannel} channel */
export function detailsPane(channel) {
  const isMember = channel.members.includes(state().me);
  const pins = channel.messages.filter((message) => message.pinned);
  return h(
    "aside",
    { class: "pane side", key: `details-${channel.id}`, "aria-label": "Channel details", onKeydown: onEscape(close) },
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
      h("h3", null, `Members (${channel.members.length})`),
      isMember &&
        !channel.isArchived &&
        h("button", { type: "button", class: "button", onClick: () => invite(channel) }, icon("plus"), "Add people"),
      h(
        "ul",
        { class: "people" },
        channel.members.map((id) => memberRow(id, channel, isMember)),
      ),
      pins.length > 0 && h("h3", null, `Pinned (${pins.length})`),
      pins.map((message) =>
        h("blockquote", { key: message.ts }, h("b", null, nameOf(message.user)), h("div", null, mrkdwn(message.text))),
      ),
      isMember && manage(channel),
    ),
  );
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
