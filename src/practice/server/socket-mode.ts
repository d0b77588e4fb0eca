// Socket Mode: up to ten connections per app, each payload over any one of them, acknowledged by envelope id.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Clock, Timer } from "../../lib/clock.ts";
import type { Random } from "../../lib/random.ts";
import type { PracticeCore } from "../core.ts";
import type { Ack, Envelope } from "../deliveries.ts";
import { readJsonObject } from "./http-exchange.ts";

const CONNECTIONS_MAX = 10;
const PING_EVERY_MS = 10_000;
/** How long an announced end leaves the client to have another connection. */
const REFRESH_WITHIN_MS = 10_000;
const GOODBYE_MS = 500;
const LIFETIME_S = 18_060;

export interface SocketMode {
  /** The path and query of a connection that may be opened once. */
  ticket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Announces the end of every connection, as Slack does every few hours. */
  refresh(reason?: "warning" | "refresh_requested" | "link_disabled"): void;
  count(): number;
  close(): Promise<void>;
}

interface Deps {
  core: PracticeCore;
  /** Real time: a connection is kept alive however the workspace's time moves. */
  clock: Clock;
  random: Random;
}

interface Link {
  socket: WebSocket;
  leave: () => void;
}

export function createSocketMode(deps: Deps): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const links = new Set<Link>();
  return {
    ticket() {
      const ticket = deps.random.hex(16);
      tickets.add(ticket);
      return `/link?ticket=${ticket}&app_id=${deps.core.state.app.id}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? "/", "http://localhost").searchParams.get("ticket") ?? "";
      if (!tickets.delete(ticket)) return void socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      server.handleUpgrade(request, socket, head, (opened) => openLink(deps, links, opened));
    },
    refresh(reason = "refresh_requested") {
      for (const link of [...links]) retire(deps, link, reason);
    },
    count: () => links.size,
    async close() {
      await Promise.all([...server.clients].map((client) => hangUp(deps.clock, client)));
      server.close();
    },
  };
}

function openLink(deps: Deps, links: Set<Link>, socket: WebSocket): void {
  if (links.size >= CONNECTIONS_MAX) {
    socket.send(
      JSON.stringify({ type: "disconnect", reason: "too_many_websockets", debug_info: { host: "practice" } }),
    );
    return void socket.close();
  }
  const waiting = new Map<string, (ack: Ack) => void>();
  const leave = deps.core.connectApp({
    deliver: (envelope) =>
      new Promise((resolve) => {
        waiting.set(envelope.envelope_id, resolve);
        socket.send(JSON.stringify(onWire(envelope)));
      }),
  });
  const link = { socket, leave };
  links.add(link);
  socket.on("message", (data) => {
    const ack = readJsonObject(String(data));
    const settle = waiting.get(String(ack?.envelope_id));
    waiting.delete(String(ack?.envelope_id));
    settle?.({ acked: true, body: ack?.payload });
  });
  const pinging = keepPinging(deps.clock, socket);
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    pinging.cancel();
    links.delete(link);
    leave();
    for (const settle of waiting.values()) settle({ acked: false, reason: "connection_failed" });
  });
  socket.send(JSON.stringify(hello(deps.core, links.size)));
}

const onWire = (envelope: Envelope) =>
  envelope.type === "events_api" ? envelope : { ...envelope, retry_attempt: undefined, retry_reason: undefined };

function hello(core: PracticeCore, num_connections: number) {
  const debug_info = { host: "practice", build_number: 1, approximate_connection_time: LIFETIME_S };
  return { type: "hello", num_connections, debug_info, connection_info: { app_id: core.state.app.id } };
}

/** No more payloads from here; what is unacknowledged may still be, until the connection closes. */
function retire(deps: Deps, link: Link, reason: string): void {
  link.socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "practice" } }));
  if (reason === "warning") return;
  link.leave();
  const timer = deps.clock.after(REFRESH_WITHIN_MS, () => link.socket.terminate());
  link.socket.once("close", () => timer.cancel());
}

/** Says goodbye first: a client that is cut off takes it for an error. */
function hangUp(clock: Clock, socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(GOODBYE_MS, () => socket.terminate());
    socket.once("close", () => {
      timer.cancel();
      resolve();
    });
    socket.close(1001);
  });
}

function keepPinging(clock: Clock, socket: WebSocket): Timer {
  const ping = (): Timer => {
    socket.ping();
    return clock.after(PING_EVERY_MS, () => {
      timer = ping();
    });
  };
  let timer = ping();
  return { cancel: () => timer.cancel() };
}
