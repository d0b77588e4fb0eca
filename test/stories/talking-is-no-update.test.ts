import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("talking is no update, and resolving ends the reminders", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("5m");
  await world.say("amara", ROOM, "still looking");
  world.fresh(ROOM);
  await world.advance("8m");
  expect(world.fresh(ROOM)).toHaveLength(1);
  await world.command("amara", ROOM, "resolve Rebuilt the index");
  await world.advance("10s");
  world.fresh(ROOM);
  await world.advance("2h");
  expect(world.fresh(ROOM)).toEqual([]);
});
