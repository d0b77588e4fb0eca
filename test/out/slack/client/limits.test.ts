import { expect, test } from "vitest";
import { createFrozenClock, createMovableClock } from "../../../../src/lib/clock.ts";
import type { SlackReply } from "../../../../src/lib/slack-call.ts";
import { withinLimits } from "../../../../src/out/slack/client/limits.ts";
import { quiet } from "../../../support/quiet.ts";

const OK: SlackReply = { ok: true, data: {} };
const limited = (retryAfter_ms: number): SlackReply => ({ ok: false, kind: "rate-limited", retryAfter_ms });

function setUp() {
  const clock = createMovableClock(createFrozenClock(1_700_000_000_000));
  const called: string[] = [];
  const answers: (SlackReply | Promise<SlackReply>)[] = [];
  const send = withinLimits(
    (method, { channel = "" }) => {
      called.push(`${method} ${String(channel)}`.trim());
      return Promise.resolve(answers.shift() ?? OK);
    },
    { clock, log: quiet },
  );
  const later = (span_ms: number) => clock.advance(span_ms, () => Promise.resolve());
  return { send, called, answers, later };
}

test("a limited method is called by nobody until its time is over, while others go on", async () => {
  const { send, called, answers, later } = setUp();
  answers.push(limited(30_000));
  expect(await send("conversations.create", { name: "a" })).toEqual(limited(30_000));
  await later(10_000);
  expect(await send("conversations.create", { name: "b" })).toEqual(limited(20_000));
  expect(await send("conversations.setTopic", { channel: "C1" })).toEqual(OK);
  expect(called).toEqual(["conversations.create", "conversations.setTopic C1"]);
  await later(20_000);
  expect(await send("conversations.create", { name: "b" })).toEqual(OK);
  expect(await send("conversations.create", { name: "c" })).toEqual(OK);
  expect(called).toHaveLength(4);
});

test("posting into one channel is limited apart from posting into another", async () => {
  const { send, answers } = setUp();
  answers.push(limited(5_000));
  expect(await send("chat.postMessage", { channel: "C1" })).toEqual(limited(5_000));
  expect(await send("chat.postMessage", { channel: "C2" })).toEqual(OK);
  expect(await send("chat.postMessage", { channel: "C1" })).toEqual(limited(5_000));
});

test("when its time is over one call tries, and the others follow only once that went well", async () => {
  const { send, called, answers, later } = setUp();
  answers.push(limited(5_000));
  await send("chat.update", {});
  await later(5_000);
  const { promise, resolve } = Promise.withResolvers<SlackReply>();
  answers.push(promise);
  const trying = send("chat.update", {});
  expect(await Promise.all([1, 2, 3].map(() => send("chat.update", {})))).toEqual(Array(3).fill(limited(1_000)));
  expect(called).toHaveLength(2);
  resolve(limited(60_000));
  expect(await trying).toEqual(limited(60_000));
  expect(await send("chat.update", {})).toEqual(limited(60_000));
  await later(60_000);
  expect(await send("chat.update", {})).toEqual(OK);
  expect(await send("chat.update", {})).toEqual(OK);
});

test("a call that Warroom holds back itself makes no limit, and tells of none that it is over", async () => {
  const { send, called, answers, later } = setUp();
  const held: SlackReply = { ok: false, kind: "held", why: "something else comes first", after_ms: 1_000 };
  answers.push(held);
  expect(await send("chat.update", {})).toEqual(held);
  answers.push(limited(5_000));
  expect(await send("chat.update", {})).toEqual(limited(5_000));
  await later(5_000);
  const { promise, resolve } = Promise.withResolvers<SlackReply>();
  answers.push(held, promise);
  expect(await send("chat.update", {})).toEqual(held);
  const trying = send("chat.update", {});
  expect(await send("chat.update", {})).toEqual(limited(1_000));
  resolve(OK);
  expect(await trying).toEqual(OK);
  expect(called).toHaveLength(4);
});

test("a limit met before the clock was set back is tried again at once, and waits no longer than Slack asked", async () => {
  let now = 1_700_000_000_000;
  const answers: SlackReply[] = [limited(30_000), limited(20_000)];
  const clock = { ...createFrozenClock(0), now: () => now };
  const send = withinLimits(() => Promise.resolve(answers.shift() ?? OK), { clock, log: quiet });
  await send("conversations.create", {});
  now -= 45 * 60_000;
  expect(await send("conversations.create", {})).toEqual(limited(20_000));
  now += 20_000;
  expect(await send("conversations.create", {})).toEqual(OK);
});
