// Wires the page: draws the state whenever it changes, and marks as read what is being read.
import { act } from "./act.js";
import { canvasTabs } from "./canvas.js";
import { channelPane } from "./channel.js";
import { detailsPane } from "./details.js";
import { h, patch } from "./dom.js";
import { appTabs, homePane } from "./home.js";
import { icon } from "./icons.js";
import { moveBetweenParts } from "./keys.js";
import { start } from "./live.js";
import { closeMenuOnPressOutside, placeMenu } from "./menu.js";
import { modals } from "./modal.js";
import { outageBar } from "./outage.js";
import { isDirect, readPlace, settlePlace } from "./route.js";
import { sidebar } from "./sidebar.js";
import { speakNews } from "./spoken.js";
import { changed, currentChannel, onChange, set, state, ui } from "./store.js";
import { startTheme } from "./theme.js";
import { threadPane } from "./thread.js";
import { topbar } from "./topbar.js";
import { offerTour, placeTour, tour } from "./tour.js";

const root = /** @type {HTMLElement} */ (document.getElementById("app"));

function render() {
  settlePlace();
  const hadFocus = document.activeElement !== document.body;
  patch(root, state() ? whole() : waiting());
  // What had the focus may be gone, such as a message that was deleted: the keyboard goes on beside it.
  if (hadFocus && document.activeElement === document.body) document.querySelector("main .messages")?.focus();
  placeTour();
  speakNews();
  markRead();
}

function waiting() {
  const lost = ui.connection === "lost";
  return h(
    "div",
    { class: "waiting", role: "status" },
    icon("bolt"),
    lost ? "The practice workspace does not answer. Trying again…" : "Opening the practice workspace…",
  );
}

function whole() {
  const channel = currentChannel();
  const thread = channel && ui.place.thread;
  const side = thread
    ? threadPane(channel, thread)
    : channel && !isDirect(channel) && ui.detailsOpen && detailsPane(channel);
  return [
    topbar(),
    h("div", { class: "banners" }, banner(), outageBar()),
    tour(),
    h(
      "div",
      { class: side ? "columns with-side" : "columns", key: "columns" },
      sidebar(),
      ui.drawerOpen && h("div", { class: "scrim", key: "scrim", onClick: () => set({ drawerOpen: false }) }),
      ui.place.home ? homePane() : channel && channelPane(channel, tabsOf(channel)),
      side,
    ),
    ...modals(),
    ui.dialog?.(),
  ];
}

function tabsOf(channel) {
  if (channel.directWith === state().app.botUser) return appTabs("messages");
  return channel.canvas && canvasTabs(channel);
}

function banner() {
  if (ui.connection === "lost") {
    return h(
      "div",
      { class: "banner", role: "alert", key: "lost" },
      icon("warning"),
      "Connection lost. What you see may be old; reconnecting…",
    );
  }
  return (
    !state().app.connected &&
    h(
      "div",
      { class: "banner mild", role: "status", key: "app" },
      icon("info"),
      `${state().app.name} is not connected: commands and buttons will not be answered until it is.`,
    )
  );
}

let markedRead = "";

// Only what a person can see now counts as read: hidden windows keep their unread marks.
function markRead() {
  const channel = currentChannel();
  if (!channel || channel.unread === 0 || document.hidden) return;
  const mark = `${state().me} ${channel.id} ${channel.messages.at(-1)?.ts} ${channel.unread}`;
  if (mark === markedRead) return;
  markedRead = mark;
  act({ act: "read", channel: channel.id });
}

onChange(render);
startTheme();
offerTour();
readPlace();
closeMenuOnPressOutside();
addEventListener("popstate", readPlace);
addEventListener("hashchange", readPlace);
addEventListener("keydown", (event) => event.key === "Escape" && ui.drawerOpen && set({ drawerOpen: false }));
document.addEventListener("visibilitychange", changed);
document.getElementById("skip")?.addEventListener("click", (event) => {
  // The address after # says which channel is open, so the link must not change it.
  event.preventDefault();
  document.getElementById("main")?.focus();
});
// The clock on the bar goes on between two states.
setInterval(changed, 1000);
addEventListener("resize", () => {
  placeTour();
  placeMenu();
});
addEventListener("scroll", placeTour, true);
addEventListener("keydown", moveBetweenParts);
start();
