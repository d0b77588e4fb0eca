// Slack's side of Socket Mode, small and real: apps.connections.open over HTTP, then WebSockets that say hello.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

export interface Acknowledgement {
  envelope_id: string;
  payload: Record<string, unknown>;
}

export async function startSocketWorkspace() {
  const sockets: WebSocket[] = [];
  const acks: Acknowledgement[] = [];
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const check of waiting) check();
  };
  const slack = {
    sockets,
    acks,
    /** Times apps.connections.open was called. */
    asked: 0,
    /** Of these, how many are still to be answered. */
    unanswered: 0,
    /** What apps.connections.open answers instead of an address. */
    refuses: undefined as { status?: number; headers?: Record<string, string>; error?: string } | undefined,
    /** A socket that opens and then says nothing. */
    silent: false,
    url: "",
    until(condition: () => boolean): Promise<void> {
      if (condition()) return Promise.resolve();
      return new Promise((resolve) => {
        const check = () => {
          if (!condition()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
      });
    },
    open: (count: number) => slack.until(() => sockets.length === count),
    acked: (count: number) => slack.until(() => acks.length >= count),
    /** Slack sends each payload to any one connection; here the newest, or the one asked for. */
    send: (frame: unknown, socket: WebSocket = sockets.at(-1)!) =>
      socket.send(typeof frame === "string" ? frame : JSON.stringify(frame)),
    async [Symbol.asyncDispose]() {
      for (const socket of wss.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer((req, res) => {
    req.resume();
    slack.asked += 1;
    slack.unanswered += 1;
    res.on("close", () => {
      slack.unanswered -= 1;
      changed();
    });
    changed();
    const { refuses } = slack;
    if (refuses) {
      res.writeHead(refuses.status ?? 200, { "content-type": "application/json", ...refuses.headers });
      res.end(JSON.stringify({ ok: false, error: refuses.error }));
      return;
    }
    const url = slack.url.replace("http", "ws");
    res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ok: true, url: `${url}link` }));
  });
  const wss = new WebSocketServer({ server });
  wss.on("connection", (socket) => {
    if (slack.silent) return;
    sockets.push(socket);
    socket.on("message", (data) => {
      acks.push(JSON.parse(String(data)));
      changed();
    });
    socket.on("close", () => {
      sockets.splice(sockets.indexOf(socket), 1);
      changed();
    });
    socket.send(JSON.stringify({ type: "hello", num_connections: sockets.length }));
    changed();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  slack.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return slack;
}
