import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("an empty commander's seat is asked for after 2, 5 and 10 minutes, at last of the backup", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV3 Search is slow");
  world.fresh(ROOM, "mei");
  const mei = world.user("mei");
  await world.advance("2m");
  expect(world.fresh(ROOM, "mei")).toEqual([expect.stringContaining(`<@${mei}> nobody has been Commander for 2 min`)]);
  await world.advance("3m");
  expect(world.fresh(ROOM, "mei")).toEqual([expect.stringContaining(`<@${mei}> nobody has been Commander for 5 min`)]);
  await world.advance("5m");
  const [last, ...more] = world.fresh(ROOM, "mei");
  expect(last).toContain(`<@${world.user("amara")}> <@${world.user("tomasz")}> nobody has been Commander for 10 min`);
  expect(last).toContain("Warroom does not ask again");
  expect(more).toEqual([]);
  await world.advance("1h");
  expect(world.fresh(ROOM, "mei")).toEqual([]);
});
