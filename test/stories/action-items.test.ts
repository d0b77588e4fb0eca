import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";
const HOUR_MS = 3_600_000;

const opened = async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Checkout is down");
  await world.advance("5s");
  await world.command("priya", ROOM, "role commander");
  await world.advance("3s");
  return world;
};

const shown = (world: World, number: number) =>
  world.messages(ROOM).filter(({ text, ephemeral }) => !ephemeral && text.includes(`*Action item ${number}:*`));
const told = (world: World, name: string) =>
  world
    .messages(ROOM, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text ?? "";
const direct = (world: World, name: string) => {
  const { botUser } = world.practice.core.state.app;
  const channels = world.practice.core.view(world.user(name), true)!.channels;
  const { messages = [] } = channels.find(({ directWith }) => directWith === botUser) ?? {};
  return messages.filter(({ ephemeral }) => !ephemeral).map(({ text }) => text);
};

test("an action item is made after the end, its owner is reminded on the morning it is due and once more, and it is done", async () => {
  const world = await opened();
  await world.command("mei", ROOM, "resolve fixed");
  await world.advance("5s");
  // Monday, 9:00 UTC; Tomasz lives in Warsaw, an hour ahead.
  await world.command("mei", ROOM, "action @tomasz.wolski alert on replica lag wednesday");
  expect(told(world, "mei")).toContain("Action item 1 is added, due");
  await world.advance("3s");
  const [message] = shown(world, 1);
  expect(message!.text).toContain(`<@${world.user("tomasz")}> owns it · due <!date`);
  expect(message!.text).toContain("2026-11-04");
  await world.stop();
  await world.start();
  const untilMorning = Date.UTC(2026, 10, 4, 8) - world.now();
  await world.leap(untilMorning - 60_000);
  expect(direct(world, "tomasz")).toEqual([]);
  await world.advance("1m");
  expect(direct(world, "tomasz")).toEqual(["Your action item 1 of INC-1 is due today: alert on replica lag"]);
  await world.leap(3 * 24 * HOUR_MS);
  await world.advance("1m");
  expect(direct(world, "tomasz")).toHaveLength(2);
  expect(direct(world, "tomasz")[1]).toContain("There is no further reminder.");
  await world.leap(9 * 24 * HOUR_MS);
  await world.advance("1m");
  expect(direct(world, "tomasz")).toHaveLength(2);

  await world.press("tomasz", "warroom", "New date");
  await world.submit("tomasz", { due: "2026-11-01" });
  expect(world.form("tomasz")?.errors).toEqual({ due: expect.stringContaining("not a day that is still to come") });
  await world.submit("tomasz", { due: "2026-11-20" });
  await world.leap(Date.UTC(2026, 10, 20, 8) - world.now());
  await world.advance("1m");
  expect(direct(world, "tomasz")).toHaveLength(3);
  await world.press("tomasz", "warroom", "Done");
  await world.advance("3s");
  expect(shown(world, 1)[0]!.text).toContain(`done, <@${world.user("tomasz")}>`);
  await world.leap(9 * 24 * HOUR_MS);
  await world.advance("1m");
  expect(direct(world, "tomasz").filter((text) => text.includes("action item"))).toHaveLength(3);
});

test("one that nobody owns is taken by one of two, listed, changed and dropped by command", async () => {
  const world = await opened();
  await world.command("mei", ROOM, "action write the runbook for replica lag in 2 weeks");
  await world.advance("3s");
  const [message] = shown(world, 1);
  expect(message!.text).toContain("*nobody owns it*");
  const { id } = world.channel(ROOM);
  const press = (name: string) =>
    world.practice.core.act({
      as: world.user(name),
      act: "block-action",
      channel: id,
      ts: message!.ts,
      blockId: String(message!.blocks.find(({ type }) => type === "actions")!.block_id),
      actionId: "take_item",
    });
  press("amara");
  press("jonas");
  await world.settle();
  await world.advance("3s");
  const answers = [told(world, "amara"), told(world, "jonas")].sort();
  expect(answers.filter((text) => text.includes("took action item 1 at"))).toHaveLength(1);
  expect(answers.filter((text) => text.includes("Action item 1 is <@"))).toHaveLength(1);
  expect(shown(world, 1)[0]!.text).toContain("owns it");
  expect(JSON.stringify(shown(world, 1)[0]!.blocks)).not.toContain("take_item");

  await world.command("mei", ROOM, "action");
  await world.submit("mei", { text: "alert on lag", user: world.user("rafael"), due: "2026-11-13", priority: "high" });
  await world.advance("3s");
  expect(shown(world, 2)[0]!.text).toContain("*high priority*");
  await world.command("mei", ROOM, "action 2 due friday");
  expect(told(world, "mei")).toContain("Action item 2 is due <!date");
  await world.command("mei", ROOM, "action 2 priority low");
  await world.command("mei", ROOM, "action 2 @priya.raman");
  await world.advance("3s");
  expect(shown(world, 2)).toHaveLength(2);
  expect(shown(world, 2).at(-1)!.text).toContain(`<@${world.user("priya")}> owns it · due <!date`);
  expect(shown(world, 2).at(-1)!.text).toContain("low priority");
  await world.command("mei", ROOM, "action 1 drop it is in the manual");
  await world.command("mei", ROOM, "actions");
  const list = JSON.stringify(world.messages(ROOM, "mei").at(-1)!.blocks);
  expect(list).toContain("*Action items of INC-1:* 1 open, 1 done or dropped");
  expect(list).toContain("it is in the manual");
  await world.command("mei", ROOM, "action 2 perhaps");
  expect(told(world, "mei")).toContain("“perhaps” says nothing about action item 2");
});

test("a message in a thread becomes a task or an action item with a link to it; what nobody owns is told to the lead", async () => {
  const world = await opened();
  await world.say("tomasz", ROOM, "The replica is 40 minutes behind");
  const parent = world.messages(ROOM).at(-1)!.ts;
  await world.say("amara", ROOM, "We had *no* alert on replica lag <!here>", parent);
  const { ts } = world.messages(ROOM).at(-1)!;
  const { id } = world.channel(ROOM);
  const make = () => world.act("mei", { act: "shortcut", callbackId: "make_work", channel: id, ts });
  await make();
  const text = world.form("mei")!.blocks.find(({ block_id }) => block_id === "text")!;
  expect((text.element as { initial_value: string }).initial_value).toContain("no* alert on replica lag");
  await world.submit("mei", { kind: "action-item", text: "Alert on replica lag" });
  await make();
  await world.submit("mei", { user: world.user("tomasz"), after: "5" });
  await world.advance("5s");
  for (const message of [shown(world, 1)[0]!, world.messages(ROOM).find(({ text }) => text.includes("*Task 1:*"))!]) {
    const blocks = JSON.stringify(message.blocks);
    expect(blocks).toContain(`/archives/${id}/p${ts.replace(".", "")}?thread_ts=${parent}`);
    expect(blocks).not.toContain("<!here>");
  }
  await world.say("mei", "engineering", "no room");
  await world.act("mei", {
    act: "shortcut",
    callbackId: "make_work",
    channel: world.channel("engineering").id,
    ts: world.messages("engineering").at(-1)!.ts,
  });
  expect(world.form("mei")).toBeUndefined();

  await world.command("mei", ROOM, "resolve fixed");
  await world.advance("59m");
  expect(direct(world, "priya")).toEqual([]);
  await world.advance("2m");
  expect(direct(world, "priya")).toEqual([expect.stringContaining("Nobody owns this action item of INC-1")]);
  await world.advance("3h");
  expect(direct(world, "priya")).toHaveLength(1);
  await make();
  await world.submit("mei", { kind: "task" });
  expect(world.form("mei")!.errors).toEqual({ kind: expect.stringContaining("was resolved by") });
});

test("a reminder that was given up is given after the next start, though the incident is long over", async () => {
  const world = await opened();
  await world.command("mei", ROOM, "action @tomasz.wolski alert on replica lag wednesday");
  await world.command("mei", ROOM, "resolve fixed");
  await world.advance("5s");
  const { store } = world;
  const reminder = store.build.updateTable("jobs").where("kind", "=", "remind-action-item");
  await store.commit({ writes: [reminder.set({ status: "parked", ended_at: world.now() }).compile()] });
  await world.leap(Date.UTC(2026, 10, 4, 8) - world.now());
  await world.advance("1h");
  expect(direct(world, "tomasz")).toEqual([]);
  await world.stop();
  await world.start();
  await world.advance("5s");
  expect(direct(world, "tomasz")).toEqual(["Your action item 1 of INC-1 is due today: alert on replica lag"]);
});

test("an owner whom Slack takes no messages to keeps nobody else from being reminded, and somebody hears of it", async () => {
  const world = await opened();
  await world.command("mei", ROOM, "action @tomasz.wolski alert on replica lag wednesday");
  await world.command("mei", ROOM, "action @amara.okafor write the runbook wednesday");
  await world.command("mei", ROOM, "resolve fixed");
  await world.advance("5s");
  world.practice.core.admin.changeUser(world.user("tomasz"), { deleted: true });
  await world.leap(Date.UTC(2026, 10, 4, 8) - world.now());
  await world.advance("1m");
  expect(direct(world, "amara")).toEqual(["Your action item 2 of INC-1 is due today: write the runbook"]);
  expect(direct(world, "priya").filter((text) => text.includes("user_disabled"))).toHaveLength(1);
  await world.advance("1h");
  expect(direct(world, "priya").filter((text) => text.includes("user_disabled"))).toHaveLength(1);
});
