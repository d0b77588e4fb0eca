import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

test("a checklist is opened by its name, ticked off by two people, and told once, when it is done", async () => {
  const world = await createWorld({ runbook: "magnus" });
  await world.command("mei", "engineering", "declare Low Checkout is down");
  await world.advance("5s");
  const room = world.channels("mei").find((name) => name.includes("checkout"))!;
  world.fresh(room, "mei");
  await world.command("mei", room, "checklist data");
  for (let items = 0; items < 4; items++) await world.pressIn("mei", "form", "Done");
  await world.advance("5s");
  expect(world.fresh(room, "mei").filter((text) => text.includes("hecklist"))).toEqual([]);
  await world.command("tomasz", room, "checklist data recovery");
  expect(JSON.stringify(world.form("tomasz")!.blocks)).toContain(`by <@${world.user("mei")}>`);
  await world.pressIn("tomasz", "form", "Done");
  await world.advance("5s");
  expect(world.fresh(room, "mei").filter((text) => text.includes("hecklist"))).toEqual([
    `Checklist *Data recovery* is done; <@${world.user("tomasz")}> ticked the last of it.`,
  ]);
});
