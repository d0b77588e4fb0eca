import { expect, test } from "vitest";
import { rows } from "../support/orders.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";
const DIRECT = "warroom";

const direct = (world: World, name: string) => world.fresh(DIRECT, name).map((text) => text.split("\n")[1] ?? text);

const updates = (world: World, channel: string, name?: string) =>
  world.messages(channel, name).filter(({ text }) => text.startsWith("*Update*"));

async function declared(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Checkout is down");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("5s");
  return world;
}

test("who subscribes at the announcement gets each update by direct message, in order, until they unsubscribe", async () => {
  const world = await declared();
  await world.command("amara", ROOM, "update First");
  await world.advance("3s");
  await world.press("priya", "incidents", "Subscribe");
  const told = world.messages("incidents", "priya").filter(({ ephemeral }) => ephemeral);
  expect(told.at(-1)!.text).toContain("You get each update of INC-1 by direct message.");
  await world.advance("3s");
  expect(direct(world, "priya"), "the latest at once").toEqual(["> First"]);

  await world.command("amara", ROOM, "update Second");
  await world.command("amara", ROOM, "severity SEV1 Everybody is hit");
  await world.command("amara", ROOM, "resolve Rolled back");
  await world.command("amara", ROOM, "reopen It is back");
  await world.advance("10s");
  expect(direct(world, "priya")).toEqual(["> Second", "> Everybody is hit", "> Rolled back", "> It is back"]);
  expect(
    world
      .messages(DIRECT, "priya")
      .at(-1)!
      .blocks.map((block) => JSON.stringify(block))
      .join(),
  ).toContain(`INC-1 · Checkout is down · <#${world.channel(ROOM).id}>`);

  await world.command("amara", ROOM, "update Third");
  await world.command("amara", ROOM, "update Still on its way");
  await world.press("priya", DIRECT, "Unsubscribe");
  await world.advance("5s");
  expect(direct(world, "priya")).toEqual(["> Third", "You get no more direct messages about INC-1."]);
  await world.press("priya", "incidents", "Subscribe");
  await world.advance("2s");
  expect(direct(world, "priya"), "back again: what was missed last").toEqual(["> Still on its way"]);
  await world.press("priya", "incidents", "Subscribe");
  await world.command("amara", ROOM, "update Fourth");
  await world.advance("5s");
  expect(direct(world, "priya"), "pressed twice, it is ended").toEqual([]);
});

test("a correction reaches the room, the announcement and the subscriber, and the record keeps both", async () => {
  const world = await declared();
  await world.command("priya", "incidents", "subscribe INC-1");
  await world.command("amara", ROOM, "update We roll back the 08:55 deploy");
  await world.advance("5s");
  world.fresh(ROOM);
  await world.press("amara", ROOM, "Correct");
  await world.submit("amara", { text: "We roll back the 08:45 deploy", reason: "Wrong deploy" });
  await world.advance("5s");

  const corrected = [
    expect.stringMatching(/^\*Update\* on INC-1/),
    "> We roll back the 08:45 deploy",
    expect.stringMatching(/^Next update by/),
    expect.stringMatching(new RegExp(`^_Corrected <!date.*> by <@${world.user("amara")}>:_$`)),
    "> Wrong deploy",
  ];
  for (const [channel, name] of [
    [ROOM, "amara"],
    ["incidents", "amara"],
    [DIRECT, "priya"],
  ] as const) {
    expect(
      updates(world, channel, name).map(({ text }) => text.split("\n")),
      channel,
    ).toEqual([corrected]);
  }
  expect(JSON.stringify(updates(world, DIRECT, "priya")[0]!.blocks), "it stays a direct message").toContain(
    "Unsubscribe",
  );
  const card = world.messages(ROOM).find(({ blocks }) => blocks[0]?.type === "header");
  expect(JSON.stringify(card)).toMatch(/corrected <!date.*We roll back the 08:45 deploy/);
  expect(
    world.fresh(ROOM).filter((text) => !text.startsWith("Corrected.")),
    "no word more",
  ).toEqual([]);

  await world.command("amara", ROOM, "resolve Rolled back");
  await world.advance("1m");
  const file = world.messages(ROOM).flatMap(({ files }) => files)[0]!;
  const draft = await (await fetch(new URL(file.url, world.url))).text();
  expect(draft).toContain("We roll back the 08:55 deploy");
  expect(draft).toContain("We roll back the 08:45 deploy");
  expect(draft).toContain("Wrong deploy");
  world.fresh(ROOM);
});

