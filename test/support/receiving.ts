// What a receiver is handed in these tests: real parts, with everything they did kept for looking at.
import { once } from "node:events";
import { createServer, request, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { App, type Receiver } from "@slack/bolt";
import { pino } from "pino";
import type { EventEnvelope } from "../../src/in/slack/receive/intake.ts";
import { createActivity } from "../../src/lib/activity.ts";
import { hmacSha256 } from "../../src/lib/hash.ts";

export const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

/** Remembers every log line, and lets a test wait for one. */
export function createTestLog() {
  const lines: { level: number; msg: string }[] = [];
  const waiting: { wanted: RegExp; resolve(): void }[] = [];
  const write = (text: string) => {
    const line = JSON.parse(text);
    lines.push(line);
    for (const one of waiting) if (one.wanted.test(line.msg)) one.resolve();
  };
  const log = pino({ level: "trace", base: null }, { write });
  return {
    log,
    text: () => JSON.stringify(lines),
    said: (wanted: RegExp, level_min = 0) =>
      lines.filter(({ level, msg }) => level >= level_min && wanted.test(msg)).length,
    saying: (wanted: RegExp) =>
      lines.some(({ msg }) => wanted.test(msg))
        ? Promise.resolve()
        : new Promise<void>((resolve) => waiting.push({ wanted, resolve })),
  };
}

/** An intake whose storing a test can hold back (`hold`) or break (`fail`). */
export function createTestIntake() {
  const stored: EventEnvelope[] = [];
  const waiting: { count: number; resolve(): void }[] = [];
  const intake = {
    stored,
    fail: false,
    hold: undefined as Promise<void> | undefined,
    async storeEvent(envelope: EventEnvelope) {
      await intake.hold;
      if (intake.fail) throw new Error("database or disk is full");
      stored.push(envelope);
      for (const one of waiting) if (stored.length >= one.count) one.resolve();
    },
    storing: (count: number) =>
      stored.length >= count ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ count, resolve })),
  };
  return intake;
}

export function createReceiving() {
  return { testLog: createTestLog(), intake: createTestIntake(), activity: createActivity() };
}

/** A real Bolt app that says who it is without asking Slack. */
export function createApp(receiver: Receiver): App {
  const authorize = async () => ({ botToken: "xoxb-test", botId: "B1", botUserId: "U1" });
  return new App({ receiver, authorize });
}

export async function listen(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    server,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const JSON_TYPE = "application/json";
export const FORM_TYPE = "application/x-www-form-urlencoded";

export function signedHeaders(body: string, type: string, now: number, secret: string = SECRET) {
  const timestamp = String(Math.floor(now / 1_000));
  return {
    "content-type": type,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${hmacSha256(secret, `v0:${timestamp}:${body}`)}`,
  };
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** Posts with node:http, which unlike fetch can be slow, oversized and rude. Without a body the request stays open. */
export function post(port: number, headers: Record<string, string | number>, body?: string, method = "POST") {
  const req = request({ host: "127.0.0.1", port, method, path: "/slack/events", headers, agent: false });
  const answer = new Promise<HttpAnswer>((resolve, reject) => {
    req.on("error", reject);
    req.on("response", async (res) => {
      let text = "";
      for await (const chunk of res) text += chunk;
      resolve({ status: res.statusCode!, headers: res.headers, body: text });
    });
  });
  if (body !== undefined) req.end(body);
  return { req, answer };
}
