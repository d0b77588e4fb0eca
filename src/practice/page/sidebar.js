// The left side: who one is, the channels, the people and the app.
import { act } from "./act.js";
import { avatar } from "./avatar.js";
import { channelMark, channelTitle } from "./channel-name.js";
import { ask, closeButton } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { refresh } from "./live.js";
import { personSwitch, windowAs } from "./person-switch.js";
import { isDirect, openChannel, openHomeTab } from "./route.js";
import { nameOf, personName, set, state, ui } from "./store.js";

export function sidebar() {
  const now = state();
  const rooms = now.channels.filter((channel) => !isDirect(channel)).sort((a, b) => a.name.localeCompare(b.name));
  const mine = rooms.filter((channel) => channel.members.includes(now.me) && !channel.isArchived);
  const others = rooms.filter((channel) => !channel.members.includes(now.me) && !channel.isArchived);
  const groups = now.channels.filter((channel) => channel.groupWith);
  const archived = rooms.filter((channel) => channel.isArchived);
  return h(
    "nav",
    { class: ui.drawerOpen ? "sidebar open" : "sidebar", "aria-label": "Channels and people" },
    h(
      "div",
      { class: "workspace" },
      h("b", null, now.workspace.name),
      ui.drawerOpen && closeButton(() => set({ drawerOpen: false })),
    ),
    personSwitch(),
    h(
      "div",
      { class: "lists" },
      group("Channels", mine.map(channelRow), addButton()),
      others.length > 0 && group("Not joined", others.map(channelRow)),
      archived.length > 0 && group("Archived", archived.map(channelRow)),
      group("Direct messages", [...people().map(personRow), ...groups.map(groupRow)]),
      group("Apps", [appRow()]),
      globalShortcuts(),
    ),
  );
}

function group(title, rows, extra) {
  const id = `group-${title.replaceAll(" ", "-")}`;
  return h(
    "section",
    { key: title, "aria-labelledby": id },
    h("div", { class: "group-head" }, h("h2", { id }, title), extra),
    h("ul", null, rows),
  );
}

/** `kind` is spoken before the name: what the mark shows to those who see it. */
function row({ key, current, unread, mentioned, quiet, mark, kind, name, open, extra, data }) {
  const classes = ["row", unread > 0 && "unread", current && "current", quiet && "quiet"].filter(Boolean).join(" ");
  const news = unread > 0 && `, ${unread} unread${mentioned ? ", you are mentioned" : ""}`;
  return h(
    "li",
    { key, class: "row-item" },
    h(
      "button",
      { type: "button", class: classes, "aria-current": current ? "page" : undefined, onClick: open, ...data },
      mark,
      kind && h("span", { class: "unseen" }, `${kind} `),
      h("span", { class: "row-name" }, name),
      mentioned && unread > 0 && h("span", { class: "mention-badge", "aria-hidden": "true" }, String(unread)),
      news && h("span", { class: "unseen" }, news),
    ),
    extra,
  );
}

function channelRow(channel) {
  return row({
    key: channel.id,
    current: !ui.place.home && ui.place.channel === channel.id,
    unread: channel.unread,
    mentioned: channel.mentioned,
    quiet: channel.isArchived || !channel.members.includes(state().me),
    mark: icon(channel.isPrivate ? "lock" : "hash"),
    name: channel.name,
    kind: channel.isPrivate ? "Private channel" : "Channel",
    open: () => openChannel(channel.id),
    data: { "data-channel": channel.id, "data-name": channel.name },
  });
}

// Everyone one could write to, whether or not the conversation exists yet; oneself last, as in Slack "you".
function people() {
  const now = state();
  const humans = now.users.filter((user) => !user.isBot && user.id !== now.me && user.id !== "USLACKBOT");
  const self = now.users.filter((user) => user.id === now.me);
  return [...humans.sort((a, b) => personName(a).localeCompare(personName(b))), ...self];
}

const directWith = (user) => state().channels.find((channel) => channel.directWith === user);

export async function openDirect(user) {
  const existing = directWith(user);
  if (existing) return openChannel(existing.id);
  await openMade(await act({ act: "open-direct", user }));
}

// The state that holds the new channel may still be on its way.
async function openMade(answer) {
  if (!answer.ok || !answer.channel) return;
  await refresh();
  openChannel(answer.channel);
}

function personRow(user) {
  const direct = directWith(user.id);
  const isMe = user.id === state().me;
  return row({
    key: user.id,
    current: !ui.place.home && direct !== undefined && direct.id === ui.place.channel,
    unread: direct?.unread ?? 0,
    // Every direct message is to you, so its count is always shown.
    mentioned: (direct?.unread ?? 0) > 0,
    mark: avatar(user.id, "small"),
    name: [
      personName(user),
      isMe && h("small", null, " you"),
      user.kind !== "member" && h("small", null, ` ${user.kind}`),
    ],
    kind: "Direct message with",
    open: () => openDirect(user.id),
    extra: !isMe && windowAs(user, "row-aside"),
    data: { "data-user": user.id },
  });
}

const groupRow = (channel) =>
  row({
    key: channel.id,
    current: !ui.place.home && ui.place.channel === channel.id,
    unread: channel.unread,
    mentioned: channel.unread > 0,
    mark: channelMark(channel),
    name: channelTitle(channel),
    kind: "Group message with",
    open: () => openChannel(channel.id),
    data: { "data-channel": channel.id },
  });

function appRow() {
  const { app } = state();
  const direct = directWith(app.botUser);
  // As in Slack: where something unread waits, that is what opens.
  const open = () => (direct?.unread > 0 ? openChannel(direct.id) : openHome());
  return row({
    key: "app",
    current: ui.place.home || (direct !== undefined && direct.id === ui.place.channel),
    unread: direct?.unread ?? 0,
    mentioned: (direct?.unread ?? 0) > 0,
    mark: avatar(app.botUser, "small"),
    name: [app.name || nameOf(app.botUser), h("small", null, app.connected ? " connected" : " not connected")],
    kind: "App",
    open,
  });
}

/** Opening Home tells the app, which then draws it. */
export function openHome() {
  openHomeTab();
  act({ act: "open-home" });
}

function globalShortcuts() {
  const list = state().shortcuts.filter((shortcut) => shortcut.type === "global");
  if (list.length === 0) return null;
  const run = (shortcut) => () => {
    set({ drawerOpen: false });
    act({ act: "shortcut", callbackId: shortcut.callbackId });
  };
  return group(
    "Shortcuts",
    list.map((one) => row({ key: one.callbackId, unread: 0, mark: icon("bolt"), name: one.name, open: run(one) })),
  );
}

function addButton() {
  const create = () =>
    ask({
      title: "Create a channel",
      submit: "Create",
      hint: "Lower-case letters, digits, hyphens and underscores.",
      fields: [{ label: "Name", name: "name", required: true, maxlength: 80, placeholder: "e.g. plan-budget" }],
      onSubmit: async ({ name }) => {
        const answer = await act({
          act: "create-channel",
          name: name.trim().toLowerCase().replaceAll(" ", "-").replace(/^#/, ""),
        });
        await openMade(answer);
      },
    });
  return h(
    "button",
    {
      type: "button",
      class: "icon-button on-dark",
      "aria-label": "Create a channel",
      title: "Create a channel",
      onClick: create,
    },
    icon("plus"),
  );
}
