import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

async function runningIncident(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.command("amara", ROOM, "ack");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("10s");
  world.fresh(ROOM);
  return world;
}

test("after an hour without Slack the room gets one line about it first, and one reminder of those that passed", async () => {
  const world = await runningIncident();
  world.practice.core.setFaults({ beforeCall: () => ({ kind: "http", status: 503, applied: false }) });
  await world.advance("1h");
  expect(world.fresh(ROOM)).toEqual([]);
  world.practice.core.setFaults({});
  await world.advance("1m");
  expect(world.fresh(ROOM)).toEqual([
    expect.stringMatching(/^Warroom could not reach Slack from .* to .*\. 3 reminders came due meanwhile/),
    expect.stringContaining("overdue"),
  ]);
  await world.advance("1h");
  expect(world.fresh(ROOM)).toEqual([]);
});

test("what people did while Slack was away comes after the line, and an update of theirs makes it needless", async () => {
  const world = await runningIncident();
  world.practice.core.setFaults({ beforeCall: () => ({ kind: "http", status: 503, applied: false }) });
  await world.advance("1h");
  await world.command("amara", ROOM, "update Traffic is back on the old index");
  world.practice.core.setFaults({});
  await world.advance("1m");
  expect(world.fresh(ROOM)).toEqual(["Posted.", expect.stringContaining("Traffic is back on the old index")]);
});

test("a few minutes without Slack are made up for without a word", async () => {
  const world = await runningIncident();
  await world.advance("11m");
  world.practice.core.setFaults({ beforeCall: () => ({ kind: "http", status: 503, applied: false }) });
  await world.advance("2m");
  world.practice.core.setFaults({});
  await world.advance("1m");
  expect(world.fresh(ROOM)).toEqual([expect.stringContaining("is due at")]);
});

test("a machine that slept for three hours makes up for it with one line and one reminder", async () => {
  const world = await runningIncident();
  await world.leap(3 * 3_600_000);
  await world.advance("1m");
  expect(world.fresh(ROOM)).toEqual([
    expect.stringMatching(/^Warroom stood still from .* to .*3 reminders came due meanwhile/),
    expect.stringContaining("overdue"),
  ]);
  await world.advance("1h");
  expect(world.fresh(ROOM)).toEqual([]);
});

test("where Slack does not take a message's blocks its text is posted alone", async () => {
  const world = await createWorld();
  world.practice.core.setFaults({
    beforeCall: (method, args) =>
      method === "chat.postMessage" && (args.blocks as unknown[] | undefined)?.length
        ? { kind: "error", error: "invalid_blocks" }
        : undefined,
  });
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.command("amara", ROOM, "role commander @amara.okafor");
  await world.advance("10s");
  const said = world.messages(ROOM).filter(({ text }) => text.includes("is now *Commander*"));
  expect(said).toHaveLength(1);
  expect(said[0]!.blocks).toEqual([]);
});

test("a topic that was set without an answer is not set again: the room gets one line of it", async () => {
  const world = await runningIncident();
  const lines = () => world.messages(ROOM).filter(({ subtype }) => subtype === "channel_topic").length;
  const before = lines();
  let lost = 0;
  world.practice.core.setFaults({
    beforeCall: (method) => {
      if (method !== "conversations.setTopic" || lost > 0) return undefined;
      lost += 1;
      return { kind: "http", status: 500, applied: true };
    },
  });
  await world.command("amara", ROOM, "status Investigation");
  await world.advance("1m");
  expect(lost).toBe(1);
  expect(lines()).toBe(before + 1);
  expect(world.channel(ROOM).topic).toContain("Investigation");
  world.fresh(ROOM);
});
