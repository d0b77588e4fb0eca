// Keeps the shown state equal to the server's: Server-Sent Events while the window is visible, a slow poll while it is hidden.
import { forget, personName, receive, set, ui, userById } from "./store.js";

// A browser opens only six connections to one host, and each visible window holds one. Hidden windows give theirs back,
// or the seventh window (one per person is the point of this page) would hang.
const HIDDEN_POLL_MS = 5000;
const RETRY_MS = [500, 1000, 2000, 4000, 8000];
const MEMORY = "practice-as";

/** @type {EventSource | null} */
let source = null;
let timer = 0;
let failures = 0;

/** Starts as the person in the address, else the last one here, else whom the server proposes. */
export async function start() {
  const wanted = new URLSearchParams(location.search).get("as") ?? localStorage.getItem(MEMORY) ?? "";
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : connect()));
  window.addEventListener("online", connect);
  await become(wanted);
}

/** Acts as another person from now on, in this window. */
export async function become(user) {
  if (ui.as !== user) forget();
  setPerson(user);
  await refresh();
  connect();
}

function setPerson(user) {
  ui.as = user;
  if (!user) return;
  localStorage.setItem(MEMORY, user);
  const url = new URL(location.href);
  url.searchParams.set("as", user);
  history.replaceState(history.state, "", url);
}

/** Takes the server's state now, for instance before opening a channel that was made this moment. */
export async function refresh() {
  const given = (ui.as && (await fetchState(ui.as))) || (await anyone());
  if (given) receive(given);
  return Boolean(given);
}

// A restarted workspace gives its people new ids. Whoever has the same name is then the same person.
async function anyone() {
  const name = personName(userById(ui.as));
  const proposed = await fetchState("");
  if (!proposed) return null;
  const same = proposed.users.find((user) => !user.isBot && personName(user) === name);
  forget();
  setPerson((same ?? proposed.users.find((user) => user.id === proposed.me)).id);
  return ui.as === proposed.me ? proposed : fetchState(ui.as);
}

/** Null when there is no such person, or nobody answers. */
async function fetchState(user) {
  try {
    const response = await fetch(`/practice/state${user ? `?as=${encodeURIComponent(user)}` : ""}`);
    const body = await response.json();
    return response.ok && body.users ? body : null;
  } catch {
    return null;
  }
}

function connect() {
  stop();
  if (!ui.as) {
    retry();
    return;
  }
  const user = ui.as;
  source = new EventSource(`/practice/live?as=${encodeURIComponent(user)}`);
  source.onopen = () => {
    failures = 0;
    set({ connection: "live" });
  };
  let isFirst = true;
  source.onmessage = (event) => {
    if (user === ui.as) receive(JSON.parse(event.data), isFirst);
    isFirst = false;
  };
  source.onerror = retry;
}

// EventSource gives up for good after an HTTP error, so reconnecting is done here for every kind of failure alike.
function retry() {
  stop();
  set({ connection: "lost" });
  const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
  failures += 1;
  timer = window.setTimeout(async () => {
    await refresh();
    connect();
  }, wait);
}

function rest() {
  stop();
  timer = window.setInterval(refresh, HIDDEN_POLL_MS);
}

function stop() {
  window.clearTimeout(timer);
  window.clearInterval(timer);
  if (source) {
    source.onerror = null;
    source.close();
  }
  source = null;
}
