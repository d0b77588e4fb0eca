import { expect, test } from "vitest";
import type { Away } from "../../../../src/domain/catch-up.ts";
import { createFrozenClock, createMovableClock } from "../../../../src/lib/clock.ts";
import type { SlackReply } from "../../../../src/lib/slack-call.ts";
import { catchUpFirst } from "../../../../src/out/slack/client/catch-up-first.ts";
import { StoreError } from "../../../../src/store/store.ts";
import { quiet } from "../../../support/quiet.ts";

const START = 1_700_000_000_000;
const MINUTE_MS = 60_000;
const OK: SlackReply = { ok: true, data: {} };
const DOWN: SlackReply = { ok: false, kind: "unreachable", why: "down" };

function setUp() {
  const under = { at: START };
  const clock = createMovableClock({ ...createFrozenClock(START), now: () => under.at });
  const called: string[] = [];
  const planned: Away[] = [];
  const world = { isDown: true, isFull: false };
  const send = catchUpFirst(
    (method) => {
      called.push(method);
      return Promise.resolve(world.isDown ? DOWN : OK);
    },
    {
      clock,
      log: quiet,
      async planCatchUps(away) {
        if (world.isFull) throw new StoreError("full");
        planned.push(away);
      },
    },
  );
  return { send, called, planned, world, under };
}

test("after an outage rooms are told first, once, and the call that would have come before waits", async () => {
  const { send, called, planned, world, under } = setUp();
  await send("chat.postMessage", {});
  under.at += 20 * MINUTE_MS;
  world.isDown = false;
  expect(await send("chat.postMessage", {})).toMatchObject({ ok: false, kind: "held" });
  expect(await send("chat.postMessage", {})).toEqual(OK);
  expect(called).toEqual(["chat.postMessage", "auth.test", "chat.postMessage"]);
  expect(planned).toEqual([{ from: START, to: START + 20 * MINUTE_MS, why: "unreachable" }]);
});

test("also where the database refuses it at first", async () => {
  const { send, called, planned, world, under } = setUp();
  await send("chat.postMessage", {});
  under.at += 20 * MINUTE_MS;
  Object.assign(world, { isDown: false, isFull: true });
  await expect(send("chat.postMessage", {})).rejects.toThrow("full");
  world.isFull = false;
  await send("chat.postMessage", {});
  expect(called).toEqual(["chat.postMessage", "auth.test", "auth.test"]);
  expect(planned).toHaveLength(1);
});

test("where the clock was set back meanwhile, of the time since then", async () => {
  const { send, planned, world, under } = setUp();
  await send("chat.postMessage", {});
  under.at -= 60 * MINUTE_MS;
  await send("chat.postMessage", {});
  under.at += 20 * MINUTE_MS;
  world.isDown = false;
  await send("chat.postMessage", {});
  expect(planned).toEqual([expect.objectContaining({ from: START - 60 * MINUTE_MS })]);
});
