import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";

const privately = (world: World, name: string) =>
  world
    .messages(ROOM, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text ?? "";

const card = (world: World) => JSON.stringify(world.messages(ROOM).find(({ blocks }) => blocks[0]?.type === "header"));

async function declared(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  world.fresh(ROOM);
  return world;
}

test("the first minutes: two people answer the questions at once, and each answer lands in the impact", async () => {
  const world = await declared();
  expect(card(world)).toContain("*Triage questions:* 0 of 5 answered");
  await world.press("mei", ROOM, "Answer");
  await world.press("tomasz", ROOM, "Answer");
  await world.submit("mei", { "answer:0": "All of the EU", "answer:1": "Checkout" });
  expect(world.form("mei")).toBeUndefined();
  await world.advance("5s");
  expect(world.fresh(ROOM)).toEqual([
    `*Triage*, by <@${world.user("mei")}>\n*How many users are hit?* All of the EU\n*Which features and services are hit?* Checkout`,
  ]);
  expect(card(world)).toContain("*Triage questions:* 2 of 5 answered");
  expect(card(world)).toContain("Users: All of the EU; Services: Checkout");

  // Tomasz saw empty questions: he is shown what stands there, keeps what he wrote, and may replace it knowingly.
  await world.submit("tomasz", { "answer:0": "A third of users", "answer:4": "No" });
  const shown = JSON.stringify(world.form("tomasz")!.blocks);
  expect(shown).toContain(`<@${world.user("mei")}> answered “How many users are hit?”`);
  expect(shown).toContain('"initial_value":"A third of users"');
  expect(shown).toContain('"initial_value":"No"');
  expect(shown).toContain('"initial_value":"Checkout"');
  await world.submit("tomasz", {});
  await world.advance("5s");
  expect(world.fresh(ROOM)).toEqual([
    `*Triage*, by <@${world.user("tomasz")}>\n*How many users are hit?* A third of users\n*Is security involved?* No`,
  ]);
  await world.command("mei", ROOM, "impact history");
  const history = JSON.stringify(world.messages(ROOM, "mei").at(-1)!.blocks);
  expect(history.indexOf("A third of users")).toBeLessThan(history.indexOf("All of the EU"));
});

test("the impact is said in a line or in parts; what two people write at once is lost by neither", async () => {
  const world = await declared();
  await world.command("mei", ROOM, "impact Nobody can pay by card");
  await world.advance("5s");
  expect(world.fresh(ROOM)).toEqual([`*Impact*, by <@${world.user("mei")}>\n*In a sentence:* Nobody can pay by card`]);
  await world.command("mei", ROOM, "impact");
  await world.command("tomasz", ROOM, "impact");
  await world.submit("mei", { "impact:users": "EU" });
  await world.submit("tomasz", { "impact:regions": "eu-west-1" });
  await world.advance("5s");
  expect(world.fresh(ROOM)).toEqual([
    `*Impact*, by <@${world.user("mei")}>\n*Users:* EU`,
    `*Impact*, by <@${world.user("tomasz")}>\n*Regions:* eu-west-1`,
  ]);
  await world.command("amara", ROOM, "impact");
  await world.command("tomasz", ROOM, "impact");
  await world.submit("tomasz", { "impact:users": "EU and UK" });
  await world.submit("amara", { "impact:users": "Europe", "impact:data": "None lost" });
  const shown = JSON.stringify(world.form("amara")!.blocks);
  expect(shown).toContain(`<@${world.user("tomasz")}> changed “Users”`);
  expect(shown).toContain('"initial_value":"Europe"');
  await world.submit("amara", { "impact:users": "" });
  await world.advance("5s");
  expect(world.fresh(ROOM)).toEqual([
    `*Impact*, by <@${world.user("tomasz")}>\n*Users:* EU and UK`,
    `*Impact*, by <@${world.user("amara")}>\n*Users:* _not known_\n*Data:* None lost`,
  ]);
  expect(card(world)).toContain("*Impact:* Nobody can pay by card");
});

test("times are set right with a reason; what is missing the form asks for, and what cannot be is said", async () => {
  const world = await declared();
  await world.advance("10m");
  world.fresh(ROOM);
  await world.command("mei", ROOM, "times started 20 minutes ago the graph drops there");
  expect(privately(world, "mei")).toMatch(/\*started\* is now .*2026-11-02 08:50 UTC/);
  await world.advance("2s");
  expect(world.fresh(ROOM)).toEqual([expect.stringContaining("> the graph drops there")]);

  await world.command("mei", ROOM, "times mitigated yesterday-ish");
  expect(JSON.stringify(world.form("mei")!.blocks)).toContain("is no time that can be read");
  await world.submit("mei", { when: "30 minutes ago", reason: "a guess" });
  expect(world.form("mei")!.errors.when).toMatch(/mitigated .* would come before started/);
  await world.submit("mei", { when: "lunch", reason: "a guess" });
  expect(world.form("mei")!.errors.when).toContain("“lunch” is no time that can be read");
  await world.submit("mei", { when: "2 minutes ago", reason: "The error rate is flat" });
  await world.advance("2s");
  expect(world.fresh(ROOM)).toEqual([expect.stringContaining("*mitigated*")]);
  await world.command("mei", ROOM, "times resolved 5 minutes ago now");
  expect(privately(world, "mei")).toContain("It is not resolved");
  await world.command("tomasz", ROOM, "times");
  const overview = world.messages(ROOM, "tomasz").at(-1)!;
  const text = JSON.stringify(overview.blocks);
  expect(text).toContain(`set by <@${world.user("mei")}>`);
  expect(text).toContain("*acknowledged* _not known_");
});

test("entering the status that means it asks its setter alone whether it is mitigated now", async () => {
  const world = await declared();
  await world.command("mei", ROOM, "status Recovery all");
  expect(privately(world, "mei")).toContain("Is the trouble over for those it hit?");
  expect(privately(world, "tomasz")).toBe("");
  await world.advance("30s");
  await world.press("mei", ROOM, "Mitigated now");
  await world.advance("5s");
  expect(privately(world, "mei")).toContain("*mitigated* is now");
  expect(world.fresh(ROOM)).toEqual([
    `INC-1 is now *Recovery* (was Triage), set by <@${world.user("mei")}>.`,
    expect.stringContaining("> entered Recovery"),
  ]);
  await world.command("mei", ROOM, "status Investigation");
  await world.command("mei", ROOM, "status Recovery all");
  expect(privately(world, "mei")).toBe("INC-1 is now *Recovery*.");

  await world.command("mei", ROOM, "resolve Rolled back");
  await world.advance("15s");
  const [file] = world.messages(ROOM).flatMap(({ files }) => files);
  const draft = await (await fetch(new URL(file!.url, world.url))).text();
  expect(draft).toMatch(/\| Mitigated \| 2026-11-02 09:00 UTC/);
  world.fresh(ROOM);
});
