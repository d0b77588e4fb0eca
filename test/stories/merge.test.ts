import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const FIRST = "inc-1-checkout-is-down";
const SECOND = "inc-2-payments-time-out";

const privately = (world: World, name: string, where: string) =>
  world
    .messages(where, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text ?? "";

const announced = (world: World) => JSON.stringify(world.messages("incidents").map(({ blocks }) => blocks));

async function twoIncidents(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("3m");
  await world.command("tomasz", "engineering", "declare SEV1 Payments time out");
  await world.press("tomasz", SECOND, "Take Commander");
  await world.act("priya", { act: "join", channel: world.channel(SECOND).id });
  await world.say("priya", SECOND, "The pool is empty");
  await world.advance("5s");
  for (const room of [FIRST, SECOND]) world.fresh(room);
  return world;
}

test("a duplicate ends: its room says where to go, its people are invited there, nothing more is asked of it", async () => {
  const world = await twoIncidents();
  await world.command("tomasz", SECOND, "merge into INC-1 Same connection pool");
  expect(privately(world, "tomasz", SECOND)).toBe("INC-2 is merged into INC-1. Both rooms were told.");
  await world.advance("5s");
  const by = `<@${world.user("tomasz")}>`;
  const [first, second] = [FIRST, SECOND].map((room) => `<#${world.channel(room).id}>`);
  expect(world.fresh(SECOND)).toEqual([
    `*INC-2 was merged into INC-1*, by ${by}.\n> Same connection pool\nGo on in ${first}: you are invited there. What was said here stays here.`,
  ]);
  expect(world.fresh(FIRST)).toEqual([
    `*INC-2* (SEV1: Payments time out) is the same trouble: ${by} merged it into this incident. The people of ${second} are invited here.`,
  ]);
  const { members } = world.channel(FIRST);
  expect(members).toEqual(expect.arrayContaining([world.user("tomasz"), world.user("priya")]));
  expect(announced(world)).toContain(`Merged into INC-1: go on in ${first}`);
  expect(announced(world)).toContain(`Merged into this one: INC-2 (${second})`);

  await world.command("priya", SECOND, "update Anybody here?");
  expect(privately(world, "priya", SECOND)).toContain(`INC-2 was merged into INC-1 by ${by}`);
  await world.advance("1h");
  expect(world.fresh(SECOND)).toEqual([]);
  expect(world.fresh(FIRST).join()).toContain("nobody has been Commander");
  await world.command("mei", "engineering", "list");
  expect(privately(world, "mei", "engineering")).toBe("One incident is open.");
});

test("they turn out to be two: reopening the duplicate parts them again, in both", async () => {
  const world = await twoIncidents();
  await world.command("tomasz", SECOND, "merge into INC-1");
  await world.advance("5s");
  for (const room of [FIRST, SECOND]) world.fresh(room);
  await world.command("mei", "engineering", "reopen INC-2 Another pool after all");
  await world.advance("5s");
  expect(world.fresh(SECOND)).toEqual([`*INC-2 is open again*, by <@${world.user("mei")}>.\n> Another pool after all`]);
  expect(world.fresh(FIRST)).toEqual([
    `*INC-2* is not the same after all: <@${world.user("mei")}> opened it again. It goes on in <#${world.channel(SECOND).id}>.`,
  ]);
  expect(announced(world)).not.toContain("Merged into");
});

test("merged into each other at the same moment, exactly one goes, and the other one is told", async () => {
  const world = await twoIncidents();
  const both = [
    world.practice.core.act({
      act: "command",
      as: world.user("tomasz"),
      channel: world.channel(SECOND).id,
      command: "/incident",
      text: "merge into INC-1",
    }),
    world.practice.core.act({
      act: "command",
      as: world.user("mei"),
      channel: world.channel(FIRST).id,
      command: "/incident",
      text: "merge into INC-2",
    }),
  ];
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  await world.settle();
  const told = [privately(world, "tomasz", SECOND), privately(world, "mei", FIRST)];
  expect(told.filter((text) => text.includes("is merged into"))).toHaveLength(1);
  expect(told.filter((text) => /INC-\d was merged into INC-\d by/.test(text))).toHaveLength(1);
  await world.command("mei", "engineering", "list");
  expect(privately(world, "mei", "engineering")).toBe("One incident is open.");
  await world.advance("5s");
  for (const room of [FIRST, SECOND]) world.fresh(room);
});

test("an incident into itself, into nothing, or into one that is over is refused in words", async () => {
  const world = await twoIncidents();
  const says = async (typed: string) => {
    await world.command("tomasz", SECOND, typed);
    return privately(world, "tomasz", SECOND);
  };
  expect(await says("merge into INC-2")).toContain("cannot be merged into itself");
  expect(await says("merge")).toContain("Say which incident goes on");
  expect(await says("merge into INC-9")).toContain("There is no incident “INC-9”");
  await world.command("mei", FIRST, "resolve Rolled back");
  await world.advance("15s");
  for (const room of [FIRST, SECOND]) world.fresh(room);
  expect(await says("merge into INC-1")).toContain("INC-1 was resolved by");
});
