// A line of which Slack did not say whether it stands is looked for before it is sent again. Here Slack shows 15 messages
// of its history a minute, so that one attempt never sees all of a long room.
import { expect, test } from "vitest";
import type { Fault } from "../../src/practice/faults.ts";
import { findByNumber } from "../../src/store/read/incidents.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("it is looked for further with each attempt, and sent when all was seen; what is said after it follows", async () => {
  const world = await longRoom();
  const { asked } = await sayUpdate(world, { kind: "http", status: 500, applied: false });
  await world.leap(100);
  await world.command("mei", ROOM, "severity SEV3 Few are hit");
  await world.advance("3m");
  expect(lines(world), "the look goes on").toEqual([]);
  await world.advance("9m");
  expect(lines(world)).toEqual([expect.stringContaining("Half of it is back"), expect.stringContaining("SEV3")]);
  expect(asked(), "each page is asked for about once").toBeLessThan(20);
});

test("found far back, it is not sent again", async () => {
  const world = await longRoom();
  const { asked } = await sayUpdate(world, { kind: "http", status: 500, applied: true }, async () => {
    for (let count = 1; count <= 40; count++) await saidBy(world, `and on ${count}`);
  });
  await world.advance("15m");
  expect(lines(world)).toEqual([expect.stringContaining("Half of it is back")]);
  expect(asked()).toBeGreaterThanOrEqual(3);
});

test("a draft that stands far back is not shared again", async () => {
  const world = await longRoom();
  let lost = 0;
  world.practice.core.setFaults({
    beforeCall(method) {
      if (method !== "files.completeUploadExternal" || lost > 0) return undefined;
      lost += 1;
      return { kind: "http", status: 500, applied: true };
    },
  });
  await world.command("amara", ROOM, "resolve The index was rebuilt");
  for (let waited_min = 0; lost === 0 && waited_min < 30; waited_min++) await world.advance("1m");
  expect(lost).toBe(1);
  for (let count = 1; count <= 40; count++) await saidBy(world, `and on ${count}`);
  await world.advance("30m");
  expect(world.messages(ROOM).filter(({ files }) => files?.length)).toHaveLength(1);
  expect((await findByNumber(world.store, world.practice.core.state.team.id, 1))!.incident.postmortems).toBe(1);
  expect(world.fresh(ROOM)).toContainEqual(expect.stringContaining("the draft of the postmortem"));
});

test("what Slack surely did not take is not looked for", async () => {
  const world = await longRoom();
  const { asked } = await sayUpdate(world, { kind: "429", retryAfter_s: 30 });
  await world.advance("40s");
  expect(lines(world)).toEqual([expect.stringContaining("Half of it is back")]);
  expect(asked()).toBe(0);
});

test.each([
  { what: "a line", order: "update Half of it is back", shows: "chat.postMessage" },
  { what: "a draft", order: "resolve The index was rebuilt", shows: "files.completeUploadExternal" },
])(
  "$what that nobody could look for, in a room that opens again a moment later, is not sent before it was looked for",
  async ({ order, shows }) => {
    const world = await createWorld();
    await world.command("mei", "engineering", "declare SEV2 Search is slow");
    await world.press("amara", ROOM, "Take Commander");
    await world.advance("10m");
    const { id } = world.channel(ROOM);
    let attempt = 1;
    world.practice.core.setFaults({
      beforeCall(method, args) {
        const { channel = id } = args as { channel?: string };
        if (channel !== id) return undefined;
        if (attempt === 1 && method === shows) {
          attempt = 2;
          return { kind: "http", status: 500, applied: true };
        }
        if (attempt === 2 && method === "conversations.history") {
          attempt = 3;
          return { kind: "error", error: "not_in_channel" };
        }
        // Warroom goes into a room that it is not in, and looks again.
        if (attempt === 3 && method === "conversations.history") {
          attempt = 4;
          return { kind: "error", error: "not_in_channel" };
        }
        return undefined;
      },
    });
    await world.command("amara", ROOM, order);
    await world.advance("30m");
    expect(attempt).toBeGreaterThan(2);
    const shown = world
      .messages(ROOM)
      .filter(({ text, files }) => files?.length || text.includes("Half of it is back"));
    expect(shown).toHaveLength(1);
  },
);

test("a direct message is looked for as well, with no more scopes than the manifest asks for", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  await world.press("amara", ROOM, "Take Commander");
  await world.command("priya", "incidents", "subscribe INC-1");
  await world.advance("10m");
  const { core } = world.practice;
  let lost = 0;
  core.setFaults({
    beforeCall(method, { channel }) {
      const isDirect = core.state.channels.get(String(channel))?.kind === "im";
      if (method !== "chat.postMessage" || !isDirect || lost > 0) return undefined;
      lost += 1;
      return { kind: "http", status: 500, applied: true };
    },
  });
  await world.command("amara", ROOM, "update Half of it is back");
  await world.advance("10m");
  expect(lost).toBe(1);
  const told = [...core.state.channels.values()]
    .filter(({ kind }) => kind === "im")
    .flatMap(({ messages }) => [...messages.values()]);
  expect(told.filter(({ text }) => text.includes("Half of it is back"))).toHaveLength(1);
});

/** With more in it than four pages hold. */
async function longRoom(): Promise<World> {
  const world = await createWorld({ cappedHistory: true });
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("1m");
  for (let count = 1; count <= 60; count++) await saidBy(world, `words ${count}`);
  await world.advance("10m");
  world.fresh(ROOM);
  return world;
}

/** An update whose line meets `fault` the first time; `asked` counts how often history was read for it since. */
async function sayUpdate(world: World, fault: Fault, meanwhile = async () => {}): Promise<{ asked(): number }> {
  let asked = 0;
  let met = false;
  const isOurs = (method: string, args: unknown) =>
    method === "chat.postMessage" &&
    (args as { channel?: string }).channel === world.channel(ROOM).id &&
    JSON.stringify(args).includes("Half of it is back");
  world.practice.core.setFaults({
    beforeCall(method, args) {
      if (method === "conversations.history" && "include_all_metadata" in args) asked += 1;
      if (met || !isOurs(method, args)) return undefined;
      met = true;
      return fault;
    },
  });
  await world.command("amara", ROOM, "update Half of it is back");
  await meanwhile();
  expect(met).toBe(true);
  return { asked: () => asked };
}

/** What was said of the update and of the severity since they were last asked for. */
const lines = (world: World) => world.fresh(ROOM).filter((text) => /Half of it is back|was SEV2/.test(text));

async function saidBy(world: World, text: string): Promise<void> {
  const answer = world.practice.core.act({
    as: world.user("tomasz"),
    channel: world.channel(ROOM).id,
    act: "post",
    text,
  });
  if (!answer.ok) throw new Error(answer.error);
  await world.leap(50);
}
