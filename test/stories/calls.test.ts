import { expect, test } from "vitest";
import type { PageCall } from "../../src/out/outlets.ts";
import { testRunbook } from "../support/runbook.ts";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-orders-are-lost";
const ABOUT_CALLS = /^\*(?:Called|No answer|Reached|Paged)|answers the call/;

async function declared(pager: boolean) {
  const pages: PageCall[] = [];
  const world = await createWorld({
    runbook: testRunbook("magnus"),
    people: { dba: ["jonas"], "devops-lead": ["tomasz"], security: [] },
    pager: pager ? { page: async (call) => void pages.push(call) } : null,
  });
  await world.command("mei", "engineering", "declare Medium Orders are lost");
  await world.command("mei", "engineering", "ack INC-1");
  await world.advance("5s");
  world.fresh(ROOM);
  const said = () => world.fresh(ROOM).filter((text) => ABOUT_CALLS.test(text));
  const answer = async (text: string) => {
    await world.command("mei", ROOM, text);
    return world.messages(ROOM, "mei").findLast(({ ephemeral }) => ephemeral)!.text;
  };
  const card = () => JSON.stringify(world.messages(ROOM).find(({ blocks }) => blocks[0]?.type === "header"));
  const [mei, jonas, tomasz, rafael] = ["mei", "jonas", "tomasz", "rafael"].map((name) => `<@${world.user(name)}>`);
  return { world, said, answer, card, pages, mei, jonas, tomasz, rafael };
}

test("a role's primary is called, does not answer, and the backup is asked after 5 minutes; the card shows it until then", async () => {
  const { world, said, answer, card, mei, jonas, tomasz } = await declared(false);
  expect(await answer("page database admin orders vanish from the table")).toContain("after 5 min their backup");
  await world.advance("5s");
  expect(said()).toEqual([
    expect.stringContaining(`*Called:* ${jonas} (Database admin), by ${mei}.\n> orders vanish from the table`),
  ]);
  expect(world.channel(ROOM, "jonas").name, "they are invited").toBe(ROOM);
  expect(world.messages("warroom", "jonas").at(-1)!.text).toContain("orders vanish from the table");
  expect(card()).toContain("*Called, no answer yet:*");

  await world.stop();
  await world.advance("6m");
  await world.start();
  await world.advance("5s");
  expect(said(), "also over a restart, once").toEqual([
    `*No answer* from ${jonas} (Database admin) after 5 min. Their backup is called: ${tomasz}`,
  ]);
  expect(world.messages("warroom", "tomasz").at(-1)!.text).toContain("whose backup you are");
  await world.advance("10m");
  expect(said()).toEqual([]);
  await world.press("tomasz", ROOM, "I am on it");
  await world.advance("5s");
  expect(said()).toEqual([`${tomasz} answers the call of ${mei} and is on it.`]);
  expect(card()).not.toContain("Called, no answer yet");
  await world.command("mei", ROOM, "timeline");
  const timeline = JSON.stringify(world.messages(ROOM, "mei").at(-1));
  world.fresh(ROOM, "mei");
  expect(timeline).toContain("Called ");
  expect(timeline).toContain("Nobody answered the call; the backup was asked");
});

test("one person is called by name, and answers by saying something; those behind a key are paged where a pager is", async () => {
  const { world, said, pages, mei, rafael, jonas } = await declared(true);
  await world.command("mei", ROOM, "page @rafael.souza the board asks");
  await world.advance("1m");
  expect(said()).toEqual([expect.stringContaining(`*Called:* ${rafael}, by ${mei}.`)]);
  await world.say("rafael", ROOM, "I am here");
  await world.advance("10m");
  expect(said()).toEqual([`${rafael} answers the call of ${mei} and is on it.`]);

  await world.command("mei", ROOM, "page dba the table is locked");
  await world.advance("5s");
  expect(said().sort()).toEqual([
    expect.stringContaining(`*Called:* ${jonas} (dba), by ${mei}.`),
    `*Paged:* ${jonas} (dba).`,
  ]);
  expect(pages).toMatchObject([{ key: "dba" }]);
  await world.command("jonas", ROOM, "note I look at it");
  await world.advance("10m");
  expect(said(), "whoever acts on it has answered").toEqual([]);
});

test("whom Warroom does not know is named with the next step; calls that people make themselves are noted", async () => {
  const { world, said, answer, mei } = await declared(false);
  expect(await answer("page securty lead somebody broke in")).toMatch(/Nobody here is called .*securty lead.*Known: /s);
  expect(await answer("page security lead somebody broke in")).toContain("Nobody in Slack stands behind Security lead");
  expect(await answer("page dba")).toContain("reason");
  expect(await answer("page")).toContain("/incident page @ana");
  expect(await answer("contacts database vendr reached hello")).toContain("There is no contact “database vendr”");
  expect(await answer("contacts database vendor")).toContain("no answer");
  expect(said()).toEqual([]);
  await world.command("mei", ROOM, "contacts database vendor no answer");
  await world.command("mei", ROOM, "contacts database vendor reached ticket 4711 is open");
  await world.advance("5s");
  expect(said()).toEqual([
    `*No answer* from Database vendor, says ${mei}.`,
    `*Reached:* Database vendor, by ${mei}.\n> ticket 4711 is open`,
  ]);
  world.fresh(ROOM, "mei");
});
