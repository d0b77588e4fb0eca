import { expect, test } from "vitest";
import { testRunbook } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";
const { criteria } = testRunbook("agentic-canon").runbook.recovery;
const [FIRST] = criteria.map(({ text }) => text);

const card = (world: World, room = ROOM) =>
  JSON.stringify(world.messages(room).find(({ blocks }) => blocks[0]?.type === "header")!.blocks);

const shown = (world: World, name: string) => JSON.stringify(world.form(name)!.blocks);

async function declared(): Promise<World> {
  const world = await createWorld({ runbook: "agentic-canon" });
  await world.command("mei", "engineering", "declare SEV4 Checkout is down");
  await world.advance("5s");
  await world.command("mei", ROOM, "role commander");
  await world.advance("5s");
  world.fresh(ROOM);
  return world;
}

test("it is attested, watched for a quarter of an hour, taken back, watched again, and then resolved", async () => {
  const world = await declared();
  expect(card(world)).toContain(`*Recovery:* 0 of ${criteria.length} are met`);
  await world.press("mei", ROOM, "Recovery");
  await world.pressIn("mei", "form", "It is so");
  expect(shown(world, "mei")).toContain(`*Met* since`);
  await world.command("tomasz", ROOM, "recovery all");
  await world.advance("5s");
  const [well] = world.fresh(ROOM);
  expect(well).toContain(`<@${world.user("tomasz")}> attested the last one. It is watched until`);
  expect(card(world)).toContain(`${criteria.length} of ${criteria.length} are met, watched until`);

  await world.advance("10m");
  await world.command("amara", ROOM, "recovery 1 back");
  await world.advance("10m");
  expect(world.fresh(ROOM)).toEqual([
    `<@${world.user("amara")}> takes back: “${FIRST}” It may not be resolved before that is met again.`,
  ]);
  await world.command("amara", ROOM, "recovery 1");
  await world.advance("14m");
  expect(world.fresh(ROOM)).toHaveLength(1);
  await world.stop();
  await world.advance("10m");
  await world.start();
  await world.advance("5s");
  expect(world.fresh(ROOM).at(-1)).toBe(
    "Watched for 15 min, and everything that must be met is met: INC-1 may be resolved.",
  );
  await world.press("mei", ROOM, "Resolve");
  await world.submit("mei", { text: "Rolled back." });
  await world.advance("1s");
  expect(world.fresh(ROOM)[0]).toContain("*INC-1 is resolved*");
  await world.advance("1m");
  world.fresh(ROOM);
});

test("resolving too early asks for a reason, keeps what was typed, and puts the reason where all see it", async () => {
  const world = await declared();
  await world.command("mei", ROOM, "recovery all");
  await world.advance("5s");
  world.fresh(ROOM);
  await world.command("mei", ROOM, "resolve Rolled back.");
  expect(shown(world, "mei")).toContain("INC-1 may not be called resolved yet. It is watched until");
  expect(shown(world, "mei")).toContain('"initial_value":"Rolled back."');
  await world.submit("mei", { text: "Rolled back.", reason: "Nobody uses it at night." });
  await world.advance("5s");
  expect(world.fresh(ROOM)[0]).toContain("*Before it was well for long enough, because:* Nobody uses it at night.");
  await world.advance("30m");
  expect(world.fresh(ROOM).join("\n")).not.toContain("may be resolved");
  await world.command("mei", ROOM, "timeline");
  const timeline = JSON.stringify(world.messages(ROOM, "mei").at(-1)!.blocks);
  expect(timeline).toContain("because: Nobody uses it at night.");
  expect(timeline).toContain("Attested: ");
});

test("a form that was opened when all was well says what changed, and keeps what was typed", async () => {
  const world = await declared();
  await world.command("mei", ROOM, "recovery all");
  await world.advance("16m");
  await world.press("mei", ROOM, "Resolve");
  expect(shown(world, "mei")).not.toContain("may not be called resolved");
  await world.command("tomasz", ROOM, "recovery 1 back");
  await world.submit("mei", { text: "Rolled back." });
  expect(shown(world, "mei")).toContain(`Still open: ${FIRST}.`);
  expect(shown(world, "mei")).toContain('"initial_value":"Rolled back."');
  await world.advance("5s");
  world.fresh(ROOM);
});
