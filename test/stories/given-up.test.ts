import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("what Slack refuses for good is told to somebody, who has it tried again once the reason is mended", async () => {
  const world = await createWorld();
  world.practice.core.setFaults({
    beforeCall: (method) =>
      method === "conversations.setTopic" ? { kind: "error", error: "restricted_action" } : undefined,
  });
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.advance("10s");
  const told = () => world.messages("warroom", "mei").filter(({ text }) => text.includes("set the room's topic"));
  expect(told().map(({ text }) => text)).toEqual([expect.stringContaining("`restricted_action`")]);
  // The rest of the room is there.
  expect(world.messages(ROOM).some(({ text }) => text.includes("Search is slow"))).toBe(true);

  await world.press("mei", "warroom", "Try again");
  await world.advance("10s");
  expect(told()).toHaveLength(2);

  world.practice.core.setFaults({});
  await world.press("mei", "warroom", "Try again");
  await world.advance("10s");
  expect(told()).toHaveLength(2);
  expect(world.channel(ROOM).topic).toContain("SEV1");
});

test("a long wait that Slack asks for is told, other work goes on meanwhile, and then it is done by itself", async () => {
  const world = await createWorld();
  let creates = 0;
  world.practice.core.setFaults({
    beforeCall(method) {
      if (method !== "conversations.create") return undefined;
      creates += 1;
      return creates === 1 ? { kind: "429", retryAfter_s: 300 } : undefined;
    },
  });
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.advance("130s");
  await world.command("tomasz", "engineering", "declare SEV2 Mail is late");
  await world.command("mei", "engineering", "ack INC-1");
  await world.advance("10s");
  expect(creates).toBe(1);
  const waits = (name: string) => world.messages("warroom", name).map(({ text }) => text);
  expect(waits("mei")).toEqual([expect.stringMatching(/could not open the room yet: Slack asks it to wait until/)]);
  expect(waits("tomasz")).toHaveLength(1);
  await world.advance("5m");
  expect(world.channels("mei")).toContain(ROOM);
  expect(world.channels("tomasz")).toContain("inc-2-mail-is-late");
  expect(waits("mei")).toHaveLength(1);
});
