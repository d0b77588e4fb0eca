import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";

const rooms = (world: World) => world.channels("amara").filter((name) => name.startsWith("inc-"));
const privately = (world: World, name: string) => world.messages("engineering", name).at(-1)?.text ?? "";

test("the second to declare the same trouble is shown the first, joins it, and the room hears what they saw", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.command("priya", "engineering", "declare SEV1 Payments fail");
  expect(privately(world, "priya")).toContain("declared *INC-1* (Checkout is down)");
  await world.advance("3s");
  world.fresh(ROOM);
  await world.press("priya", "engineering", "Join INC-1");
  await world.advance("3s");
  expect(world.fresh(ROOM)).toEqual([`<@${world.user("priya")}> reports the same: Payments fail`]);
  expect(world.channel(ROOM).members).toContain(world.user("priya"));
  expect(privately(world, "priya")).toContain("You are invited to");
  expect(rooms(world)).toEqual([ROOM]);
});

test("in the form both ways stand beside what was typed; pressing Join there ends it", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.command("priya", "engineering", "declare");
  await world.submit("priya", { title: "Payments fail", severity: "SEV2" });
  expect(JSON.stringify(world.form("priya")!.blocks)).toContain('"initial_value":"Payments fail"');
  await world.pressIn("priya", "form", "Join INC-1");
  expect(JSON.stringify(world.form("priya")!.blocks)).toContain("You are invited to");
  await world.advance("3s");
  expect(world.channel(ROOM).members).toContain(world.user("priya"));
  expect(rooms(world)).toEqual([ROOM]);
});

test("later it is only asked of titles that share a telling word, and declaring anyway is one press", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("3m");
  await world.command("priya", "engineering", "declare SEV2 Search is down");
  expect(rooms(world)).toEqual([ROOM, "inc-2-search-is-down"]);
  await world.advance("10m");
  await world.command("tomasz", "engineering", "declare SEV2 The checkout page times out");
  expect(privately(world, "tomasz")).toContain("declared *INC-1* (Checkout is down)");
  await world.press("tomasz", "engineering", "Declare anyway");
  expect(rooms(world)).toContain("inc-3-the-checkout-page-times-out");
});
