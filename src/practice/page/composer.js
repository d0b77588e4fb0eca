// Where one writes: Enter sends, Shift+Enter breaks the line; drafts stay with their channel and thread.
import { act } from "./act.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { dismissNotices } from "./notices.js";
import { listId, optionId, proposals } from "./proposals.js";
import { draftKey, draftText, inChannel } from "./route.js";
import { changed, drafts, set, state } from "./store.js";
import { suggestions } from "./suggest.js";
import { upload } from "./upload.js";

const NONE = -1;

/** What is proposed right now and which of it is marked; one composer at a time has the focus. */
const proposal = { key: "", caret: 0, marked: NONE, hidden: false };

/** @param {{ channel: import("../page-api.ts").PageChannel, thread?: string, placeholder: string }} options */
export function composer({ channel, thread = "", placeholder }) {
  const key = draftKey(channel.id, thread);
  const text = draftText(key);
  const open = proposal.key === key && !proposal.hidden ? suggestions(text, proposal.caret, thread !== "") : null;
  const field = { key, text, channel, thread, open };
  return h(
    "div",
    { class: "composer", key: `composer-${key}` },
    open && proposals(field, marked(open), take),
    h(
      "div",
      { class: "composer-box" },
      h("textarea", {
        class: "composer-text",
        "aria-label": placeholder,
        placeholder,
        rows: 1,
        value: text,
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": String(Boolean(open?.items.length)),
        "aria-controls": open?.items.length ? listId(field) : undefined,
        "aria-activedescendant":
          open?.items.length && marked(open) !== NONE ? optionId(field, marked(open)) : undefined,
        "data-composer": thread ? "thread" : "channel",
        mount: takeFocus,
        onInput: (event) => typing(field, event.target),
        onKeydown: (event) => keys(field, event),
        onClick: (event) => notice(key, event.target),
        onBlur: () => hide(key),
      }),
      toolbar(field),
    ),
    h(
      "p",
      { class: "composer-hint", "aria-hidden": "true" },
      text.includes("\n") || text.length > 0 ? [h("b", null, "Shift + Enter"), " for a new line"] : "\u00a0",
    ),
  );
}

function toolbar(field) {
  const empty = field.text.trim() === "";
  return h(
    "div",
    { class: "composer-tools" },
    tool("clip", "Attach a file", () => upload(field.channel.id, field.thread)),
    tool("at", "Mention someone", (event) => type(field, event, "@")),
    !field.thread && tool("slash", "Run a command", (event) => type(field, event, "/")),
    h("span", { class: "stretch" }),
    h(
      "button",
      {
        type: "button",
        class: "send",
        "aria-label": "Send",
        title: "Send (Enter)",
        disabled: empty,
        onClick: () => send(field),
      },
      icon("send"),
    ),
  );
}

// The press must not take the focus from the text, or the proposals would close.
const tool = (name, label, run) =>
  h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": label,
      title: label,
      onMousedown: (event) => event.preventDefault(),
      onClick: run,
    },
    icon(name),
  );

function type(field, event, mark) {
  const box = event.currentTarget.closest(".composer-box").querySelector("textarea");
  const text =
    mark === "/"
      ? field.text.startsWith("/")
        ? field.text
        : `/${field.text}`
      : field.text + (/(^|\s)$/.test(field.text) ? "@" : " @");
  box.value = text;
  box.focus();
  const caret = mark === "/" ? (text.match(/^\S*/)?.[0].length ?? 0) : text.length;
  box.setSelectionRange(caret, caret);
  typing(field, box);
}

function typing(field, box) {
  drafts.set(field.key, box.value);
  grow(box);
  notice(field.key, box);
}

function notice(key, box) {
  Object.assign(proposal, { key, caret: box.selectionStart, marked: NONE, hidden: false });
  changed();
}

function hide(key) {
  if (proposal.key !== key) return;
  proposal.hidden = true;
  changed();
}

/** As in Slack, one can write at once. Not on touch screens, where the keyboard would cover the messages. */
function takeFocus(el) {
  grow(el);
  if (matchMedia("(hover: hover)").matches) el.focus();
}

/** As tall as its text, up to a third of the window. */
function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, innerHeight / 3)}px`;
}

function keys(field, event) {
  if (event.isComposing) return;
  const items = field.open?.items ?? [];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (items.length > 0 && step) {
    const at = marked(field.open);
    proposal.marked = at === NONE ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length;
    changed();
    queueMicrotask(() =>
      document.getElementById(optionId(field, proposal.marked))?.scrollIntoView({ block: "nearest" }),
    );
  } else if (takesProposal(field, event)) {
    take(field, items[Math.max(marked(field.open), 0)], event.target);
  } else if (event.key === "ArrowUp" && field.text === "") {
    editLast(field);
  } else if (field.open && event.key === "Escape") {
    hide(field.key);
    event.stopPropagation();
  } else if (event.key === "Enter" && !event.shiftKey) {
    send(field, event.target);
  } else return;
  event.preventDefault();
}

/** The first one proposed is marked from the start, except where Enter shall send what was typed. */
const marked = (open) => Math.min(Math.max(proposal.marked, open.typedStands ? NONE : 0), open.items.length - 1);

function takesProposal({ open, text }, event) {
  if (!open || open.items.length === 0) return false;
  if (event.key === "Tab") return !event.shiftKey;
  // Enter after a bare "/incident", or after a whole name behind it, runs it: nothing is left to complete.
  const isWhole = text.startsWith("/") && open.items[Math.max(marked(open), 0)].insert.trim() === text.slice(open.from);
  return event.key === "Enter" && !event.shiftKey && !isWhole && marked(open) !== NONE;
}

/** As in Slack: the up arrow in an empty box edits what one said last. */
function editLast({ channel, thread }) {
  const isHere = (message) => (thread ? message.threadTs === thread : inChannel(message));
  const own = channel.messages.filter(
    (one) => one.user === state()?.me && isHere(one) && !one.ephemeral && !one.subtype,
  );
  if (own.length > 0) set({ editing: own.at(-1).ts });
}

function take(field, item, box) {
  const caret = box.selectionStart;
  const text = field.text.slice(0, field.open.from) + item.insert + field.text.slice(caret);
  box.value = text;
  const after = field.open.from + item.insert.length;
  box.setSelectionRange(after, after);
  typing(field, box);
}

async function send(field, box) {
  const text = (drafts.get(field.key) ?? "").trim();
  if (text === "") return;
  // Emptied at once, as in Slack; given back when the server refuses.
  drafts.delete(field.key);
  if (box) box.style.height = "auto";
  set({ problem: "" });
  dismissNotices();
  const answer = await act(said(text, field));
  if (!answer.ok && !drafts.get(field.key)) drafts.set(field.key, text);
  changed();
}

function said(text, { channel, thread }) {
  const slash = /^(\/[a-z0-9_-]+)(?:\s+([\s\S]*))?$/i.exec(text);
  if (slash && !thread) return { act: "command", channel: channel.id, command: slash[1], text: slash[2] ?? "" };
  return { act: "post", channel: channel.id, text, ...(thread ? { threadTs: thread } : {}) };
}
