import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";

const opened = async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Checkout is down");
  await world.advance("5s");
  await world.command("priya", ROOM, "role commander");
  await world.advance("3s");
  return world;
};

/** The message in the room that shows a task, as it stands now. */
const shown = (world: World, number: number) =>
  world.messages(ROOM).filter(({ text, ephemeral }) => !ephemeral && text.includes(`*Task ${number}:*`));
const textsOf = ({ blocks }: { blocks: object[] }) => JSON.stringify(blocks);
const told = (world: World, name: string, where = ROOM) =>
  world
    .messages(where, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text ?? "";
/** What Warroom wrote to somebody directly. */
const direct = (world: World, name: string) => {
  const { botUser } = world.practice.core.state.app;
  const channels = world.practice.core.view(world.user(name), true)!.channels;
  const { messages = [] } = channels.find(({ directWith }) => directWith === botUser) ?? {};
  return messages.filter(({ ephemeral }) => !ephemeral).map(({ text }) => text);
};
const replies = (world: World, number: number) => {
  const { ts } = shown(world, number).at(-1)!;
  return world.messages(ROOM).filter((one) => one.threadTs === ts && one.ts !== ts);
};

test("a task is given, accepted by click, asked about in its thread when its time is up, extended once, and done", async () => {
  const world = await opened();
  await world.command("mei", ROOM, "task @tomasz.wolski check replica lag 10m");
  expect(told(world, "mei")).toContain(`Task 1 is given to <@${world.user("tomasz")}>. Asked how it stands at`);
  await world.advance("3s");
  const [message] = shown(world, 1);
  expect(message!.text).toBe(`<@${world.user("tomasz")}> *Task 1:* check replica lag`);
  const card = () => textsOf(world.messages(ROOM).find(({ blocks }) => blocks.some(({ type }) => type === "header"))!);
  expect(card()).toContain("*One task open*");
  expect(card()).toContain("not accepted yet");

  await world.press("jonas", ROOM, "Accept");
  expect(told(world, "jonas")).toContain("Only");
  await world.press("tomasz", ROOM, "Accept");
  await world.advance("3s");
  expect(shown(world, 1)).toHaveLength(1);
  expect(shown(world, 1)[0]!.ts).toBe(message!.ts);
  expect(textsOf(shown(world, 1)[0]!)).toContain("does it");

  await world.advance("9m");
  expect(replies(world, 1)).toEqual([]);
  await world.advance("1m");
  const [ask] = replies(world, 1);
  expect(ask!.text).toContain(`<@${world.user("tomasz")}> the time for task 1 is up (check replica lag)`);
  await world.press("tomasz", ROOM, "10 more minutes");
  expect(told(world, "tomasz")).toContain("You are asked about task 1 again at");
  await world.advance("3s");
  expect(textsOf(replies(world, 1)[0]!)).not.toContain("10 more minutes");

  await world.advance("10m");
  expect(replies(world, 1)).toHaveLength(2);
  await world.press("tomasz", ROOM, "Done");
  await world.submit("tomasz", { text: "replica is fine" });
  await world.advance("3s");
  expect(textsOf(shown(world, 1)[0]!)).toContain("replica is fine");
  expect(textsOf(shown(world, 1)[0]!)).not.toContain("button");
  expect(card()).not.toContain("task open");
  await world.advance("1h");
  expect(replies(world, 1)).toHaveLength(2);
});

test("a task that nobody accepts is told to its giver once, privately; given to another it is said anew; two at once are one", async () => {
  const world = await opened();
  await world.command("mei", ROOM, "task call the vendor @tomasz.wolski");
  await world.advance("2m");
  expect(direct(world, "mei")).toEqual([]);
  await world.advance("70s");
  expect(direct(world, "mei")).toHaveLength(1);
  expect(direct(world, "mei")[0]).toContain("has not accepted task 1 of INC-1 for 3 min: call the vendor");
  await world.press("mei", "warroom", "Give to somebody else");
  await world.command("priya", ROOM, "task 1 @jonas.lindqvist");
  await world.submit("mei", { user: world.user("amara") });
  await world.advance("5s");
  const [before, after] = shown(world, 1);
  expect(textsOf(before!)).toContain("see its newer message");
  expect(after!.text).toContain(`<@${world.user("jonas")}> *Task 1:* call the vendor`);
  expect(JSON.stringify(world.form("mei")?.blocks)).toContain("Only");

  const { id } = world.channel(ROOM);
  const press = (actionId: string) => {
    const block = after!.blocks.find(({ type }) => type === "actions")!;
    world.practice.core.act({
      as: world.user("jonas"),
      act: "block-action",
      channel: id,
      ts: after!.ts,
      blockId: String(block.block_id),
      actionId,
    });
  };
  press("accept_task:1");
  press("accept_task:1");
  await world.settle();
  expect(
    world.messages(ROOM, "jonas").filter(({ ephemeral, text }) => ephemeral && /accepted task 1 at/.test(text)),
  ).toHaveLength(1);
  await world.advance("10m");
  expect(direct(world, "mei")).toHaveLength(1);
});

test("where a task's giver is deactivated whoever leads is told so, and the next task's giver is told all the same", async () => {
  const world = await opened();
  await world.command("mei", ROOM, "task call the vendor @tomasz.wolski");
  await world.advance("30s");
  await world.command("amara", ROOM, "task look at the graphs @tomasz.wolski");
  world.practice.core.admin.changeUser(world.user("mei"), { deleted: true });
  await world.advance("4m");
  expect(direct(world, "priya").join("\n")).toContain("user_disabled");
  expect(direct(world, "amara").join("\n")).toContain("has not accepted task 2 of INC-1");
  const given = direct(world, "priya").length;
  await world.advance("10m");
  expect(direct(world, "priya")).toHaveLength(given);
});

test("a guest answers for the task they were given, and for nothing else", async () => {
  const world = await opened();
  await world.command("mei", ROOM, "task @leila.haddad rotate the vendor's key 10m");
  await world.command("mei", ROOM, "task @tomasz.wolski check replica lag");
  await world.advance("5s");
  await world.press("leila", ROOM, "Accept");
  expect(told(world, "leila")).toContain("Guests cannot do this.");
  const { id } = world.channel(ROOM);
  const press = async (number: number, actionId: string) => {
    const { ts, blocks } = shown(world, number).at(-1)!;
    const blockId = String(blocks.find(({ type }) => type === "actions")!.block_id);
    await world.act("leila", { act: "block-action", channel: id, ts, blockId, actionId });
  };
  await press(1, "accept_task:1");
  await world.advance("10m");
  expect(replies(world, 1)[0]!.text).toContain("the time for task 1 is up");
  await press(1, "open_task_text:done:1");
  await world.submit("leila", { text: "key is rotated" });
  await world.advance("2s");
  expect(textsOf(shown(world, 1)[0]!)).toContain("key is rotated");
  await press(2, "open_task_text:decline:2");
  expect(told(world, "leila")).toContain("Guests cannot do this.");
  await world.press("mei", ROOM, "Decline");
  expect(told(world, "mei")).toContain("Only");
  expect(world.form("mei")).toBeUndefined();
  expect(world.form("leila")).toBeUndefined();
  await world.command("leila", ROOM, "tasks");
  expect(told(world, "leila")).toContain("Guests cannot do this.");
});

test("a guest types what they may press: every answer for their own task, and nothing that shows another's", async () => {
  const world = await opened();
  for (const what of ["rotate the key", "read the logs", "ask the vendor"])
    await world.command("mei", ROOM, `task @leila.haddad ${what} 10m`);
  await world.command("mei", ROOM, "task @tomasz.wolski check replica lag");
  await world.advance("5s");
  const type = (typed: string) => world.command("leila", ROOM, `task ${typed}`);
  await type("1 accept");
  await type("INC-1 #1 more 20m");
  expect(told(world, "leila")).toContain("You are asked about task 1 again");
  await world.advance("3s");
  await type("1 back vacation");
  await type("2 decline no access there");
  await type("3 accept");
  await type("3 done vendor is awake");
  await world.advance("3s");
  const now = (number: number) => textsOf(shown(world, number).at(-1)!);
  expect([now(1), now(2), now(3)]).toEqual([
    expect.stringContaining("vacation"),
    expect.stringContaining("no access there"),
    expect.stringContaining("vendor is awake"),
  ]);
  const answers = () => world.messages(ROOM, "leila").filter(({ ephemeral }) => ephemeral);
  const before = answers().length;
  const others = ["4 accept", "4 done", "9 done", "3 drop", "2", "9", "", "@tomasz.wolski do it", "INC-1 4"];
  for (const typed of others) await type(typed);
  const refused = answers().slice(before);
  expect(refused).toHaveLength(others.length);
  for (const { text } of refused) expect(text).toMatch(/^Guests cannot do this\./);
  expect(world.form("leila")).toBeUndefined();
});

test("what nobody can do is refused with what was typed; tasks that are left at the end are told once, and asked no more", async () => {
  const world = await opened();
  for (const [words, why] of [
    ["task @nobody check replica lag 10m", "Slack knows no person “@nobody”"],
    ["task @beacon check replica lag 10m", "is an app"],
    ["task @tomasz.wolski check replica lag 10m by 14:00", "14:00 has passed today. Write “tomorrow 14:00”"],
  ] as const) {
    await world.command("mei", ROOM, words);
    expect(told(world, "mei")).toContain(why);
    expect(told(world, "mei")).toContain("check replica lag 10m");
  }
  await world.command("mei", ROOM, "task check replica lag 10m");
  expect(told(world, "mei")).toContain("Task 1 is yours.");
  await world.command("mei", ROOM, "task @tomasz.wolski call the vendor by 11:30 pm");
  await world.command("tomasz", ROOM, "task 2 decline in a meeting");
  await world.advance("3s");
  expect(direct(world, "mei")[0]).toContain("Nobody does task 2 of INC-1 now");
  await world.press("amara", ROOM, "Take it");
  await world.advance("3s");
  expect(textsOf(shown(world, 2).at(-1)!)).toContain(`<@${world.user("amara")}> does it`);
  await world.command("amara", ROOM, "tasks");
  const list = JSON.stringify(world.messages(ROOM, "amara").at(-1)!.blocks);
  expect(list).toContain("*Tasks of INC-1:* 2 open, 0 done or dropped");
  expect(list).toContain("*yours*");

  await world.command("jonas", ROOM, "resolve fixed");
  await world.advance("5s");
  expect(direct(world, "jonas").filter((text) => text.includes("ended with 2 tasks open"))).toHaveLength(1);
  await world.advance("1h");
  expect(replies(world, 1)).toEqual([]);
  await world.command("mei", ROOM, "task 1 done it was the disk");
  expect(told(world, "mei")).toContain("Task 1 is done.");
});
