// Which channel, thread, canvas or Home is open stands in the address after #, so that reload, back and shared links work.
import { channelById, drafts, set, state, ui } from "./store.js";

/** Opens a channel, and its thread when given. */
export function openChannel(channel, thread = "") {
  go(thread ? `#${channel}/${thread}` : `#${channel}`);
}

export const openThread = (channel, ts) => openChannel(channel, ts);
/** The canvas of a channel stands in the address where a thread would. */
export const openCanvas = (channel) => openChannel(channel, CANVAS);

export function closeThread() {
  const { channel, thread } = ui.place;
  go(`#${channel}`);
  // Back to the message that the thread hangs on, once the thread is gone.
  queueMicrotask(() => document.querySelector(`main .message[data-ts="${thread}"]`)?.focus());
}

const CANVAS = "canvas";
export const openHomeTab = () => go("#home");

function go(hash) {
  if (location.hash !== hash) history.pushState(null, "", hash);
  readPlace();
}

/** Takes the place from the address; called at start, after each step and when the person goes back. */
export function readPlace() {
  const [channel = "", thread = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
  const home = channel === "home";
  const canvas = thread === CANVAS;
  if (!home && channel && channel !== ui.place.channel) noteWhatIsNew(channel);
  const place = { channel: home ? "" : channel, thread: canvas ? "" : thread, canvas, home };
  set({ place, drawerOpen: false, openMenu: "", editing: "" });
}

// Remembered when the channel is opened: marking it read a moment later must not take the red line away.
function noteWhatIsNew(channel) {
  const shown = channelById(channel);
  const fresh = shown?.unread
    ? shown.messages.filter((message) => inChannel(message) && message.user !== state()?.me)
    : [];
  ui.newFrom.set(channel, shown?.unread ? (fresh.at(-shown.unread)?.ts ?? fresh[0]?.ts) : undefined);
}

/** Whether a message stands in the channel itself rather than only in a thread. */
export const inChannel = (message) =>
  !message.threadTs || message.threadTs === message.ts || message.subtype === "thread_broadcast";

/** A conversation between people rather than a channel. */
export const isDirect = (channel) => Boolean(channel.directWith || channel.groupWith);

/** When the address names no place (or one this person may not see), the first channel is opened. */
export function settlePlace() {
  const now = state();
  if (!now || ui.place.home || channelById(ui.place.channel)) return;
  const mine = now.channels.filter((channel) => !isDirect(channel) && channel.members.includes(now.me));
  const first = mine.find((channel) => channel.name === "general") ?? mine[0] ?? now.channels[0];
  if (!first) return;
  history.replaceState(null, "", `#${first.id}`);
  readPlace();
}

/** The key under which a composer's text is kept. */
export const draftKey = (channel, thread) => `text|${state()?.me}|${channel}|${thread}`;
export const draftText = (key) => drafts.get(key) ?? "";
