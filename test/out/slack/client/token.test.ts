import { expect, test } from "vitest";
import { createFrozenClock } from "../../../../src/lib/clock.ts";
import type { SlackReply } from "../../../../src/lib/slack-call.ts";
import { createTroubles } from "../../../../src/lib/troubles.ts";
import { watchToken } from "../../../../src/out/slack/client/token.ts";
import { quiet } from "../../../support/quiet.ts";

const START = 1_700_000_000_000;
const OK: SlackReply = { ok: true, data: {} };
const REVOKED: SlackReply = { ok: false, kind: "refused", error: "token_revoked" };

function setUp() {
  const under = { at: START };
  const clock = { ...createFrozenClock(START), now: () => under.at };
  const world = { isRevoked: true };
  const called: string[] = [];
  const call = (method: unknown) => {
    called.push(String(method));
    return Promise.resolve(world.isRevoked ? REVOKED : OK);
  };
  const clients = { interactive: call, outbox: call, reads: call, upload: call };
  return {
    under,
    world,
    called,
    ...watchToken(clients, { clock, log: quiet, troubles: createTroubles(clock, quiet) }),
  };
}

test("a token that is refused is asked for once a minute, and then everything goes on", async () => {
  const { outbox, called, under, world } = setUp();
  await outbox("chat.postMessage", {});
  under.at += 59_000;
  await outbox("chat.postMessage", {});
  expect(called).toEqual(["chat.postMessage"]);
  under.at += 1_000;
  world.isRevoked = false;
  expect(await outbox("chat.postMessage", {})).toEqual(OK);
  expect(called).toEqual(["chat.postMessage", "auth.test", "chat.postMessage"]);
});

test("a clock that is set back keeps nobody from asking", async () => {
  const { outbox, under, world } = setUp();
  await outbox("chat.postMessage", {});
  under.at -= 3_600_000;
  world.isRevoked = false;
  expect(await outbox("chat.postMessage", {})).toEqual(OK);
});
