// What was typed behind a command that is refused stands below the reason, to be copied from there.
import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

const said = (world: World, channel = ROOM) => world.messages(channel, "amara").at(-1)!.text;

test("on an incident that is over, every refused command shows its words again", async () => {
  const world = await createWorld();
  await world.command("amara", "engineering", "declare SEV2 Search is slow");
  await world.advance("5s");
  await world.command("amara", ROOM, "role commander");
  await world.command("amara", ROOM, "resolve It is quick again");
  await world.advance("5s");
  for (const [command, words] of [
    ["resolve", "Rolled back <the> deploy"],
    ["update", "Half of it is back"],
    ["cancel", "It was a drill"],
    ["bridge", "https://meet.example/search"],
    ["pause 45m", "The vendor is on it"],
    ["severity SEV1", "All of Europe"],
    ["ask", "Do we tell the press?"],
    ["takeover", "Nobody answers"],
    ["handover commander @tomasz.wolski", "Ask Mei about the pool"],
    ["merge into INC-1", "The same database"],
  ] as const) {
    await world.command("amara", ROOM, `${command} ${words}`);
    const shown = words.replace("<the>", "&lt;the&gt;");
    expect(said(world), command).toMatch(/reopen it first|itself/);
    expect(said(world).endsWith(`\n> ${shown}`), `${command}: ${said(world)}`).toBe(true);
  }
  await world.command("amara", ROOM, "ack");
  expect(said(world), "nothing was typed").not.toContain("\n>");
});

test("in a channel that is no incident's room, too", async () => {
  const world = await createWorld();
  await world.command("amara", "engineering", "resolve Rolled back the deploy");
  expect(said(world, "engineering")).toMatch(/^Nothing was changed: .*\n> Rolled back the deploy$/);
});
