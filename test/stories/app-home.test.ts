import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const shown = (world: World, name: string) => JSON.stringify(world.home(name)?.blocks ?? []);

test("the Home tab shows what is open, what is mine and what waits for me, and is shown anew when asked", async () => {
  const world = await createWorld();
  await world.act("amara", { act: "open-home" });
  await world.advance("2s");
  expect(shown(world, "amara")).toContain("No incident is open.");
  expect(shown(world, "amara")).toContain("Nothing waits for you.");

  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  const room = "inc-1-checkout-is-down";
  await world.advance("3s");
  await world.press("amara", room, "Take Commander");
  expect(shown(world, "amara")).not.toContain("Checkout");
  await world.pressIn("amara", "home", "Refresh");
  await world.advance("2s");
  expect(shown(world, "amara")).toContain(`*INC-1* SEV1 · Triage · <#${world.channel(room).id}>`);
  expect(shown(world, "amara")).toContain("*yours:* Commander");

  await world.advance("16m");
  await world.act("amara", { act: "open-home" });
  await world.act("tomasz", { act: "open-home" });
  await world.advance("2s");
  expect(shown(world, "amara")).toContain("the update is *1 min overdue*");
  expect(shown(world, "tomasz")).toContain("Nothing waits for you.");
  expect(shown(world, "tomasz")).not.toContain("*yours:*");

  await world.command("amara", room, "resolve Rolled back");
  await world.pressIn("amara", "home", "Refresh");
  await world.advance("2s");
  expect(shown(world, "amara")).toContain("Ended lately");
  expect(shown(world, "amara")).toContain("Nothing waits for you.");
});

test("an incident is declared from there", async () => {
  const world = await createWorld();
  await world.act("amara", { act: "open-home" });
  await world.advance("2s");
  await world.pressIn("amara", "home", "Declare an incident");
  await world.submit("amara", { title: "Search is slow", severity: "SEV3" });
  expect(world.channels("amara")).toContain("inc-1-search-is-slow");
});

test("a guest is shown that they can do nothing there, and nothing of any incident", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  const guest = [...world.practice.core.state.users.values()].find(({ kind }) => kind === "guest")!;
  await world.act(guest.name, { act: "open-home" });
  await world.advance("2s");
  expect(shown(world, guest.name)).toContain("Guests cannot do this");
  expect(shown(world, guest.name)).not.toContain("Checkout");
});
