// The thread at the right: a message and its replies.
import { composer } from "./composer.js";
import { closeButton, onEscape } from "./dialogs.js";
import { h } from "./dom.js";
import { messageList, followEnd, moveBetweenMessages, stopFollowing } from "./message-list.js";
import { channelTitle } from "./channel-name.js";
import { closeThread, isDirect } from "./route.js";
import { state } from "./store.js";

/** @param {import("../page-api.ts").PageChannel} channel @param {string} ts */
export function threadPane(channel, ts) {
  const root = channel.messages.find((message) => message.ts === ts && !message.ephemeral);
  const replies = channel.messages.filter((message) => message.threadTs === ts && message.ts !== ts);
  const canWrite = root && !channel.isArchived && (isDirect(channel) || channel.members.includes(state()?.me));
  return h(
    "aside",
    {
      class: "pane side",
      key: `thread-${channel.id}-${ts}`,
      "aria-label": "Thread",
      "data-thread": ts,
      onKeydown: onEscape(closeThread),
    },
    h(
      "header",
      { class: "pane-head" },
      h("h2", null, "Thread", h("span", { class: "faint" }, channelTitle(channel))),
      closeButton(closeThread),
    ),
    h(
      "div",
      {
        class: "messages",
        tabindex: 0,
        role: "region",
        "aria-label": "Messages in this thread",
        mount: followEnd,
        unmount: stopFollowing,
        onKeydown: moveBetweenMessages,
      },
      h(
        "div",
        { class: "messages-inside" },
        root
          ? messageList([root], { channel, inThread: true })
          : h("p", { class: "foot-note" }, "This message was deleted."),
        replies.length > 0 &&
          h("div", { class: "reply-count" }, `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`),
        messageList(replies, { channel, inThread: true }),
      ),
    ),
    h("div", { class: "pane-foot" }, canWrite && composer({ channel, thread: ts, placeholder: "Reply…" })),
  );
}
