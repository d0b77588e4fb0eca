import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createSlackClients } from "../../../../src/out/slack/client/clients.ts";
import { stopwatch } from "../../../../src/lib/clock.ts";
import { createTestLog, listen } from "../../../support/receiving.ts";

const TOKEN = "xoxb-1-very-secret";

type Respond = (
  res: ServerResponse,
  call: { number: number; path: string; body: string; req: IncomingMessage },
) => void;

const json = (res: ServerResponse, body: unknown, status = 200, headers = {}) =>
  res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

/** A server in Slack's place, and the clients pointed at it. */
async function start(respond: Respond, { token = TOKEN } = {}) {
  const calls: { path: string; body: string; req: IncomingMessage }[] = [];
  const served = await listen(async (req, res) => {
    let body = "";
    for await (const chunk of req) body += chunk;
    const call = { path: req.url!, body, req };
    calls.push(call);
    respond(res, { number: calls.length, ...call });
  });
  onTestFinished(() => served[Symbol.asyncDispose]());
  const testLog = createTestLog();
  const url = `http://127.0.0.1:${served.port}/api/`;
  return { calls, testLog, url, ...createSlackClients({ token, slackApiUrl: url, log: testLog.log }) };
}

const clientsAt = (slackApiUrl: string) => createSlackClients({ token: TOKEN, slackApiUrl, log: createTestLog().log });

describe("a call of Slack", () => {
  test("carries the token in its header and the arguments in its body", async () => {
    const { outbox, calls } = await start((res) => json(res, { ok: true, ts: "1.2" }));
    const reply = await outbox("chat.postMessage", { channel: "C1", text: "hi", blocks: [{ type: "divider" }] });
    expect(reply).toMatchObject({ ok: true, data: { ts: "1.2" } });
    expect(calls[0]!.path).toBe("/api/chat.postMessage");
    expect(calls[0]!.req.headers.authorization).toBe(`Bearer ${TOKEN}`);
    const sent = Object.fromEntries(new URLSearchParams(calls[0]!.body));
    expect(sent).toEqual({ channel: "C1", text: "hi", blocks: '[{"type":"divider"}]' });
  });

  test("takes no full address for a method", async () => {
    const { outbox, calls } = await start((res) => json(res, { ok: true }));
    await outbox("https://elsewhere.invalid/steal", {});
    expect(calls[0]!.path).toBe("/api/https://elsewhere.invalid/steal");
  });

  test("that Slack refuses says with which code and what came with it", async () => {
    const { outbox } = await start((res) => json(res, { ok: false, error: "invalid_blocks", errors: ["too long"] }));
    const reply = await outbox("chat.postMessage", { text: "hi" });
    expect(reply).toMatchObject({
      ok: false,
      kind: "refused",
      error: "invalid_blocks",
      detail: { errors: ["too long"] },
    });
  });

  test.each([
    ["30", 30_000],
    [undefined, 5_000],
    ["0", 5_000],
    ["-4", 5_000],
    ["soon", 5_000],
    ["999999999", 3_600_000],
  ])(
    "answered 429 with Retry-After %s is rate-limited, and the client's other calls are not held up",
    async (after, retryAfter_ms) => {
      const headers = after === undefined ? {} : { "retry-after": after };
      const { outbox, calls } = await start((res, { number }) =>
        number === 1 ? json(res, { ok: false, error: "ratelimited" }, 429, headers) : json(res, { ok: true }),
      );
      expect(await outbox("conversations.invite", {})).toEqual({ ok: false, kind: "rate-limited", retryAfter_ms });
      expect((await outbox("chat.update", {})).ok).toBe(true);
      expect(calls).toHaveLength(2);
    },
  );

  test("told `ratelimited` in a plain answer is rate-limited as well", async () => {
    const { outbox } = await start((res) =>
      json(res, { ok: false, error: "ratelimited" }, 200, { "retry-after": "7" }),
    );
    expect(await outbox("chat.update", {})).toEqual({ ok: false, kind: "rate-limited", retryAfter_ms: 7_000 });
  });

  const UNKNOWN: [string, Respond][] = [
    ["HTTP 500", (res) => json(res, {}, 500)],
    ["HTTP 503 with a page", (res) => res.writeHead(503).end("<html>sorry</html>")],
    ["HTTP 408", (res) => res.writeHead(408).end()],
    ["internal_error", (res) => json(res, { ok: false, error: "internal_error" })],
    ["fatal_error", (res) => json(res, { ok: false, error: "fatal_error" })],
    ["request_timeout", (res) => json(res, { ok: false, error: "request_timeout" })],
    ["service_unavailable over HTTP 503", (res) => json(res, { ok: false, error: "service_unavailable" }, 503)],
    ["a page instead of JSON", (res) => res.writeHead(200).end("<html>Please log in</html>")],
    ["JSON that is no object", (res) => json(res, null)],
    ["a redirect", (res) => res.writeHead(302, { location: "http://127.0.0.1:9/" }).end()],
    ["a connection cut after sending", (res) => res.destroy()],
    [
      "half an answer",
      (res) => res.writeHead(200, { "content-length": "100" }).write('{"ok":true', () => res.destroy()),
    ],
  ];
  test.each(UNKNOWN)("that meets %s has an unknown outcome, and is not tried again", async (_, respond) => {
    const { outbox, calls } = await start(respond);
    expect(await outbox("chat.postMessage", { text: "hi" })).toMatchObject({ ok: false, kind: "unknown" });
    expect(calls).toHaveLength(1);
  });

  test.each([403, 404, 413])("that something in between answers with HTTP %i never came to Slack", async (status) => {
    const { outbox } = await start((res) => res.writeHead(status).end("<html>no</html>"));
    const reply = await outbox("chat.postMessage", { text: "hi" });
    expect(reply).toMatchObject({ ok: false, kind: "unreachable", why: expect.stringContaining(`HTTP ${status}`) });
  });

  test("that finds nobody listening, or no such name, never came to Slack", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const { port } = closed.address() as AddressInfo;
    closed.close();
    for (const host of ["127.0.0.1", "localhost"]) {
      const reply = await clientsAt(`http://${host}:${port}/`).outbox("chat.postMessage", { text: "hi" });
      expect(reply).toMatchObject({ ok: false, kind: "unreachable", why: expect.stringContaining("ECONNREFUSED") });
    }
    const reply = await clientsAt("http://slack.invalid/").outbox("chat.postMessage", { text: "hi" });
    expect(reply).toMatchObject({ ok: false, kind: "unreachable" });
  });

  test("that is reset on the way has an unknown outcome", async () => {
    const server = createTcpServer((socket) => socket.once("data", () => socket.resetAndDestroy())).listen(
      0,
      "127.0.0.1",
    );
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const reply = await clientsAt(`http://127.0.0.1:${port}/`).outbox("chat.postMessage", { text: "hi" });
    expect(reply).toMatchObject({ ok: false, kind: "unknown", why: expect.stringContaining("ECONNRESET") });
  });

  test("leaves no token in a log line or an outcome, not even one that no header can hold", async () => {
    const token = "xoxb-1\n-very-secret";
    const { outbox, testLog } = await start((res) => json(res, { ok: true }), { token });
    const reply = await outbox("chat.postMessage", { text: "hi", token_like: "x" });
    expect(reply.ok).toBe(false);
    expect(JSON.stringify(reply) + testLog.text()).not.toContain("very-secret");
    expect(JSON.stringify(reply)).toContain("[token]");
  });
});

