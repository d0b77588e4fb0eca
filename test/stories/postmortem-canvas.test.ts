// The room's canvas: Warroom's tables are renewed by each draft, what people write stays as they wrote it.
import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";

const canvasOf = (world: World) => world.channel(ROOM).canvas;
const sectionWith = (world: World, words: string) =>
  canvasOf(world)?.sections.find(({ markdown }) => markdown.includes(words));

async function anEndedIncident(world: World): Promise<void> {
  await world.command("mei", "engineering", "declare sev2 Checkout is down");
  await world.press("amara", ROOM, "Take Commander");
  await world.command("amara", ROOM, "note decision: we roll back");
  await world.advance("5m");
  await world.command("amara", ROOM, "resolve Rolled the deploy back.");
  await world.advance("10s");
}

test("each draft renews the tables of the record and touches nothing that people wrote", async () => {
  const world = await createWorld();
  await anEndedIncident(world);
  expect(canvasOf(world)?.title).toBe("Postmortem of INC-1");
  expect(sectionWith(world, "From the record: decisions and actions")?.markdown).toContain("we roll back");

  const channel = world.channel(ROOM).id;
  const prompt = sectionWith(world, "What ended it.")!;
  await world.act("mei", {
    act: "edit-canvas",
    channel,
    section: prompt.id,
    markdown: "The rollback ended it; I did it.",
  });
  await world.act("mei", { act: "edit-canvas", channel, markdown: "Thanks to everybody." });
  const gone = sectionWith(world, "From the record: impact")!;
  await world.act("mei", { act: "edit-canvas", channel, section: gone.id, markdown: "" });
  const before = canvasOf(world)!.sections.map(({ markdown }) => markdown);

  await world.command("tomasz", ROOM, "note action: restarted the pool");
  await world.command("tomasz", ROOM, "contribute well The rollback was quick");
  await world.command("tomasz", ROOM, "postmortem");
  await world.advance("1m");
  const after = canvasOf(world)!.sections.map(({ markdown }) => markdown);
  const changed = after.filter((markdown) => !before.includes(markdown));
  expect(after).toHaveLength(before.length);
  expect(changed.every((markdown) => markdown.startsWith("| From the record:"))).toBe(true);
  expect(changed.join("\n")).toContain("restarted the pool");
  expect(changed.join("\n")).toContain("The rollback was quick");
  expect(after).toContain("The rollback ended it; I did it.");
  expect(after).toContain("Thanks to everybody.");
  expect(after.join("\n")).not.toContain("From the record: impact");
});

test("a canvas that people made before is left alone, and the file has everything", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare sev2 Checkout is down");
  await world.act("mei", { act: "edit-canvas", channel: world.channel(ROOM).id, markdown: "Our own notes" });
  await world.command("mei", ROOM, "resolve It was nothing.");
  await world.advance("10s");
  expect(canvasOf(world)?.sections.map(({ markdown }) => markdown)).toEqual(["Our own notes"]);
  expect(world.messages(ROOM).flatMap(({ files }) => files)[0]?.name).toBe("INC-1-postmortem-1.md");
});

test("a plan without canvases costs nothing but the canvas", async () => {
  const world = await createWorld();
  world.practice.core.admin.setCanvasRule("free plan");
  await anEndedIncident(world);
  expect(canvasOf(world)).toBeNull();
  expect(world.messages(ROOM).flatMap(({ files }) => files)[0]?.name).toBe("INC-1-postmortem-1.md");
});
