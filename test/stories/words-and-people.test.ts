import { describe, expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

describe("what people type at night", () => {
  test("an update as long as Slack takes is posted whole, with its last words and when the next one is due", async () => {
    const world = await createWorld();
    await world.command("mei", "engineering", "declare SEV1 Checkout is down");
    const room = "inc-1-checkout-is-down";
    const text = `${"The <queue> & the cache are full. ".repeat(87)}Last words.`;
    await world.command("mei", room, `update ${text}`);
    await world.advance("2s");
    const update = world.messages(room).find((message) => message.text.startsWith("*Update*"))!;
    const shown = update.blocks.map((block) => (block.text as { text: string }).text);
    const lines = shown.join("\n").split("\n");
    expect(shown.length).toBeGreaterThan(1);
    expect(lines.at(-1)).toContain("Next update by");
    const quoted = lines.slice(1, -1);
    expect(quoted.every((line) => line.startsWith("> "))).toBe(true);
    expect(quoted.map((line) => line.slice(2)).join(" ")).toBe(
      text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    );
  });

  test("roles are found by the words responders use for short", async () => {
    const world = await createWorld();
    await world.command("mei", "engineering", "declare SEV1 Checkout is down");
    const room = "inc-1-checkout-is-down";
    await world.command("amara", room, "role ic");
    await world.command("amara", room, "role comms @tomasz.wolski");
    await world.command("mei", room, "role tech");
    await world.advance("5s");
    const said = world.messages(room).map(({ text }) => text);
    expect(said).toContainEqual(expect.stringContaining(`<@${world.user("amara")}> is now *Commander*`));
    expect(said).toContainEqual(expect.stringContaining(`<@${world.user("tomasz")}> is now *Communications lead*`));
    expect(said).toContainEqual(expect.stringContaining(`<@${world.user("mei")}> is now *Technical lead*`));
    await world.command("tomasz", room, "role comm");
    expect(world.messages(room, "tomasz").at(-1)!.text).toContain("There is no role “comm” in this runbook.");
  });

  test("a guest is shown no incident, neither in a list nor in a menu", async () => {
    const world = await createWorld();
    await world.command("mei", "engineering", "declare SEV1 Checkout is down");
    for (const words of ["list", "", "ack INC-1", "role INC-1"]) {
      await world.command("leila", "engineering", words);
      const answer = world.messages("engineering", "leila").at(-1)!;
      expect([answer.text, JSON.stringify(answer.blocks)].join(" ")).not.toContain("Checkout");
      expect(answer.text).toContain("Guests cannot do this.");
    }
  });
});

test("an update that is quicker than the room is said in it once it is open", async () => {
  const world = await createWorld();
  let refused = 0;
  world.practice.core.setFaults({
    beforeCall: (method) =>
      method === "conversations.create" && refused++ < 2 ? { kind: "error", error: "internal_error" } : undefined,
  });
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.command("mei", "engineering", "update INC-1 The load balancer is being restarted");
  await world.advance("1m");
  const said = world.messages("inc-1-checkout-is-down").filter(({ text }) => text.includes("being restarted"));
  expect(said.some(({ text }) => text.startsWith("*Update*"))).toBe(true);
  expect(said.filter(({ text }) => text.startsWith("*Update*"))).toHaveLength(1);
});
