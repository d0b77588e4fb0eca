// What is left when it is over: contributions while people remember, and after two weeks the end of the room.
import { expect, test } from "vitest";
import { readEvents } from "../../src/store/read/events.ts";
import { listGaps } from "../../src/store/read/gaps.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";
const DAY_MS = 86_400_000;

test("people contribute, the next draft has it, and the room is archived when somebody says so", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare sev2 Checkout is down");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("5m");
  await world.command("amara", ROOM, "archive");
  expect(world.messages(ROOM).at(-1)!.text).toContain("still open");
  await world.command("amara", ROOM, "resolve Rolled the deploy back.");
  world.fresh(ROOM);
  await world.advance("10s");
  expect(world.fresh(ROOM).join("\n")).toMatch(/INC-1 is over[\s\S]*\|the draft of the postmortem>/);

  await world.press("mei", ROOM, "What Went Well");
  await world.submit("mei", { text: " " });
  expect(world.form("mei")?.errors?.text ?? "").toContain("empty");
  await world.submit("mei", { text: "The rollback took two minutes" });
  await world.command("tomasz", ROOM, "contribute why The pool was never measured");
  await world.press("amara", ROOM, "Root Cause");
  expect(JSON.stringify(world.form("amara")?.blocks)).toContain("The pool was never measured");
  await world.submit("amara", { text: "Nobody owns the pool" });
  await world.command("tomasz", ROOM, "contribute nonsense");
  expect(world.messages(ROOM, "tomasz").at(-1)!.text).toContain("nonsense");

  await world.command("amara", ROOM, "postmortem");
  await world.advance("10s");
  const draft = await lastDraft(world);
  expect(draft).toMatch(/- The rollback took two minutes \(Mei Tanaka\) \[e\d+\]/);
  expect(draft).toMatch(/- Why 1: The pool was never measured .*\n- Why 2: Nobody owns the pool/);

  world.fresh(ROOM);
  await world.leap(13 * DAY_MS);
  await world.settle();
  // Of what this runbook wants done by then nothing was: after the time away one reminder of all of it.
  expect(world.fresh(ROOM)).toEqual([expect.stringContaining("Write the postmortem: was due")]);
  await world.leap(DAY_MS);
  await world.advance("2s");
  expect(world.fresh(ROOM)).toEqual([expect.stringContaining("INC-1 ended 14 d ago")]);
  await world.press("amara", ROOM, "Archive the room");
  expect(world.fresh(ROOM)).toEqual(["The room is being archived."]);
  expect(world.practice.core.state.channels.get(world.channel(ROOM).id)?.isArchived).toBe(true);
  await world.command("tomasz", "engineering", "archive INC-1");
  expect(world.messages("engineering", "tomasz").at(-1)!.text).toContain("was archived");
});

test("archived in the same breath as a draft is asked for, the room has the draft, and is left in peace from then on", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare sev2 Checkout is down");
  await world.command("mei", ROOM, "resolve Rolled the deploy back.");
  await world.advance("10s");
  await world.command("mei", ROOM, "postmortem");
  await world.command("mei", ROOM, "archive");
  await world.advance("20s");
  const room = world.practice.core.state.channels.get(world.channel(ROOM).id)!;
  expect(room.isArchived).toBe(true);
  expect([...room.messages.values()].filter(({ fileIds }) => fileIds.length > 0)).toHaveLength(2);
  // Rooms are compared with Slack every ten minutes: not this one, and nobody is told of it.
  const direct = () => world.practice.core.view(world.user("mei"))!.channels.filter(({ directWith }) => directWith);
  const told = direct().flatMap(({ messages }) => messages).length;
  await world.advance("25m");
  await world.stop();
  await world.leap(3_600_000);
  await world.start();
  await world.advance("1m");
  expect(direct().flatMap(({ messages }) => messages)).toHaveLength(told);
  const { id: team } = world.practice.core.state.team;
  expect(await listGaps(world.store, team, room.id)).toEqual([]);
});

test("a room that Warroom archived and somebody opens again is recorded on; until then nothing is said of it, nor asked", async () => {
  const world = await archivedWorld();
  const { id: team } = world.practice.core.state.team;
  const { id: channel } = world.channel(ROOM);
  const asked = await countedAsks(world, async () => {
    await world.advance("30m");
  });
  expect(asked, "nobody waits for a closed room").toBe(0);
  await world.act("mei", { act: "unarchive", channel });
  await world.say("mei", ROOM, "one more thing");
  await world.advance("1m");
  const [incident] = await listIncidents(world.store, { openOnly: false, limit: 1 });
  expect(incident).toMatchObject({ detached: null, aftermath: { archivedAt: null } });
  expect((await listMessages(world.store, team, channel)).map(({ text }) => text)).toContain("one more thing");
  expect(await listGaps(world.store, team, channel)).toEqual([
    expect.objectContaining({ why: "the room was archived", recovered_at: expect.any(Number) }),
  ]);
  await world.command("mei", ROOM, "archive");
  await world.advance("10s");
  expect(world.practice.core.state.channels.get(channel)?.isArchived).toBe(true);
});

test("an incident that is opened again after its room was archived goes on under its announcement, or in a new room", async () => {
  const world = await archivedWorld();
  await world.command("mei", "incidents", "reopen INC-1 It is back");
  await world.advance("1m");
  const [incident] = await listIncidents(world.store, { openOnly: true, limit: 1 });
  expect(incident).toMatchObject({ detached: { how: "archived" }, aftermath: { archivedAt: null } });
  const thread = world.messages("incidents").filter(({ ts, threadTs }) => threadTs && threadTs !== ts);
  expect(
    thread.map(({ text }) => text).filter((text) => text.includes("The incident goes on in this thread")),
  ).toHaveLength(1);
  await world.press("mei", "incidents", "Open a new room");
  await world.advance("10s");
  const [again] = await listIncidents(world.store, { openOnly: true, limit: 1 });
  expect(again).toMatchObject({ detached: null, formerRooms: [world.channel(ROOM).id] });
  expect(again!.room!.channel).not.toBe(world.channel(ROOM).id);
});

/** INC-1 is resolved, and its room archived by Warroom. */
async function archivedWorld(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare sev2 Checkout is down");
  await world.command("mei", ROOM, "resolve Rolled the deploy back.");
  await world.advance("10s");
  await world.command("mei", ROOM, "archive");
  await world.advance("20s");
  expect(world.practice.core.state.channels.get(world.channel(ROOM).id)?.isArchived).toBe(true);
  return world;
}

/** How often Slack was asked how it stands with a channel. */
async function countedAsks(world: World, meanwhile: () => Promise<void>): Promise<number> {
  let asked = 0;
  world.practice.core.setFaults({
    beforeCall(method) {
      if (method === "conversations.info") asked += 1;
      return undefined;
    },
  });
  await meanwhile();
  world.practice.core.setFaults({});
  return asked;
}

async function lastDraft(world: World): Promise<string> {
  const [incident] = await listIncidents(world.store, { openOnly: false, limit: 1 });
  const events = await readEvents(world.store, incident!.id);
  return events.findLast((event) => event.type === "PostmortemDrafted")!.markdown;
}
