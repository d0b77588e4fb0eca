// The load: a fixed number of keep-alive connections with one request in flight each. Bare sockets, because on a small
// machine a costly client would slow down what it measures, and the faster side the most.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { now, percentile } from "../support/bench.ts";
import { type Round, requestsOf } from "./messages.ts";

export type Order = { prepare: Round } | { fire: { port: number; inFlight: number } };

export interface Fired {
  ok: number;
  refused: number;
  startedAt: number;
  lastAnswerAt: number;
  p50Ms: number;
  p99Ms: number;
}

let requests: Buffer[] = [];

process.on("message", (order: Order) => void obey(order));
process.on("disconnect", () => process.exit(0));
process.send!("ready");

async function obey(order: Order): Promise<void> {
  if ("prepare" in order) {
    requests = requestsOf(order.prepare);
    process.send!("prepared");
  } else process.send!(await fire(order.fire.port, order.fire.inFlight));
}

async function fire(port: number, inFlight: number): Promise<Fired> {
  const sockets = await Promise.all(Array.from({ length: inFlight }, () => open(port)));
  const took: number[] = [];
  let next = 0;
  let ok = 0;
  const startedAt = now();
  await Promise.all(
    sockets.map(async (socket) => {
      const answer = answers(socket);
      while (next < requests.length) {
        const sentAt = performance.now();
        socket.write(requests[next++]!);
        if ((await answer()) === 200) ok += 1;
        took.push(performance.now() - sentAt);
      }
    }),
  );
  const lastAnswerAt = now();
  for (const socket of sockets) socket.destroy();
  const [p50Ms, p99Ms] = [percentile(took, 0.5), percentile(took, 0.99)];
  return { ok, refused: requests.length - ok, startedAt, lastAnswerAt, p50Ms, p99Ms };
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  await once(socket, "connect");
  return socket;
}

/** One status for each answer, read to its end: of known length, or chunked. */
function answers(socket: Socket): () => Promise<number> {
  let text = "";
  let take: ((status: number) => void) | undefined;
  let fail: ((error: Error) => void) | undefined;
  socket.setEncoding("latin1");
  socket.on("data", (chunk) => {
    text += chunk;
    if (!isWhole(text)) return;
    const status = Number(text.slice(9, 12));
    text = "";
    take?.(status);
  });
  socket.on("close", () => fail?.(new Error("a connection was closed in the middle of the measurement")));
  return () =>
    new Promise((resolve, reject) => {
      take = resolve;
      fail = reject;
    });
}

function isWhole(text: string): boolean {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
  return length === undefined ? text.endsWith("0\r\n\r\n") : text.length >= head + 4 + Number(length);
}
