import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-private";

const privately = (world: World, name: string, where: string) =>
  world
    .messages(where, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text ?? "";

async function declared(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare --private SEV1 Stolen laptop");
  await world.advance("5s");
  return world;
}

test("a private incident has a private room with its declarer alone, and nobody else hears of it", async () => {
  const world = await declared();
  expect(privately(world, "mei", "engineering")).toContain("You declared *INC-1* (SEV1) privately: Stolen laptop");
  const room = world.channel(ROOM, "mei");
  expect(room.members.toSorted()).toEqual([world.user("mei"), world.practice.core.state.app.botUser].toSorted());
  expect(JSON.stringify(room.messages)).toContain("only those in this room see it");
  expect(world.messages("incidents")).toEqual([]);
  expect(world.channels("tomasz")).not.toContain(ROOM);
});
