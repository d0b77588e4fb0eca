// A run of messages: days, the "new" line, and neighbours by one author drawn together.
import { h } from "./dom.js";
import { message } from "./message.js";
import { isQuiet } from "./subtypes.js";
import { dayKey, dayName, tsToMs } from "./time.js";

const TOGETHER_MS = 5 * 60_000;

/**
 * @param {import("../page-api.ts").PageMessage[]} list oldest first
 * @param {{ channel: import("../page-api.ts").PageChannel, newFrom?: string, inThread?: boolean }} place
 */
export function messageList(list, { channel, newFrom, inThread = false }) {
  const nodes = [];
  let before;
  for (const one of list) {
    const ms = tsToMs(one.ts);
    const newDay = !before || dayKey(tsToMs(before.ts)) !== dayKey(ms);
    const firstNew = one.ts === newFrom;
    if (newDay && !inThread) nodes.push(divider(ms));
    if (firstNew)
      nodes.push(
        h(
          "div",
          { key: "new", class: "new-line", role: "separator", "aria-label": "New messages" },
          h("span", null, "New"),
        ),
      );
    const compact = !newDay && !firstNew && belongsTo(before, one);
    nodes.push(message(one, { channel, compact, inThread }));
    before = one;
  }
  return nodes;
}

const divider = (ms) =>
  h(
    "div",
    { key: `day-${dayKey(ms)}`, class: "day", role: "separator", "aria-label": dayName(ms) },
    h("span", null, dayName(ms)),
  );

const belongsTo = (before, one) =>
  before.user === one.user &&
  tsToMs(one.ts) - tsToMs(before.ts) < TOGETHER_MS &&
  !one.ephemeral &&
  !before.ephemeral &&
  !one.pinned &&
  !isQuiet(before) &&
  !isQuiet(one);

/** Up and down move between messages, as in Slack; the bar of each is then one Tab away. */
export function moveBetweenMessages(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const focused = document.activeElement;
  if (!step || !focused?.matches(".messages, .message")) return;
  const all = [...event.currentTarget.querySelectorAll(".message")];
  const at = all.indexOf(focused);
  const to = at === -1 ? all.at(-1) : all[at + step];
  if (!to) return;
  event.preventDefault();
  to.focus();
}

/** Scrolls with new messages while the reader is at the end, and stays put while they read further up. */
export function followEnd(el) {
  if (el.following) return;
  let atEnd = true;
  let seen = "";
  const sizes = () => `${el.clientHeight} ${el.scrollHeight}`;
  const toEnd = () => {
    el.scrollTop = el.scrollHeight;
  };
  el.addEventListener(
    "scroll",
    () => {
      // A change of size also scrolls, and a scroll is told a frame late, when more may have come; only the reader's own
      // scrolling, between two changes of size, says where they wish to be.
      if (sizes() === seen) atEnd = el.scrollHeight - el.scrollTop - el.clientHeight < 60;
    },
    { passive: true },
  );
  const observer = new ResizeObserver(() => {
    if (atEnd) toEnd();
    seen = sizes();
  });
  observer.observe(el);
  if (el.firstElementChild) observer.observe(el.firstElementChild);
  el.following = observer;
  toEnd();
}

export const stopFollowing = (el) => el.following?.disconnect();
