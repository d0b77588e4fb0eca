import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("a severity without a cadence is never nudged, and a change of severity plans anew", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.press("mei", ROOM, "Take Commander");
  await world.advance("4h");
  world.fresh(ROOM, "mei");
  await world.command("mei", ROOM, "severity SEV1");
  await world.advance("11m");
  world.fresh(ROOM, "mei");
  await world.advance("2m");
  expect(world.fresh(ROOM, "mei")).toEqual([expect.stringContaining("the next update on INC-1 is due")]);
});