describe("the client for people who wait", () => {
  test("tries once more when the first try failed fast", async () => {
    const { interactive, calls } = await start((res, { number }) =>
      number === 1 ? res.destroy() : json(res, { ok: true, view: { id: "V1" } }),
    );
    expect(await interactive("views.open", {})).toMatchObject({ ok: true, data: { view: { id: "V1" } } });
    expect(calls).toHaveLength(2);
  });

  test("tries no third time", async () => {
    const { interactive, calls } = await start((res) => json(res, {}, 500));
    expect(await interactive("views.open", {})).toMatchObject({ ok: false, kind: "unknown", why: "HTTP 500" });
    expect(calls).toHaveLength(2);
  });

  test("gives up after 2 s, and then it is too late for another try", async () => {
    const { interactive, calls } = await start(() => {});
    const span = stopwatch();
    expect(await interactive("views.open", {})).toMatchObject({ ok: false, kind: "unknown" });
    expect(span()).toBeGreaterThan(1_900);
    expect(span()).toBeLessThan(2_900);
    expect(calls).toHaveLength(1);
  });
});

test("reads waiting for Slack do not hold up a message", async () => {
  const waiting: ServerResponse[] = [];
  const { reads, outbox, calls } = await start((res, { path }) => {
    if (path.endsWith("history")) waiting.push(res);
    else json(res, { ok: true });
  });
  const pages = Array.from({ length: 20 }, () => reads("conversations.history", {}));
  await vi.waitFor(() => expect(waiting).toHaveLength(4));
  expect((await outbox("chat.postMessage", { text: "hi" })).ok).toBe(true);
  expect(calls).toHaveLength(5);
  while (calls.length < 21 || waiting.length > 0) {
    for (const res of waiting.splice(0)) json(res, { ok: true });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect((await Promise.all(pages)).every(({ ok }) => ok)).toBe(true);
});

describe("an upload", () => {
  const file = { channel: "C1", fileName: "postmortem.md", title: "Postmortem", text: "# What happened\n" };
  const slack =
    (complete: object): Respond =>
    (res, { path, req }) => {
      if (path === "/upload") res.end("OK - 16");
      else if (path.endsWith("getUploadURLExternal")) {
        json(res, { ok: true, upload_url: `http://${req.headers.host}/upload`, file_id: "F1" });
      } else json(res, complete);
    };

  test("sends the text, shares it where it belongs, and says which file it became", async () => {
    const complete = { ok: true, files: [{ id: "F1", permalink: "https://x.slack.com/files/F1" }] };
    const { upload, calls } = await start(slack(complete));
    const reply = await upload({ ...file, threadTs: "1.2" });
    expect(reply).toEqual({ ok: true, data: { id: "F1", permalink: "https://x.slack.com/files/F1" } });
    expect(calls[1]!.body).toContain("# What happened");
    const shared = Object.fromEntries(new URLSearchParams(calls[2]!.body));
    expect(shared).toEqual({ channel_id: "C1", thread_ts: "1.2", files: '[{"id":"F1","title":"Postmortem"}]' });
  });

  test("without a permalink in Slack's answer has none", async () => {
    const { upload } = await start(slack({ ok: true, files: [{ id: "F1" }] }));
    expect(await upload(file)).toEqual({ ok: true, data: { id: "F1", permalink: null } });
  });

  test("that Slack refuses says with which code", async () => {
    const { upload } = await start(slack({ ok: false, error: "not_in_channel" }));
    expect(await upload(file)).toMatchObject({ ok: false, kind: "refused", error: "not_in_channel" });
  });
});
