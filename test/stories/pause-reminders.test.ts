import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

const card = (world: World) => JSON.stringify(world.messages(ROOM).find(({ blocks }) => blocks[0]?.type === "header"));

async function declared(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.command("amara", ROOM, "ack");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("10s");
  world.fresh(ROOM);
  return world;
}

test("reminders are paused with an end and a reason, say nothing until then, and come again after it", async () => {
  const world = await declared();
  const amara = `<@${world.user("amara")}>`;
  await world.command("amara", ROOM, "pause 45m The vendor restores the backup");
  await world.advance("5s");
  const [said, answer] = world.fresh(ROOM).sort();
  expect(answer).toMatch(new RegExp(`^Update reminders are paused until .*, by ${amara}\\.\\n> The vendor restores`));
  expect(said).toMatch(/^Paused until/);
  expect(card(world)).toContain("reminders paused until");
  expect(card(world)).toContain("The vendor restores the backup");

  await world.advance("44m");
  expect(world.fresh(ROOM)).toEqual([]);
  await world.advance("1m");
  expect(world.fresh(ROOM), "one reminder, when the pause ends").toEqual([
    expect.stringMatching(new RegExp(`^${amara} the update .* is due now`)),
  ]);

  await world.press("amara", ROOM, "Pause reminders…");
  await world.submit("amara", { until: "1h", reason: "Still restoring" });
  await world.advance("5s");
  expect(world.fresh(ROOM)).toEqual([
    expect.stringMatching(/^Update reminders are paused until .*\n> Still restoring$/),
  ]);
  await world.command("amara", ROOM, "update Half of it is back");
  await world.advance("3s");
  world.fresh(ROOM);
  expect(card(world), "an update ends it").not.toContain("reminders paused");
  await world.advance("12m");
  expect(world.fresh(ROOM), "80 % of the usual interval").toHaveLength(1);

  await world.command("amara", ROOM, "resolve Restored");
  await world.advance("1m");
  const file = world.messages(ROOM).flatMap(({ files }) => files)[0]!;
  const draft = await (await fetch(new URL(file.url, world.url))).text();
  expect(draft).toMatch(/Reminders paused until .*The vendor restores the backup/);
  world.fresh(ROOM);
});

test("a pause is lifted; one without a reason, an end or anything to pause is refused", async () => {
  const world = await declared();
  const privately = () => world.fresh(ROOM).at(-1);
  await world.command("amara", ROOM, "unpause");
  expect(privately()).toBe("Reminders are not paused.");
  await world.command("amara", ROOM, "pause 45m");
  expect(privately()).toContain("Say how long and why");
  await world.command("amara", ROOM, "pause until lunch");
  expect(privately()).toContain("Say how long and why");
  await world.command("amara", ROOM, "pause 30h a long night");
  expect(privately()).toContain("is too far away");
  await world.command("amara", ROOM, "pause until 9:30 The vendor is on it");
  expect(privately()).toBe(
    "9:30 has passed today. Write “tomorrow 9:30”, or how long: “20m”.\n> until 9:30 The vendor is on it",
  );

  await world.command("amara", ROOM, "pause until 10:30 The vendor is on it");
  await world.advance("20m");
  world.fresh(ROOM);
  await world.command("tomasz", ROOM, "unpause");
  await world.advance("2s");
  expect(world.fresh(ROOM).sort()).toEqual([
    expect.stringMatching(/the update on INC-1 is due now/),
    expect.stringMatching(/^Update reminders come again/),
  ]);
  await world.command("amara", ROOM, "severity SEV4");
  await world.command("amara", ROOM, "pause 10m no reason");
  await world.advance("2s");
  expect(world.fresh(ROOM).join("\n")).toContain("SEV4 asks for no regular updates");
});
