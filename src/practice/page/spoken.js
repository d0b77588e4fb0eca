// Says new messages aloud to screen readers, and in the window's title how many wait.
import { toTyped } from "./typed.js";
import { channelTitle } from "./channel-name.js";
import { isDirect } from "./route.js";
import { nameOf, currentChannel, state } from "./store.js";

let last = { channel: "", ts: "" };

/** Called after every draw. */
export function speakNews() {
  const channel = currentChannel();
  if (channel) {
    const newest = channel.messages.at(-1)?.ts ?? "";
    // What was there before the channel was opened is no news.
    if (last.channel === channel.id)
      speak(channel.messages.filter((message) => message.ts > last.ts && message.user !== state()?.me));
    last = { channel: channel.id, ts: newest };
  }
  title(channel);
}

function speak(news) {
  const log = document.getElementById("spoken");
  for (const message of news.slice(-5)) {
    const line = document.createElement("p");
    line.textContent = `${nameOf(message.user)}: ${toTyped(message.text).slice(0, 300)}`;
    log?.append(line);
  }
  while (log && log.childElementCount > 10) log.firstElementChild?.remove();
}

function title(channel) {
  const now = state();
  if (!now) return;
  const waiting = now.channels.filter((one) => one.mentioned || (isDirect(one) && one.unread > 0)).length;
  const place = channel ? channelTitle(channel) : now.app.name;
  const me = nameOf(now.me).split(" ")[0];
  const words = `${waiting > 0 ? `(${waiting}) ` : ""}${place} as ${me} | ${now.workspace.name}`;
  if (document.title !== words) document.title = words;
}
