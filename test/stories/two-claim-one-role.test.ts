import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

test("two people take the same role at once: one has it, the other learns who was first", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  const room = "inc-1-search-is-slow";
  const { id, messages } = world.channel(room);
  const card = messages.find(({ blocks }) => blocks.some(({ type }) => type === "header"))!;
  const actions = card.blocks.find(({ type }) => type === "actions")!;
  const press = (name: string) =>
    world.practice.core.act({
      as: world.user(name),
      act: "block-action",
      channel: id,
      ts: card.ts,
      blockId: String(actions.block_id),
      actionId: "claim_role:commander",
    });
  press("amara");
  press("tomasz");
  await world.settle();
  await world.advance("2s");
  const told = ["amara", "tomasz"].flatMap((name) =>
    world
      .messages(room, name)
      .filter(({ ephemeral }) => ephemeral)
      .map(({ text }) => ({ name, text })),
  );
  expect(told).toHaveLength(1);
  expect(told[0]!.text).toMatch(/has been Commander since/);
  const lines = world.messages(room).filter(({ text, ephemeral }) => !ephemeral && text.includes("is now *Commander*"));
  expect(lines).toHaveLength(1);
});
