import { expect, test } from "vitest";
import { testRunbook } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-private";

const privately = (world: World, name: string, where: string) =>
  world
    .messages(where, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text ?? "";

async function declared(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare --private SEV1 Stolen laptop");
  await world.advance("5s");
  return world;
}

test("a private incident has a private room with its declarer alone, and nobody else hears of it", async () => {
  const world = await declared();
  expect(privately(world, "mei", "engineering")).toContain("You declared *INC-1* (SEV1) privately: Stolen laptop");
  const room = world.channel(ROOM, "mei");
  expect(room.members.toSorted()).toEqual([world.user("mei"), world.practice.core.state.app.botUser].toSorted());
  expect(JSON.stringify(room.messages)).toContain("only those in this room see it");
  expect(world.messages("incidents")).toEqual([]);
  expect(world.channels("tomasz")).not.toContain(ROOM);
});

test("whoever is invited or given a task comes in and sees it; what is public cannot be merged with it", async () => {
  const world = await declared();
  await world.act("mei", { act: "invite", channel: world.channel(ROOM, "mei").id, user: world.user("priya") });
  await world.command("mei", ROOM, "task @jonas.lindqvist Ask its owner");
  await world.advance("5s");
  expect(world.channel(ROOM, "mei").members).toContain(world.user("jonas"));
  await world.command("priya", "general", "list");
  expect(privately(world, "priya", "general")).toBe("One incident is open.");
  await world.command("priya", "general", "brief INC-1");
  expect(privately(world, "priya", "general")).toContain("Stolen laptop");

  await world.command("priya", "general", "declare SEV2 Search is slow");
  await world.advance("5s");
  await world.command("priya", ROOM, "merge into INC-2");
  expect(privately(world, "priya", ROOM)).toContain("Nothing was merged: INC-1 is private and the other is not");
  await world.command("priya", "inc-2-search-is-slow", "merge into INC-1");
  expect(privately(world, "priya", "inc-2-search-is-slow")).toContain("Nothing was merged: INC-1 is private");
});

test("a box in the form says so too; a misspelt option declares nothing", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 --privat Stolen laptop");
  expect(JSON.stringify(world.form("mei"))).toContain("There is no option `--privat`");
  expect(world.channels("mei").filter((name) => name.startsWith("inc-"))).toEqual([]);
  await world.submit("mei", { title: "Stolen laptop", private: "private" });
  await world.advance("5s");
  expect(world.channels("mei")).toContain(ROOM);
  expect(world.channels("amara")).not.toContain(ROOM);
  expect(world.messages("incidents")).toEqual([]);

  await world.command("mei", "engineering", "declare —private");
  expect(JSON.stringify(world.form("mei"))).toContain('"initial_options"');
});

test("where Slack refuses a private room, the declarer alone is told, and nothing takes its place", async () => {
  const world = await createWorld();
  const { admin, state } = world.practice.core;
  admin.setScopes(state.app.scopes!.filter((scope) => scope !== "groups:write"));
  await world.command("mei", "engineering", "declare --private SEV1 Stolen laptop");
  await world.command("mei", "engineering", "role INC-1 commander @tomasz.wolski");
  await world.advance("20m");
  // Two notices of two jobs: whichever Slack takes first.
  const told = world.messages("warroom", "mei").map(({ text }) => text);
  expect(told.toSorted()).toEqual([
    expect.stringMatching(/^INC-1 \(Stolen laptop\) is declared privately, but.*`missing_scope`.*`groups:write`/),
    expect.stringMatching(/^INC-1 \(Stolen laptop\): the runbook calls on-call now\. It is private/),
  ]);
  expect(world.messages("incidents")).toEqual([]);
  expect(world.channels("tomasz").filter((name) => name.startsWith("inc-"))).toEqual([]);
  await world.command("tomasz", "general", "brief INC-1");
  expect(privately(world, "tomasz", "general")).toContain("There is no incident “INC-1” that you can see.");
  await world.command("mei", "engineering", "cancel INC-1 Declared again later");
  expect(privately(world, "mei", "engineering")).toContain("Cancelled");
});

test("Warroom is removed from a private room and invited again: whoever was taken out of it meanwhile stays out", async () => {
  const world = await declared();
  const { id } = world.channel(ROOM, "mei");
  await world.act("mei", { act: "invite", channel: id, user: world.user("priya") });
  await world.advance("5s");
  await world.act("priya", { act: "kick", channel: id, user: world.user("mei") });
  const { botUser } = world.practice.core.state.app;
  await world.act("priya", { act: "kick", channel: id, user: botUser });
  await world.advance("20m");
  await world.command("priya", "general", "brief INC-1");
  expect(privately(world, "priya", "general")).toContain("There is no incident “INC-1” that you can see.");
  await world.command("priya", ROOM, "note still at it");
  await world.act("priya", { act: "invite", channel: id, user: botUser });
  await world.advance("1m");
  await world.command("priya", "general", "brief INC-1");
  expect(privately(world, "priya", "general")).toContain("Stolen laptop");
  expect(world.channel(ROOM, "priya").members).not.toContain(world.user("mei"));
  expect(world.messages("incidents")).toEqual([]);
  await world.command("mei", "general", "brief INC-1");
  expect(privately(world, "mei", "general")).toContain("There is no incident “INC-1” that you can see.");
});

test("whoever gets a role while Warroom is out of the private room comes in once it is back", async () => {
  const world = await declared();
  const { id } = world.channel(ROOM, "mei");
  const { botUser } = world.practice.core.state.app;
  await world.act("mei", { act: "kick", channel: id, user: botUser });
  await world.advance("1m");
  await world.command("mei", ROOM, "role scribe @priya.raman");
  await world.advance("20m");
  expect(world.channel(ROOM, "mei").members).not.toContain(world.user("priya"));
  await world.act("mei", { act: "invite", channel: id, user: botUser });
  await world.advance("1m");
  await world.advance("5s");
  expect(world.channel(ROOM, "mei").members).toContain(world.user("priya"));
});

test("whoever leads and has left the private room is told nothing, and that holds up nothing that is said there", async () => {
  const runbook = testRunbook("sarvanom", (text) => `${text.replace(/^id: .*\n/m, "")}\nhand_over_after: 2m\n`);
  const severity = runbook.runbook.severities[0]!.name;
  const world = await createWorld({ runbook });
  await world.command("mei", "engineering", `declare --private ${severity} Stolen laptop`);
  await world.advance("5s");
  const { id } = world.channel(ROOM, "mei");
  await world.act("mei", { act: "invite", channel: id, user: world.user("priya") });
  await world.command("mei", ROOM, "role incident-commander");
  await world.command("mei", ROOM, "handover @priya.raman");
  await world.advance("5s");
  await world.act("mei", { act: "leave", channel: id });
  // Past the time at which an offer is unanswered, and the next long hours.
  await world.advance("12m");
  await world.command("priya", ROOM, "update It is found");
  await world.advance("5s");
  expect(world.messages(ROOM, "priya").some(({ text }) => text.includes("It is found"))).toBe(true);
  await world.command("priya", ROOM, "timeline all");
  const timeline = JSON.stringify(world.messages(ROOM, "priya").at(-1)!.blocks);
  expect(timeline).toContain("could not remind somebody who has led for long");
  expect(timeline).toContain("could not tell somebody that their offer of a role is not answered");
});
