// The browser page: its files, the state one member sees, and what that member does.
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { Clock } from "../../lib/clock.ts";
import type { PracticeCore } from "../core.ts";
import { type Exchange, readBytes, readJsonObject, sendJson, sendText } from "./http-exchange.ts";
import type { PageAct } from "../page-api.ts";

const LIVE_EVERY_MS = 50;
const TIME_MAX_MS = 30 * 24 * 60 * 60 * 1_000;

const PAGE_HEADERS = {
  "content-security-policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".json": "application/json",
  ".woff2": "font/woff2",
};

export interface PageDeps {
  core: PracticeCore;
  clock: Clock;
  /** Moves the workspace's time; absent where the clock belongs to another process. */
  advance?: (span_ms: number) => Promise<void>;
}

/** Whether this request comes from the page itself: not from another site, nor through a name that points here. */
function isOwnRequest({ request }: Exchange): boolean {
  const host = request.headers.host ?? "";
  const { localPort } = request.socket;
  if (![`127.0.0.1:${localPort}`, `localhost:${localPort}`, `[::1]:${localPort}`].includes(host)) return false;
  const { origin } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}

export async function answerPage(deps: PageDeps, exchange: Exchange): Promise<void> {
  const { request, response, path } = exchange;
  if (!isOwnRequest(exchange)) return sendJson(response, 403, { ok: false, error: "foreign_origin" });
  const route = `${request.method} ${path[0] === "practice" ? path.slice(0, 2).join("/") : "file"}`;
  if (route === "GET practice/state") return sendState(deps, exchange);
  if (route === "GET practice/live") return sendLive(deps, exchange);
  if (route === "POST practice/act") return takeAct(deps, exchange);
  if (route === "POST practice/time") return takeTime(deps, exchange);
  if (route === "GET file") return sendPageFile(exchange);
  sendJson(response, 404, { ok: false, error: "not_found" });
}

function sendState({ core, advance }: PageDeps, { url, response }: Exchange): void {
  const state = core.view(url.searchParams.get("as") ?? firstMember(core), advance !== undefined);
  if (state) sendJson(response, 200, state, PAGE_HEADERS);
  else sendJson(response, 404, { ok: false, error: "user_not_found" });
}

/** Who a visitor is that has not chosen yet. */
const firstMember = ({ state }: PracticeCore): string =>
  [...state.users.values()].find((user) => !user.isBot && user.kind === "member")?.id ?? "";

/** Each change, but never more than twenty a second: what comes in between is in the next one. */
function sendLive({ core, clock, advance }: PageDeps, { url, response }: Exchange): void {
  const me = url.searchParams.get("as") ?? "";
  if (!core.view(me)) return void sendJson(response, 404, { ok: false, error: "user_not_found" });
  response.writeHead(200, { ...PAGE_HEADERS, "content-type": "text/event-stream; charset=utf-8" });
  let isWaiting = false;
  const send = () => {
    isWaiting = false;
    if (!response.writableEnded) response.write(`data: ${JSON.stringify(core.view(me, advance !== undefined))}\n\n`);
  };
  const stop = core.onChange(() => {
    if (isWaiting) return;
    isWaiting = true;
    clock.after(LIVE_EVERY_MS, send);
  });
  response.once("close", stop);
  send();
}

async function takeAct({ core }: PageDeps, { request, response }: Exchange): Promise<void> {
  const act = readJsonObject((await readBytes(request)).toString());
  if (!act || typeof act.act !== "string") return sendJson(response, 400, { ok: false, error: "invalid_json" });
  sendJson(response, 200, core.act(act as PageAct));
}

async function takeTime({ advance, core }: PageDeps, { request, response }: Exchange): Promise<void> {
  const body = readJsonObject((await readBytes(request)).toString());
  if (!advance) return sendJson(response, 409, { ok: false, error: "clock_not_ours" });
  const span_ms = Number(body?.advance_ms);
  if (!(span_ms > 0 && span_ms <= TIME_MAX_MS)) return sendJson(response, 400, { ok: false, error: "invalid_time" });
  await advance(Math.floor(span_ms));
  core.touch();
  sendJson(response, 200, { ok: true });
}

/** Named from the root, so that dist/, which holds no such files, finds them as well. */
const PAGE = new URL("../../../src/practice/page/", import.meta.url);

async function sendPageFile({ path, response }: Exchange): Promise<void> {
  const name = path.join("/") || "index.html";
  const type = TYPES[extname(name)];
  // A known extension and plain names only: nothing here can climb out of the folder.
  const isPlain = path.every((part) => /^[\w-][\w.-]*$/.test(part));
  const bytes = type && isPlain ? await readFile(new URL(name, PAGE)).catch(() => undefined) : undefined;
  if (!type || !bytes) return sendText(response, 404, "not found", PAGE_HEADERS);
  response.writeHead(200, { ...PAGE_HEADERS, "content-type": type });
  response.end(bytes);
}
