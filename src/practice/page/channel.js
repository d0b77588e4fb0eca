// The middle of the page: one channel or direct message.
import { act } from "./act.js";
import { avatar } from "./avatar.js";
import { canvasPane } from "./canvas.js";
import { channelMark, channelTitle, directName } from "./channel-name.js";
import { composer } from "./composer.js";
import { h } from "./dom.js";
import { emojiChar } from "./emoji.js";
import { icon } from "./icons.js";
import { followEnd, messageList, moveBetweenMessages, stopFollowing } from "./message-list.js";
import { inline, safeUrl } from "./mrkdwn.js";
import { notices } from "./notices.js";
import { inChannel, isDirect } from "./route.js";
import { set, state, ui, userById } from "./store.js";
import { drawerButton } from "./topbar.js";

/** @param {import("../page-api.ts").PageChannel} channel @param {any} [tabs] shown under the heading of the app's messages */
export function channelPane(channel, tabs) {
  if (ui.place.canvas && channel.canvas) return canvasPane(channel, header(channel), tabs);
  const shown = channel.messages.filter(inChannel);
  const title = channelTitle(channel);
  return h(
    "main",
    { class: "pane", id: "main", key: channel.id, tabindex: -1, "aria-label": title, "data-channel": channel.id },
    header(channel),
    tabs,
    bookmarks(channel),
    h(
      "div",
      {
        class: "messages",
        tabindex: 0,
        role: "region",
        "aria-label": `Messages in ${title}`,
        mount: followEnd,
        unmount: stopFollowing,
        onKeydown: moveBetweenMessages,
      },
      h(
        "div",
        { class: "messages-inside" },
        beginning(channel),
        messageList(shown, { channel, newFrom: ui.newFrom.get(channel.id) }),
      ),
    ),
    h("div", { class: "pane-foot" }, notices(), foot(channel, title)),
  );
}

function header(channel) {
  const name = isDirect(channel) ? directName(channel) : channel.name;
  const person = userById(channel.directWith);
  const open = () => set({ detailsOpen: !ui.detailsOpen });
  return h(
    "header",
    { class: "pane-head" },
    drawerButton(),
    h("h1", null, channelMark(channel), h("span", { class: "pane-name" }, name)),
    channel.isArchived && h("span", { class: "badge" }, "ARCHIVED"),
    h(
      "div",
      { class: "topic", title: channel.topic },
      channel.directWith ? person?.title : inline(channel.topic.replaceAll("\n", " ")),
    ),
    !isDirect(channel) &&
      h(
        "button",
        {
          type: "button",
          class: "members",
          title: "Members and details",
          "aria-expanded": String(ui.detailsOpen),
          onClick: open,
        },
        h(
          "span",
          { class: "faces", "aria-hidden": "true" },
          channel.members.slice(0, 3).map((id) => avatar(id, "small")),
        ),
        String(channel.members.length),
        h("span", { class: "unseen" }, " members and channel details"),
      ),
  );
}

function bookmarks(channel) {
  if (channel.bookmarks.length === 0) return null;
  return h(
    "nav",
    { class: "bookmarks", "aria-label": "Bookmarks" },
    channel.bookmarks.map((one) => {
      const mark = emojiChar(one.emoji.replaceAll(":", ""));
      return h(
        "a",
        { key: one.id, href: safeUrl(one.link), target: "_blank", rel: "noreferrer noopener" },
        mark ? h("span", { class: "emoji", "aria-hidden": "true" }, mark) : icon("link"),
        one.title,
      );
    }),
  );
}

function beginning(channel) {
  const words = isDirect(channel)
    ? ["This is the very beginning of your direct messages with ", h("b", null, directName(channel)), "."]
    : ["This is the very beginning of the ", h("b", null, `#${channel.name}`), " channel."];
  return h(
    "div",
    { class: "beginning", key: "beginning" },
    channel.directWith ? avatar(channel.directWith, "large") : h("span", { class: "big-mark" }, channelMark(channel)),
    h("p", null, words),
  );
}

function foot(channel, title) {
  if (channel.isArchived)
    return h("div", { class: "foot-note" }, icon("archive"), "You are viewing an archived channel.");
  if (!isDirect(channel) && !channel.members.includes(state()?.me)) {
    return h(
      "div",
      { class: "foot-note" },
      h("span", null, "You are viewing ", h("b", null, title)),
      h(
        "button",
        { type: "button", class: "button primary", onClick: () => act({ act: "join", channel: channel.id }) },
        "Join channel",
      ),
    );
  }
  return composer({ channel, placeholder: `Message ${title}` });
}
