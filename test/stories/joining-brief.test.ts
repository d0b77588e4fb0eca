// Who comes later is shown what they need, alone.
import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("whoever comes into the room later gets the brief, once; those of the opening invitation do not", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  await world.command("mei", ROOM, "role commander");
  await world.command("mei", ROOM, "update Two of three nodes are gone");
  await world.advance("10m");
  // The declarer and those on call came with the room.
  for (const name of ["mei", "amara", "tomasz"]) expect(briefs(world, name)).toEqual([]);

  await world.act("priya", { act: "join", channel: world.channel(ROOM, "mei").id });
  await world.advance("2s");
  const [brief, ...more] = briefs(world, "priya");
  expect(more).toEqual([]);
  expect(brief).toContain("*INC-1* SEV2");
  expect(brief).toContain(`*Commander:* <@${world.user("mei")}> since`);
  expect(brief).toContain("> Two of three nodes are gone");
  expect(brief).toMatch(/next update due/);
  expect(brief).toMatch(/\/archives\/[A-Z0-9]+\/p\d+\|status card>/);
  expect(briefs(world, "mei")).toEqual([]);
  await world.advance("10m");
  expect(briefs(world, "priya")).toHaveLength(1);

  // Gone and come again.
  await world.act("priya", { act: "leave", channel: world.channel(ROOM, "mei").id });
  await world.act("priya", { act: "join", channel: world.channel(ROOM, "mei").id });
  await world.advance("2s");
  expect(briefs(world, "priya")).toHaveLength(2);
});

test("by command it can be had at any time, outside the room with the incident's id", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  await world.advance("3s");
  await world.command("mei", ROOM, "brief");
  expect(briefs(world, "mei")).toHaveLength(1);
  await world.command("jonas", "engineering", "brief INC-1");
  expect(briefs(world, "jonas", "engineering")[0]).toContain("*INC-1* SEV2");
});

test("whoever comes after the end is pointed to the summary and the draft", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  await world.advance("3m");
  await world.command("mei", ROOM, "resolve Restarted the nodes");
  await world.advance("30s");
  await world.act("priya", { act: "join", channel: world.channel(ROOM, "mei").id });
  await world.advance("2s");
  const [over] = shown(world, "priya");
  expect(over).toContain("*INC-1* is over: *Resolved*");
  expect(over).toContain("> Restarted the nodes");
  expect(over).toContain("The postmortem draft is in the room");
});

const shown = (world: World, name: string, channel = ROOM) =>
  world
    .messages(channel, name)
    .filter(({ ephemeral }) => ephemeral)
    .map(({ blocks }) => blocks.flatMap(textsOf).join("\n"));

const briefs = (world: World, name: string, channel = ROOM) =>
  shown(world, name, channel).filter((text) => text.includes("|status card>"));

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "text" && typeof one === "string" ? [one] : textsOf(one),
  );
}