test("two correct the same update: the second sees what the first made of it; a deleted message is no failure", async () => {
  const world = await declared();
  await world.command("amara", ROOM, "update We roll bak");
  await world.advance("5s");
  world.fresh(ROOM);
  await world.command("amara", ROOM, "correct-update");
  await world.command("tomasz", ROOM, "correct-update");
  await world.submit("amara", { text: "We roll back", reason: "A typo" });
  await world.submit("tomasz", { text: "We roll forward", reason: "Rolling back did not help" });
  const again = JSON.stringify(world.form("tomasz")!.blocks);
  expect(again).toContain(`<@${world.user("amara")}> corrected this update 0 s ago. It now reads: “We roll back”`);
  expect(again).toContain('"initial_value":"We roll forward"');

  const [inRoom] = updates(world, ROOM);
  const { core, tokens } = world.practice;
  core.call(tokens.bot, "chat.delete", { channel: world.channel(ROOM).id, ts: inRoom!.ts });
  await world.submit("tomasz", {});
  await world.advance("10s");
  expect(updates(world, "incidents").map(({ text }) => text.split("\n")[1])).toEqual(["> We roll forward"]);
  expect(world.channels("mei"), "nobody is told of a failure").not.toContain(DIRECT);
});

test("an update corrected on its way is posted in the corrected words, and where it was faster it is changed", async () => {
  const world = await declared();
  // Slack takes a message a second in one channel: behind this one the update waits in the room.
  await world.press("tomasz", ROOM, "Take Scribe");
  await world.command("amara", ROOM, "update Nobody can pay");
  expect(updates(world, ROOM)).toEqual([]);
  expect(updates(world, "incidents")).toHaveLength(1);
  await world.press("amara", ROOM, "Correct");
  await world.submit("amara", { text: "One in four cannot pay", reason: "Cards only" });
  await world.advance("10s");
  for (const channel of [ROOM, "incidents"]) {
    expect(updates(world, channel).map(({ text }) => text.split("\n")[1])).toEqual(["> One in four cannot pay"]);
  }
  const edits = (await rows<{ kind: string }>(world.store, "jobs")).filter(({ kind }) => kind === "correct-update");
  expect(edits, "in the room it never said anything else").toHaveLength(1);
});

test("only the latest five can be corrected", async () => {
  const world = await declared();
  for (const word of ["One", "Two", "Three", "Four", "Five", "Six"]) {
    await world.command("amara", ROOM, `update ${word}`);
    await world.advance("2s");
  }
  await world.command("amara", ROOM, "correct-update");
  const choice = world.messages(ROOM, "amara").at(-1)!;
  expect(choice.blocks.slice(1).map(({ text }) => (text as { text: string }).text.split("\n> ")[1])).toEqual([
    "Six",
    "Five",
    "Four",
    "Three",
    "Two",
  ]);
  // The private answer to the first update still has its button.
  const first = world.messages(ROOM, "amara").find(({ text, ephemeral }) => ephemeral && text === "Posted.")!;
  const [, actions] = first.blocks as unknown as { block_id: string; elements: { action_id: string }[] }[];
  await world.act("amara", {
    act: "block-action",
    channel: world.channel(ROOM).id,
    ts: first.ts,
    blockId: actions!.block_id,
    actionId: actions!.elements[0]!.action_id,
  });
  expect(world.messages(ROOM, "amara").at(-1)!.text).toMatch(/^Only the latest 5 updates can be corrected/);
});
