// Puts a practice workspace on HTTP and WebSocket, for this machine only.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../lib/clock.ts";
import type { Random } from "../../lib/random.ts";
import type { PracticeCore } from "../core.ts";
import { type ApiDeps, answerApi } from "./http-api.ts";
import { type Exchange, sendText } from "./http-exchange.ts";
import { sendFile, takeResponse, takeUpload } from "./http-files.ts";
import { answerPage, type PageDeps } from "./http-page.ts";
import { placeOnPage } from "../messages/permalinks.ts";
import { createSocketMode, type SocketMode } from "./socket-mode.ts";

interface PracticeServerOptions {
  core: PracticeCore;
  /** Real time, for pings, throttling and latency; the workspace's own time is the core's business. */
  clock: Clock;
  random: Random;
  /** 0 takes any free port. */
  port: number;
  host?: string;
  /** Moves the workspace's time and waits until it is idle; absent where the clock belongs to another process. */
  advance?: (span_ms: number) => Promise<void>;
  /** A fixed time every Web API call takes, for benches. */
  latency_ms?: number;
  /** Where the app reaches this server when something stands between the two. */
  publicUrl?: string;
}

export interface PracticeServer {
  readonly url: string;
  /** Announces to every Socket Mode connection that it ends, as Slack does every few hours. */
  refreshSockets(reason?: "warning" | "refresh_requested" | "link_disabled"): void;
  socketCount(): number;
  close(): Promise<void>;
}

export async function startPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const { core, clock, random, port, host = "127.0.0.1", advance, latency_ms = 0, publicUrl } = options;
  const sockets = createSocketMode({ core, clock, random });
  const page: PageDeps = { core, clock, ...(advance && { advance }) };
  let url = "";
  const api: ApiDeps = {
    core,
    clock,
    latency_ms,
    socketUrl: () => (publicUrl ?? url).replace("http", "ws") + sockets.ticket(),
  };
  const server = createServer((request, response) => {
    const exchange = open(request, response);
    route(api, page, exchange).catch((error: unknown) => {
      if (!response.headersSent) sendText(response, 500, String(error));
      else response.destroy();
    });
  });
  server.on("upgrade", (request, socket, head) => sockets.upgrade(request, socket, head));
  await listen(server, port, host);
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  core.setBaseUrl(publicUrl ?? url);
  return {
    url,
    refreshSockets: (reason) => sockets.refresh(reason),
    socketCount: () => sockets.count(),
    close: () => close(server, sockets),
  };
}

function open(request: IncomingMessage, response: ServerResponse): Exchange {
  const url = new URL(request.url ?? "/", "http://localhost");
  const path = url.pathname.split("/").filter((part) => part !== "");
  return { request, response, url, path };
}

/** Answering a call is part of the workspace's activity: moved time waits for it. The page's own requests are not. */
function route(api: ApiDeps, page: PageDeps, exchange: Exchange): Promise<void> {
  const { core } = api;
  const { request, response, path } = exchange;
  switch (path[0]) {
    case "api":
      return core.activity.track(answerApi(api, exchange));
    case "response":
      return core.activity.track(takeResponse(core, exchange));
    case "upload":
      return core.activity.track(takeUpload(core, exchange));
    case "files":
      return Promise.resolve(sendFile(core, exchange));
    case "archives":
      response.writeHead(302, {
        location: placeOnPage(path[1] ?? "", path[2] ?? "", exchange.url.searchParams.get("thread_ts")),
      });
      return Promise.resolve(void response.end());
    default:
      if (request.method === "HEAD") return Promise.resolve(sendText(response, 405, ""));
      return answerPage(page, exchange);
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

async function close(server: Server, sockets: SocketMode): Promise<void> {
  await sockets.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
