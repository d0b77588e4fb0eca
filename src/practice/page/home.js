// The app's own place: its Home tab, and the way to its messages.
import { avatar } from "./avatar.js";
import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { notices } from "./notices.js";
import { openDirect, openHome } from "./sidebar.js";
import { state } from "./store.js";
import { drawerButton } from "./topbar.js";

export function homePane() {
  const { app, home } = state();
  return h(
    "main",
    { class: "pane", id: "main", key: "home", tabindex: -1, "aria-label": `${app.name} Home` },
    h(
      "header",
      { class: "pane-head" },
      drawerButton(),
      h("h1", null, avatar(app.botUser, "small"), h("span", { class: "pane-name" }, app.name)),
    ),
    appTabs("home"),
    h(
      "div",
      { class: "messages home", tabindex: 0, role: "region", "aria-label": "Home" },
      h("div", { class: "home-inside" }, content(home, app)),
    ),
    h("div", { class: "pane-foot" }, notices()),
  );
}

function content(home, app) {
  if (home) return blocks(home.blocks, { surface: `view:${home.id}`, view: home.id });
  return h(
    "p",
    { class: "foot-note" },
    app.connected
      ? `${app.name} shows nothing here. Its commands run in any channel; what it writes to you stands under Messages.`
      : `${app.name} is not connected.`,
  );
}

/** Home and Messages, shown over both. */
export function appTabs(current) {
  const { app, channels } = state();
  const tab = (name, label, run, unread = 0) =>
    h(
      "button",
      { type: "button", class: "tab", "aria-current": current === name ? "page" : undefined, onClick: run },
      label,
      unread > 0 && current !== name && h("span", { class: "mention-badge", "aria-label": `${unread} unread` }, unread),
    );
  const waiting = channels.find((channel) => channel.directWith === app.botUser)?.unread ?? 0;
  return h(
    "nav",
    { class: "tabs", "aria-label": `${app.name} tabs` },
    tab("home", "Home", openHome),
    tab("messages", "Messages", () => openDirect(app.botUser), waiting),
  );
}
