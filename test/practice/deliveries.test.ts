import { expect, test } from "vitest";
import { acked, type Envelope } from "../../src/practice/deliveries.ts";
import { listen, nextTurn, setUp } from "./support.ts";

const MINUTE_MS = 60_000;

test("an event that is not acknowledged is retried at once, after one minute and after five, then lost", async () => {
  const { core, advance, settle, incidents, amara } = setUp();
  const { got } = listen(core, () => ({ acked: false, reason: "http_error", status: 500 }));
  core.act({ as: amara, act: "post", channel: incidents, text: "hi" });
  await settle();
  const tries = () => got.map((one) => [one.retry_attempt, one.retry_reason]);
  expect(tries()).toEqual([
    [0, ""],
    [1, "http_error"],
  ]);
  await advance(MINUTE_MS - 1);
  expect(got.length).toBe(2);
  await advance(1);
  expect(got.length).toBe(3);
  await advance(5 * MINUTE_MS);
  expect(got.length).toBe(4);
  await advance(60 * MINUTE_MS);
  expect(got.length).toBe(4);
  expect(new Set(got.map((one) => one.payload.event_id)).size).toBe(1);
  expect(core.deliveries.lost()).toHaveLength(1);
});

test("x-slack-no-retry ends the retries", async () => {
  const { core, advance, incidents, amara } = setUp();
  const { got } = listen(core, () => ({ acked: false, reason: "http_error", status: 400, noRetry: true }));
  core.act({ as: amara, act: "post", channel: incidents, text: "hi" });
  await advance(10 * MINUTE_MS);
  expect(got.length).toBe(1);
});

test("an app that hangs is retried when three seconds have passed", async () => {
  const { core, clock, incidents, amara } = setUp();
  const got: Envelope[] = [];
  core.connectApp({
    deliver(envelope) {
      got.push(envelope);
      return got.length === 1 ? new Promise(() => {}) : Promise.resolve(acked());
    },
  });
  core.act({ as: amara, act: "post", channel: incidents, text: "hi" });
  await nextTurn();
  await clock.advance(2_999, nextTurn);
  expect(got.length).toBe(1);
  await clock.advance(1, nextTurn);
  expect(got.map((one) => one.retry_reason)).toEqual(["", "http_timeout"]);
});

test("events wait for an app that connects within six minutes", async () => {
  const { core, advance, incidents, amara } = setUp();
  core.act({ as: amara, act: "post", channel: incidents, text: "hi" });
  await advance(30_000);
  const { got } = listen(core);
  await advance(MINUTE_MS);
  expect(got.map((one) => one.retry_reason)).toEqual(["connection_failed"]);
});

test("with two connections each payload goes over one of them", async () => {
  const { core, settle, incidents, amara } = setUp();
  const one = listen(core);
  const two = listen(core);
  for (const text of ["a", "b", "c", "d"]) core.act({ as: amara, act: "post", channel: incidents, text });
  await settle();
  expect([one.got.length, two.got.length]).toEqual([2, 2]);
});

test("a plan can drop, double and delay events", async () => {
  const fates = ["drop", "duplicate", { delay_ms: 5_000 }, "deliver"] as const;
  let turn = 0;
  const { core, settle, advance, incidents, amara } = setUp({ faults: { onEvent: () => fates[turn++]! } });
  const { events } = listen(core);
  for (const text of ["dropped", "double", "late", "plain"])
    core.act({ as: amara, act: "post", channel: incidents, text });
  await settle();
  expect(events().map((one) => one.text)).toEqual(["double", "double", "plain"]);
  await advance(5_000);
  expect(events().at(-1)?.text).toBe("late");
});

test("the bot's own messages arrive as events that name the app", async () => {
  const { core, body, settle, incidents } = setUp();
  const { events } = listen(core);
  body("chat.postMessage", { channel: incidents, text: "mine" });
  await settle();
  const { app } = core.state;
  expect(events()).toMatchObject([{ type: "message", user: app.botUser, bot_id: app.botId, app_id: app.id }]);
  expect(events()[0]).not.toHaveProperty("subtype");
});

test("a channel the app makes is announced with everything that follows", async () => {
  const { core, body, settle, amara } = setUp();
  const { events } = listen(core);
  const { channel } = body("conversations.create", { name: "inc-7" }) as unknown as { channel: { id: string } };
  body("conversations.invite", { channel: channel.id, users: amara });
  body("conversations.setTopic", { channel: channel.id, topic: "Checkout is down" });
  body("conversations.archive", { channel: channel.id });
  await settle();
  expect(events().map((one) => [one.type, one.subtype])).toEqual([
    ["channel_created", undefined],
    ["message", "channel_join"],
    ["member_joined_channel", undefined],
    ["message", "channel_join"],
    ["member_joined_channel", undefined],
    ["message", "channel_topic"],
    ["message", "channel_archive"],
    ["channel_archive", undefined],
  ]);
});
