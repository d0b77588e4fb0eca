import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

/** What Warroom last answered somebody alone. */
const answered = (world: World, name: string): string | undefined =>
  world
    .messages("engineering", name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text;

test("an incident named after the moment has a room of that name, and is found by it", async () => {
  const world = await createWorld({ runbook: "novacron", startAt: Date.parse("2026-11-02T09:00:00Z") });
  await world.command("mei", "engineering", "declare SEV-1 Payments fail");
  const rooms = () => world.channels("mei").filter((name) => name.startsWith("incident-2026"));
  const [first] = rooms();
  expect(first).toMatch(/^incident-20261102090\d{3}$/);
  const name = first!.replace("incident-", "");
  await world.command("mei", "engineering", `ack ${name}`);
  expect(answered(world, "mei")).toContain(`You acknowledged ${name}.`);
  await world.command("mei", "engineering", `recovery ${name} all`);
  await world.command("mei", "engineering", `resolve ${name} A bad deploy was rolled back`);
  await world.advance("10s");
  await world.command("tomasz", "engineering", "declare SEV-1 Payments fail again");
  expect(new Set(rooms()).size).toBe(2);
});

test("numbers have as many digits as the runbook gives them, and are typed in any way", async () => {
  const world = await createWorld({ runbook: "sarvanom", startAt: Date.parse("2026-11-02T09:00:00Z") });
  await world.command("mei", "engineering", "declare P1 Search is down");
  expect(world.channels("mei")).toContain("inc-1-search-is-down");
  await world.command("mei", "engineering", "ack inc-2026-001");
  expect(answered(world, "mei")).toContain("You acknowledged INC-2026-001.");
});
