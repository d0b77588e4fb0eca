import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("after a time away one line says so, and one reminder is sent, not each that was missed", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.command("amara", ROOM, "ack");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("10s");
  world.fresh(ROOM);
  await world.stop();
  await world.advance("3h");
  await world.start();
  await world.advance("1m");
  expect(world.fresh(ROOM)).toEqual([
    expect.stringMatching(/^Warroom was not running from .* to .*3 reminders came due meanwhile/),
    expect.stringContaining("overdue"),
  ]);
  await world.advance("1h");
  expect(world.fresh(ROOM)).toEqual([]);
});
