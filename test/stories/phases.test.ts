import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const card = (world: World, room: string, as: string) =>
  JSON.stringify(world.messages(room, as).find(({ blocks }) => blocks[0]?.type === "header")!.blocks);

test("a status shows its time, and asks for what the runbook wants first; what is not so needs a reason", async () => {
  const world = await createWorld({ runbook: "agentic-canon" });
  const room = "inc-1-checkout-is-down";
  await world.command("mei", "engineering", "declare SEV4 Checkout is down");
  await world.advance("5s");
  expect(card(world, room, "mei")).toMatch(
    /\*Status:\* Triage since .* · should take 2 min to 5 min: until .*09:05 UTC/,
  );

  await world.command("mei", room, "status investigation");
  await world.advance("5s");
  expect(card(world, room, "mei")).toContain("should take 10 min to 30 min: until");
  await world.command("mei", room, "status");
  await world.submit("mei", { status: "Resolution" });
  expect(JSON.stringify(world.form("mei")!.blocks)).toContain("• Two or three hypotheses");
  await world.submit("mei", {});
  await world.advance("2s");
  expect(world.form("mei"), "nothing is ticked, and no reason given").toBeDefined();
  expect(card(world, room, "mei")).toContain("*Status:* Investigation");
  await world.submit("mei", { "demands:0": "0" });
  expect(world.form("mei")).toBeUndefined();
  await world.advance("2s");
  expect(card(world, room, "mei")).toContain("*Status:* Resolution since");

  await world.command("tomasz", room, "status recovery");
  await world.submit("tomasz", { "demands:0": "1", reason: "The dashboard is down" });
  await world.command("mei", room, "status investigation");
  await world.command("mei", room, "status resolution all");
  expect(world.messages(room, "mei").at(-1)!.text).toBe("INC-1 is now *Resolution*.");
  await world.command("mei", room, "timeline");
  const timeline = JSON.stringify(world.messages(room, "mei").at(-1)!.blocks);
  expect(timeline).toContain("So by then: Two or three hypotheses");
  expect(timeline).toContain("Entered all the same: The dashboard is down");
  expect(timeline).toContain("Not so by then: The metrics are back to normal");
});

test("an update's form names what a status asks for, and keeps what was typed", async () => {
  const world = await createWorld({ runbook: "agentic-canon" });
  const room = "inc-1-checkout-is-down";
  await world.command("mei", "engineering", "declare SEV4 Checkout is down");
  await world.advance("5s");
  await world.command("mei", room, "update");
  await world.submit("mei", { text: "We roll back", status: "Resolution" });
  expect(JSON.stringify(world.form("mei")!)).toContain("Two or three hypotheses");
  await world.submit("mei", { text: "We roll back", status: "Triage" });
  await world.advance("2s");
  expect(world.messages(room, "mei").some(({ text }) => text.includes("We roll back"))).toBe(true);
});

test.each([
  [
    "magnus",
    "High",
    "Active",
    /Immediate response until .* · Investigation until .*09:30 UTC.* · Resolution until .*11:00 UTC/,
  ],
  ["mgmtvibe", "SEV-1", "Investigating", /Initial assessment until .*09:15 UTC/],
  ["novacron", "SEV-1", "Investigating", /Initial response until .*09:05 UTC.* · Triage until .*09:15 UTC/],
  [
    "sarvanom",
    "P1",
    "Investigating",
    /Initial response until .* · Investigation until .* · Resolution until .*13:00 UTC/,
  ],
])("under %s the phases run by the clock from the declaration", async (runbook, severity, status, phases) => {
  const world = await createWorld({ runbook });
  await world.command("mei", "engineering", `declare ${severity} Checkout is down`);
  await world.advance("5s");
  const room = world.channels("mei").find((name) => /checkout|incident-2/.test(name))!;
  expect(card(world, room, "mei")).toContain(`*Status:* ${status} since`);
  expect(card(world, room, "mei")).toMatch(phases);
});
