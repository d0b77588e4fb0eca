import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createHttpReceiver } from "../../../../src/in/slack/receive/http-receiver.ts";
import { createFrozenClock, createMovableClock } from "../../../../src/lib/clock.ts";
import { DAY_MS, HOUR_MS } from "../../../../src/lib/pure/duration.ts";
import {
  createApp,
  createReceiving,
  FORM_TYPE,
  JSON_TYPE,
  listen,
  post,
  SECRET,
  signedHeaders,
} from "../../../support/receiving.ts";

const NOW = 1_763_712_000_000;
const MESSAGE = {
  type: "event_callback",
  team_id: "T1",
  event_id: "Ev1",
  event: { type: "message", channel: "C1", user: "U2", text: "it is down", ts: "1763712000.000100" },
};
const LIMITED = { type: "app_rate_limited", team_id: "T1", minute_rate_limited: 1763712000, api_app_id: "A1" };
const COMMAND =
  "command=%2Fincident&text=declare+it&team_id=T1&channel_id=C1&user_id=U2&response_url=https%3A%2F%2Fhooks.invalid%2F1&trigger_id=1.2.3";
const VIEW = `payload=${encodeURIComponent(JSON.stringify({ type: "view_submission", team: { id: "T1" }, user: { id: "U2" }, view: { callback_id: "declare", type: "modal" } }))}`;

/** One turn of real input and output, for what a moved clock causes to be under way. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

async function start() {
  const door = await build();
  await door.app.start();
  return door;
}

/** With a server around it, as while the program recovers, and not started. */
async function build() {
  const parts = createReceiving();
  const clock = createMovableClock(createFrozenClock(NOW));
  const receiver = createHttpReceiver({ ...parts, log: parts.testLog.log, clock, signingSecrets: [SECRET] });
  const app = createApp(receiver);
  const server = await listen(receiver.handle);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const send = (body: string, type: string, at = NOW, more = {}) =>
    post(server.port, { ...signedHeaders(body, type, at), ...more }, body).answer;
  return { ...parts, clock, app, receiver, port: server.port, send };
}

