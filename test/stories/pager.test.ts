import { expect, test } from "vitest";
import type { PageCall } from "../../src/out/outlets.ts";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";

test("a page that the pager took is said as one, and each key is paged once", async () => {
  const calls: PageCall[] = [];
  const failures = [new Error("HTTP 503")];
  const page = async (call: PageCall) => {
    calls.push(call);
    const failure = failures.pop();
    if (failure) throw failure;
  };
  const world = await createWorld({ people: { "on-call": ["amara"] }, pager: { page } });
  await world.command("mei", "engineering", "declare SEV2 Checkout is down");
  await world.advance("10s");
  await world.command("mei", ROOM, "severity SEV1");
  await world.advance("10s");
  const amara = world.user("amara");
  expect(world.messages(ROOM).filter(({ text }) => text.includes("aged"))).toMatchObject([
    { text: `*Paged:* <@${amara}> (on-call).` },
  ]);
  expect(calls).toMatchObject([
    { key: "on-call", title: "Checkout is down", severity: "SEV2" },
    { key: "on-call", dedupKey: calls[0]!.dedupKey },
  ]);
});
