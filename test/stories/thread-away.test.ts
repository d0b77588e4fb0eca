// A thread's channel is like a room for it: out of that, Warroom hears nothing of the thread.
import { expect, test } from "vitest";
import { listGaps } from "../../src/store/read/gaps.ts";
import { incidentRows } from "../../src/store/read/incidents.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import { roomsOf } from "../../src/store/read/rooms.ts";
import type { JobRow } from "../../src/store/tables.ts";
import { FOREVER } from "../../src/lib/pure/time.ts";
import { rows } from "../support/orders.ts";
import { testRunbook } from "../support/runbook.ts";
import { createWorld } from "../support/world.ts";

const CHANNEL = "incidents";

/** An incident that runs as a thread, and what it was recorded to hold. */
async function inThread() {
  const runbook = testRunbook("magnus", (text) => text.replace(/^announce: .*$/m, `announce: ${CHANNEL}`));
  const world = await createWorld({ runbook });
  await world.command("mei", "engineering", "declare Low A dashboard is slow");
  await world.advance("5s");
  const root = world.messages(CHANNEL).find(({ blocks }) => blocks[0]?.type === "header")!;
  const [row] = await incidentRows(world.store);
  const [room] = await roomsOf(world.store, row!.id);
  const { team, channel } = room!;
  const { id } = world.channel(CHANNEL);
  const { botUser } = world.practice.core.state.app;
  return {
    world,
    channel: id,
    isIn: () => world.channel(CHANNEL, "mei").members.includes(botUser),
    putOut: () => world.act("mei", { act: "kick", channel: id, user: botUser }),
    say: (text: string) => world.say("mei", CHANNEL, text, root.ts),
    gaps: () => listGaps(world.store, team, channel),
    texts: async () => (await listMessages(world.store, team, channel)).map(({ text }) => text),
  };
}

const AWAY = "Warroom was removed from the room";

test("put out of the channel, Warroom comes back by itself, and the thread's record has the gap, filled", async () => {
  const { world, say, gaps, texts, isIn, putOut } = await inThread();
  await say("Only for admins");
  await world.advance("1m");
  await putOut();
  const since = world.now();
  await say("Said while it was away");
  await world.advance("1m");
  expect(isIn()).toBe(true);
  expect(await gaps()).toEqual([expect.objectContaining({ why: AWAY, recovered_at: expect.any(Number) })]);
  const [gap] = await gaps();
  expect(Math.abs(gap!.from_at - since)).toBeLessThan(1_000);
  expect(gap!.to_at).toBeLessThanOrEqual(world.now());
  expect(await texts()).toEqual(["Only for admins", "Said while it was away"]);
  // What was missed is explained: nobody is told that Slack's events do not come.
  await world.advance("15m");
  expect(await gaps()).toHaveLength(1);
});

test.each([
  { told: true, within: "1m" },
  { told: false, within: "25m" },
])(
  "put out of a private channel, the gap goes on until somebody invites it (told: $told)",
  async ({ told, within }) => {
    const { world, channel, say, gaps, texts, isIn, putOut } = await inThread();
    world.practice.core.admin.makePrivate(channel, world.user("mei"));
    await world.advance("1m");
    await putOut();
    await say("Said while it was away");
    await world.advance("25m");
    expect(isIn()).toBe(false);
    expect(await gaps()).toEqual([expect.objectContaining({ why: AWAY, to_at: FOREVER, recovered_at: null })]);
    const { core } = world.practice;
    if (!told) core.setFaults({ onEvent: () => "drop" });
    await world.act("mei", { act: "invite", channel, user: core.state.app.botUser });
    core.setFaults({});
    await world.advance(within);
    expect(await gaps()).toEqual([expect.objectContaining({ why: AWAY, recovered_at: expect.any(Number) })]);
    expect(await texts()).toEqual(["Said while it was away"]);
  },
);

test("where nothing told that it was put out, the gap begins with what was compared last", async () => {
  const { world, channel, say, gaps, texts, isIn } = await inThread();
  const { core } = world.practice;
  await world.advance("12m");
  const comparedBy = world.now();
  core.setFaults({ onEvent: () => "drop" });
  core.act({ as: world.user("mei"), act: "kick", channel, user: core.state.app.botUser });
  await say("Said while it was away");
  await world.advance("12m");
  expect(isIn()).toBe(true);
  expect(await gaps()).toEqual([expect.objectContaining({ why: AWAY, recovered_at: expect.any(Number) })]);
  const [gap] = await gaps();
  expect(gap!.from_at).toBeLessThanOrEqual(comparedBy);
  expect(await texts()).toEqual(["Said while it was away"]);
});

test("the channel cannot be entered for a moment: Warroom tries again, and gives nothing up", async () => {
  const { world, say, isIn, putOut, texts } = await inThread();
  const { core } = world.practice;
  let failures = 0;
  await world.advance("1m");
  core.setFaults({
    beforeCall: (method) =>
      method === "conversations.join" && failures++ < 3 ? { kind: "http", status: 500, applied: false } : undefined,
  });
  await putOut();
  await say("Said while it was away");
  await world.advance("1m");
  expect(failures).toBeGreaterThan(3);
  expect(isIn()).toBe(true);
  expect(await texts()).toEqual(["Said while it was away"]);
  const jobs = await rows<JobRow>(world.store, "jobs");
  expect(jobs.filter(({ status }) => status === "parked")).toEqual([]);
});

test("what Slack refuses while Warroom is out of the channel is done once it is back", async () => {
  const { world } = await inThread();
  let refused = 0;
  world.practice.core.setFaults({
    beforeCall: (method) =>
      method === "files.completeUploadExternal" && refused++ < 2
        ? { kind: "error", error: "not_in_channel" }
        : undefined,
  });
  await world.command("mei", CHANNEL, "postmortem INC-1");
  await world.advance("5m");
  expect(refused).toBe(3);
  const jobs = await rows<JobRow>(world.store, "jobs");
  expect(jobs.filter(({ kind }) => kind === "draft-postmortem").map(({ status }) => status)).toEqual(["done"]);
});

test("its channel is archived and opened again: what was missed is taken over", async () => {
  const { world, channel, gaps, isIn } = await inThread();
  await world.act("mei", { act: "archive", channel });
  await world.advance("15m");
  expect(await gaps()).toEqual([expect.objectContaining({ why: "the room was archived", to_at: FOREVER })]);
  await world.act("mei", { act: "unarchive", channel });
  await world.advance("1m");
  expect(isIn()).toBe(true);
  expect((await gaps()).every(({ recovered_at }) => recovered_at !== null)).toBe(true);
});
