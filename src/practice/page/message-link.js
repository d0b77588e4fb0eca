// A link to a message of this workspace opens here, as in Slack: its channel or thread, with the focus on the message.
import { openChannel } from "./route.js";
import { channelById, set } from "./store.js";

/** Which message an address means; undefined for every other address, and where this person may not see the channel. */
export function messageOf(href) {
  const url = URL.parse(href, location.origin);
  const found = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(url?.pathname ?? "");
  if (url?.origin !== location.origin || !found || !channelById(found[1])) return undefined;
  return { channel: found[1], ts: `${found[2]}.${found[3]}`, thread: url.searchParams.get("thread_ts") ?? "" };
}

/** With a key held down the browser does what it does with any link. */
export function openInPlace(event, { channel, ts, thread }) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  set({ dialog: null });
  openChannel(channel, thread);
  const pane = thread ? ".side" : "main";
  queueMicrotask(() => document.querySelector(`${pane} .message[data-ts="${ts}"]`)?.focus());
}
