import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";

const privately = (world: World, name: string) =>
  world
    .messages(ROOM, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text ?? "";

const initial = (world: World, name: string, field: string) => {
  const block = world.form(name)!.blocks.find(({ block_id }) => block_id === field);
  return (block!.element as { initial_value?: string }).initial_value ?? "";
};

/** Under a runbook that names no parts of an update, so that all are asked for. */
async function declared(): Promise<World> {
  const world = await createWorld({ runbook: "mgmtvibe" });
  await world.command("mei", "engineering", "declare SEV-0 Checkout is down");
  await world.command("amara", ROOM, "ack");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("5s");
  world.fresh(ROOM);
  return world;
}

test("an update is written in parts, each of which is asked for and filled in from the last one", async () => {
  const world = await declared();
  const amara = `<@${world.user("amara")}>`;
  await world.press("amara", ROOM, "Post update");
  await world.submit("amara", {
    text: "The 08:55 deploy is bad",
    status: "Investigating",
    impact: "Nobody can pay by card",
    next: "Tomasz rolls back",
    eta: "09:30",
    workaround: "Pay by invoice",
    next_at: "45m",
  });
  expect(world.form("amara"), "the form is closed").toBeUndefined();
  expect(privately(world, "amara")).toBe("Posted.");
  await world.advance("3s");
  const said = [
    `*Update* on INC-1 (Investigating) by ${amara}`,
    "> The 08:55 deploy is bad",
    "> *Impact:* Nobody can pay by card",
    "> *Next step:* Tomasz rolls back",
    "> *ETA:* 09:30",
    "> *Workaround:* Pay by invoice",
    expect.stringMatching(/^Next update by <!date\^\d+\^\{time\}\|2026-11-02 09:45 UTC>\.$/),
  ];
  const posted = world.fresh(ROOM).filter((text) => text.startsWith("*Update*"));
  expect(posted.map((text) => text.split("\n"))).toEqual([said]);
  const [announcement, ...thread] = world.messages("incidents");
  expect(
    thread
      .filter(({ threadTs }) => threadTs === announcement!.ts)
      .at(-1)!
      .text.split("\n"),
  ).toEqual(said);

  // What was promised is what is reminded of: 80 % of 45 min, not of the severity's 30.
  await world.advance("30m");
  expect(world.fresh(ROOM)).toEqual([]);
  await world.advance("7m");
  expect(world.fresh(ROOM)).toEqual([expect.stringContaining("09:45 UTC")]);

  await world.press("amara", ROOM, "Post update");
  expect(initial(world, "amara", "text"), "what changed is new each time").toBe("");
  expect(initial(world, "amara", "eta"), "a time may have passed").toBe("");
  expect(initial(world, "amara", "impact")).toBe("Nobody can pay by card");
  expect(initial(world, "amara", "next")).toBe("Tomasz rolls back");
  expect(JSON.stringify(world.form("amara"))).toContain("The 08:55 deploy is bad");
});

test("a time that is no time, one that has passed and one too far away stay in the form with the reason", async () => {
  const world = await declared();
  await world.press("amara", ROOM, "Post update");
  for (const [typed, reason] of [
    ["soonish", "not understood"],
    ["0m", "has passed"],
    ["3d", "too far"],
    ["9:30", "9:30 has passed today. Write “tomorrow 9:30”"],
  ] as const) {
    await world.submit("amara", { text: "Rolling back", next_at: typed });
    expect(JSON.stringify(world.form("amara")), typed).toContain(reason);
  }
  // Amara's clock is in Lagos, an hour ahead of UTC: 10:30 there is in half an hour.
  await world.submit("amara", { text: "Rolling back", next_at: "10:30" });
  await world.advance("3s");
  expect(world.fresh(ROOM).find((text) => text.startsWith("*Update*"))).toContain("09:30 UTC");
});

test("two write an update at the same time: both are posted, and the second knows of the first", async () => {
  const world = await declared();
  await world.press("amara", ROOM, "Post update");
  await world.press("tomasz", ROOM, "Post update");
  await world.submit("amara", { text: "Rolling back", impact: "Cards" });
  await world.advance("5s");
  await world.submit("tomasz", { text: "The database is fine", eta: "09:40", next_at: "20m" });

  const again = JSON.stringify(world.form("tomasz")!.blocks);
  expect(again).toContain(`<@${world.user("amara")}> posted an update 5 s ago: “Rolling back”`);
  expect(initial(world, "tomasz", "text")).toBe("The database is fine");
  expect(initial(world, "tomasz", "eta")).toBe("09:40");
  expect(initial(world, "tomasz", "next_at")).toBe("20m");
  await world.advance("3s");
  expect(world.fresh(ROOM).filter((text) => text.startsWith("*Update*"))).toHaveLength(1);
  await world.submit("tomasz", {});
  await world.advance("3s");
  expect(world.fresh(ROOM)).toEqual([expect.stringContaining("> The database is fine")]);
});

test("an update after it was resolved is refused, and what was typed is shown to be copied", async () => {
  const world = await declared();
  await world.press("tomasz", ROOM, "Post update");
  await world.command("amara", ROOM, "recovery all");
  await world.command("amara", ROOM, "resolve Rolled back");
  await world.submit("tomasz", { text: "Still looking at the database", workaround: "Pay by invoice" });
  const kept = JSON.stringify(world.form("tomasz")!.blocks);
  expect(kept).toContain("INC-1 was resolved by");
  expect(kept).toContain("> Still looking at the database");
  expect(kept).toContain("*Workaround:* Pay by invoice");
  await world.command("tomasz", ROOM, "update The database is fine");
  expect(privately(world, "tomasz")).toMatch(/INC-1 was resolved by.*\n> The database is fine$/s);
  await world.advance("1m");
  expect(world.fresh(ROOM).filter((text) => text.startsWith("*Update*"))).toEqual([]);
});