describe("an event over HTTP", () => {
  test("is stored as it came, acknowledged empty, and never enters Bolt", async () => {
    const { send, intake, app } = await start();
    const inBolt = vi.spyOn(app, "processEvent");
    const answer = await send(JSON.stringify(MESSAGE), JSON_TYPE);
    expect(answer).toMatchObject({ status: 200, body: "" });
    expect(intake.stored).toEqual([{ key: "Ev1", body: MESSAGE }]);
    expect(inBolt).not.toHaveBeenCalled();
  });

  test("is acknowledged only once it is durable", async () => {
    const { send, intake } = await start();
    const durable = Promise.withResolvers<void>();
    intake.hold = durable.promise;
    let answered = false;
    const answer = send(JSON.stringify(MESSAGE), JSON_TYPE).finally(() => {
      answered = true;
    });
    await settle();
    expect(answered).toBe(false);
    durable.resolve();
    expect((await answer).status).toBe(200);
    expect(intake.stored).toHaveLength(1);
  });

  test("that could not be stored is answered 503, without words and without forbidding another try", async () => {
    const { send, intake, testLog } = await start();
    intake.fail = true;
    const answer = await send(JSON.stringify(MESSAGE), JSON_TYPE);
    expect(answer).toMatchObject({ status: 503, body: "" });
    expect(answer.headers).not.toHaveProperty("x-slack-no-retry");
    expect(testLog.said(/check database and disk/)).toBe(1);
    intake.fail = false;
    expect((await send(JSON.stringify(MESSAGE), JSON_TYPE, NOW + 1_000, { "x-slack-retry-num": "1" })).status).toBe(
      200,
    );
    expect(intake.stored).toMatchObject([{ key: "Ev1" }]);
  });

  test("without an id, as app_rate_limited, is stored under the hash of its content", async () => {
    const { send, intake } = await start();
    expect((await send(JSON.stringify(LIMITED), JSON_TYPE)).status).toBe(200);
    expect((await send(JSON.stringify(LIMITED), JSON_TYPE, NOW + 1_000)).status).toBe(200);
    const [first, second] = intake.stored;
    expect(first).toMatchObject({ key: expect.stringMatching(/^[0-9a-f]{64}$/), body: LIMITED });
    expect(second!.key).toBe(first!.key);
  });

  test("sent again with the very same signature is let through: its key makes the repeat harmless", async () => {
    const { send } = await start();
    const answers = [await send(JSON.stringify(MESSAGE), JSON_TYPE), await send(JSON.stringify(MESSAGE), JSON_TYPE)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  test("is refused with 503 until the receiver has started: what the last life left is taken over first", async () => {
    const { send, intake, app } = await build();
    const inBolt = vi.spyOn(app, "processEvent");
    expect((await send(JSON.stringify(MESSAGE), JSON_TYPE)).status).toBe(503);
    expect((await send(COMMAND, FORM_TYPE)).status).toBe(503);
    expect([intake.stored, inBolt.mock.calls]).toEqual([[], []]);
    await app.start();
    expect((await send(JSON.stringify(MESSAGE), JSON_TYPE)).status).toBe(200);
    expect(intake.stored).toHaveLength(1);
  });

  test("is refused with 503 once the receiver has stopped", async () => {
    const { send, intake, receiver } = await start();
    await receiver.stop();
    expect((await send(JSON.stringify(MESSAGE), JSON_TYPE)).status).toBe(503);
    expect(intake.stored).toEqual([]);
  });
});

describe("Slack's own checks", () => {
  test("get the challenge back", async () => {
    const { send } = await start();
    const answer = await send(JSON.stringify({ type: "url_verification", challenge: "3eZbrw1aB" }), JSON_TYPE);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { challenge: "3eZbrw1aB" }]);
  });

  test("of our certificate are answered unsigned, and carry nothing in", async () => {
    const { port, app, intake } = await start();
    const inBolt = vi.spyOn(app, "processEvent");
    const { answer } = post(port, { "content-type": FORM_TYPE }, `ssl_check=1&${COMMAND}&${VIEW}`);
    expect((await answer).status).toBe(200);
    expect(inBolt).not.toHaveBeenCalled();
    expect(intake.stored).toEqual([]);
  });
});

describe("a request that is not Slack's, or not now", () => {
  test.each([
    ["an hour old", -HOUR_MS, /our clock differs from Slack's by 3,600 s: check NTP/],
    ["an hour ahead", HOUR_MS, /our clock differs from Slack's by 3,600 s: check NTP/],
    ["a year ahead", 365 * DAY_MS, /our clock differs from Slack's by 31,536,000 s: check NTP/],
  ])("signed %s gets 401 and one line", async (_, offset_ms, line) => {
    const { send, intake, testLog } = await start();
    expect(await send(JSON.stringify(MESSAGE), JSON_TYPE, NOW + offset_ms)).toMatchObject({ status: 401, body: "" });
    expect(testLog.said(line)).toBe(1);
    expect(intake.stored).toEqual([]);
  });

  test.each([
    ["no signature", {}, /without Slack's signature/],
    [
      "a forged signature",
      { "x-slack-request-timestamp": `${NOW / 1_000}`, "x-slack-signature": `v0=${"0".repeat(64)}` },
      /check SLACK_SIGNING_SECRET/,
    ],
  ])("with %s gets 401 and one line", async (_, headers, line) => {
    const { port, intake, testLog } = await start();
    const { answer } = post(port, { "content-type": JSON_TYPE, ...headers }, JSON.stringify(MESSAGE));
    expect(await answer).toMatchObject({ status: 401, body: "" });
    expect(testLog.said(line)).toBe(1);
    expect(intake.stored).toEqual([]);
  });

  test("is a command seen before: replayed, it gets 401 and does not run again", async () => {
    const { send, app, testLog } = await start();
    let runs = 0;
    app.command("/incident", async ({ ack }) => {
      runs += 1;
      await ack();
    });
    expect((await send(COMMAND, FORM_TYPE)).status).toBe(200);
    expect((await send(COMMAND, FORM_TYPE)).status).toBe(401);
    expect(runs).toBe(1);
    expect(testLog.said(/exact repeat/)).toBe(1);
  });

  test("gets 405 for another method, and 400 for JSON that is none", async () => {
    const { port, send, testLog } = await start();
    expect(await post(port, {}, "", "GET").answer).toMatchObject({ status: 405, headers: { allow: "POST" } });
    for (const body of ["{", "null", "[]", '"text"', ""]) expect((await send(body, JSON_TYPE)).status).toBe(400);
    expect((await send("payload=%7B", FORM_TYPE)).status).toBe(400);
    expect(testLog.said(/could not be read/)).toBe(6);
  });
});

describe("a body that is too much", () => {
  test("by its own account gets 413 before it is sent", async () => {
    const { port } = await start();
    const { req, answer } = post(port, { "content-length": 50_000_000 });
    req.flushHeaders();
    expect((await answer).status).toBe(413);
    req.destroy();
  });

  test("without an account gets 413 on the way", async () => {
    const { port, testLog } = await start();
    const { req, answer } = post(port, { "transfer-encoding": "chunked" });
    for (let sent = 0; sent < 30; sent++) req.write(Buffer.alloc(50_000));
    expect((await answer).status).toBe(413);
    expect(testLog.said(/more than 1 MB/)).toBe(1);
    req.destroy();
  });

  test("in time, byte after byte, gets 408 after five seconds and loses its connection", async () => {
    const { port, clock, testLog } = await start();
    const { req, answer } = post(port, { "content-length": 10 });
    const closed = new Promise((resolve) => req.on("close", resolve));
    req.write("{");
    await settle();
    await clock.advance(4_999, settle);
    expect(testLog.said(/more than 5 s/)).toBe(0);
    await clock.advance(1, settle);
    expect((await answer).status).toBe(408);
    expect(testLog.said(/more than 5 s/)).toBe(1);
    await closed;
  });

  test("that breaks off is noted and nothing more", async () => {
    const { port, testLog } = await start();
    const { req, answer } = post(port, { "content-length": 10 });
    answer.catch(() => {});
    req.write("{");
    await settle();
    req.destroy();
    await testLog.saying(/broke off/);
  });
});

describe("an interaction over HTTP", () => {
  test("is answered with what its handler acknowledges", async () => {
    const { send, app } = await start();
    app.command("/incident", async ({ command, ack }) => ack(`heard: ${command.text}`));
    app.view("declare", async ({ ack }) => ack({ response_action: "errors", errors: { title: "is missing" } }));
    const command = await send(COMMAND, FORM_TYPE);
    expect(command).toMatchObject({ status: 200, body: "heard: declare it" });
    const view = await send(VIEW, FORM_TYPE);
    expect(view.headers["content-type"]).toMatch(/^application\/json/);
    expect(JSON.parse(view.body)).toEqual({ response_action: "errors", errors: { title: "is missing" } });
  });

  test("answered twice keeps the first answer and logs the second", async () => {
    const { send, app, testLog } = await start();
    app.command("/incident", async ({ ack }) => {
      await ack("first");
      await ack("second");
    });
    expect(await send(COMMAND, FORM_TYPE)).toMatchObject({ status: 200, body: "first" });
    await testLog.saying(/a second answer was dropped/);
  });

  test("that nobody answers gets 500 as soon as that is certain, and a line that says so", async () => {
    const { send, testLog } = await start();
    expect(await send(COMMAND, FORM_TYPE)).toMatchObject({ status: 500, body: "" });
    expect(testLog.said(/no handler answered/)).toBe(1);
  });

  test("whose handler throws gets 500 and none of the error", async () => {
    const { send, app, testLog } = await start();
    app.command("/incident", async () => {
      throw new Error("secret detail");
    });
    expect(await send(COMMAND, FORM_TYPE)).toMatchObject({ status: 500, body: "" });
    expect(testLog.said(/a handler failed/)).toBe(1);
  });

  test("left waiting for 3 s is logged, and its late answer still written", async () => {
    const { send, app, clock, testLog } = await start();
    const free = Promise.withResolvers<void>();
    app.command("/incident", async ({ ack }) => {
      await free.promise;
      await ack("late");
    });
    const answer = send(COMMAND, FORM_TYPE);
    await settle();
    await clock.advance(3_000, settle);
    expect(testLog.said(/no answer within 3 s/)).toBe(1);
    free.resolve();
    expect((await answer).body).toBe("late");
  });
});
