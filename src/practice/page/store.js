// What the page knows: the last state from the server, and what only this window knows (what is open, what is half typed).

/** @type {import("../page-api.ts").PageState | null} */
let server = null;

/** What this window alone knows. */
export const ui = {
  /** The member this window acts as; empty until the server has said. */
  as: "",
  /** "live", "connecting" or "lost". */
  connection: "connecting",
  /** { channel, thread or canvas } or { home: true }. */
  place: { channel: "", thread: "", canvas: false, home: false },
  drawerOpen: false,
  detailsOpen: false,
  openMenu: "",
  /** The one page dialog (confirm, create channel …), as a function that draws it. */
  dialog: null,
  editing: "",
  moving: "",
  /** A sentence about something that just failed. */
  problem: "",
  /** channel → ts of the first message that was new when the channel was opened. */
  newFrom: new Map(),
  /** Keys of presses that the server has not answered yet. */
  pending: new Set(),
  /** view id → block_id → sentence, found here before anything was sent. */
  localErrors: new Map(),
  /** view id → block_ids changed since the last submit: what was wrong with them no longer stands. */
  mended: new Map(),
  theme: "",
  /** Which step of the guided tour is shown; null when it is not. */
  tourStep: null,
};

/** Half-typed text and half-chosen values by key: kept here so that no update from the server can lose them. */
export const drafts = new Map();

let draw = () => {};
let drawing = false;

/** @param {() => void} render */
export function onChange(render) {
  draw = render;
}

/** Redraws soon; many changes in one turn are drawn once. */
export function changed() {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    draw();
  });
}

export function set(part) {
  Object.assign(ui, part);
  changed();
}

export const state = () => server;

/** Takes a state unless a newer one is already shown; a restarted server counts from the beginning again. */
export function receive(next, isFirst = false) {
  if (!isFirst && server && server.me === next.me && next.revision < server.revision) return;
  server = next;
  receivedAt = performance.now();
  changed();
}

let receivedAt = 0;

/** Forgets the shown state: another person's is about to come. */
export function forget() {
  server = null;
  changed();
}

/** The workspace's time now: the last one heard of plus what has passed here since. */
export const now = () => (server ? server.now + (performance.now() - receivedAt) : 0);

export const userById = (id) => server?.users.find((user) => user.id === id);
export const channelById = (id) => server?.channels.find((channel) => channel.id === id);
export const personName = (user) => user?.realName || user?.name || "Someone";
export const nameOf = (id) => (id === "USLACKBOT" ? "Slackbot" : personName(userById(id)));

/** The channel on screen, if this member may see it. */
export const currentChannel = () => (ui.place.home ? undefined : channelById(ui.place.channel));
