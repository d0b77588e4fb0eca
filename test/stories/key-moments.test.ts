// Key moments: what people mark in a room with an emoji, by pinning or by shortcut stands on the timeline once, and is the
// very message that was marked.
import { expect, test } from "vitest";
import { timelineOf, type TimelineEntry } from "../../src/domain/timeline/timeline.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/lib/pure/duration.ts";
import { readNumberedEvents } from "../../src/store/read/events.ts";
import { findByNumber } from "../../src/store/read/incidents.ts";
import { alertFrom } from "../support/other-app.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("an emoji and a pin put a message on the timeline, quietly and once, whoever marks it again", async () => {
  const world = await inRoom();
  const ts = await said(world, "mei", "p99 is at <4 s>, ask @tomasz.wolski");
  await world.advance("5m");
  world.fresh(ROOM);
  await react(world, "tomasz", ts, "bulb");
  await react(world, "amara", ts, "bulb");
  await pin(world, "jonas", ts);

  const [entry, ...more] = await entries(world);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    number: 1,
    kind: "hypothesis",
    text: "p99 is at <4 s>, ask @Tomasz Wolski",
    by: world.user("mei"),
    at: Math.floor(Number(ts) * 1000),
    ts,
    marked: { by: world.user("tomasz"), mark: ":bulb:" },
  });
  await world.advance("2s");
  expect(reactions(world, ts)).toEqual({ bulb: ["tomasz", "amara"], memo: ["warroom"] });
  expect(world.fresh(ROOM)).toEqual([]);
});

test("an emoji that is no key moment, a guest's, and one on Warroom's own message mark nothing", async () => {
  const world = await inRoom();
  const ts = await said(world, "mei", "looking");
  await world.act("amara", { act: "invite", channel: room(world), user: world.user("leila") });
  await react(world, "tomasz", ts, "tada");
  await react(world, "leila", ts, "bulb");
  const card = world.messages(ROOM).find(({ blocks }) => blocks.length > 0)!;
  await react(world, "tomasz", card.ts, "bulb");
  await pin(world, "tomasz", card.ts);
  await world.advance("5s");
  expect(await entries(world)).toEqual([]);
});

test("in a thread it is the reply itself that is marked, never its parent", async () => {
  const world = await inRoom();
  const parent = await said(world, "mei", "p99 is at 4 s");
  const reply = await said(world, "amara", "since the deploy", parent);
  const pinned = await said(world, "jonas", "we roll it back", parent);
  await react(world, "tomasz", reply, "round_pushpin");
  await pin(world, "tomasz", pinned);
  expect(await entries(world)).toMatchObject([
    { number: 1, text: "since the deploy", ts: reply, threadTs: parent, by: world.user("amara") },
    { number: 2, text: "we roll it back", ts: pinned, threadTs: parent, by: world.user("jonas") },
  ]);
});

test("a mark that was taken away before its message was known is struck like any other", async () => {
  const world = await inRoom();
  world.practice.core.setFaults({ onEvent: () => "drop" });
  const wrong = await said(world, "mei", "it is the cache");
  world.practice.core.setFaults({});
  await react(world, "tomasz", wrong, "bulb");
  await unreact(world, "tomasz", wrong, "bulb");
  await world.advance("5s");
  expect(await entries(world)).toMatchObject([{ ts: wrong, struck: { by: world.user("tomasz"), reason: null } }]);
  expect(reactions(world, wrong)).toEqual({});
});

test("a reply whose event never came is asked of Slack, and is not its parent either", async () => {
  const world = await inRoom();
  const parent = await said(world, "mei", "p99 is at 4 s");
  world.practice.core.setFaults({ onEvent: () => "drop" });
  const reply = await said(world, "amara", "since the deploy", parent);
  const top = await said(world, "amara", "rolling back");
  world.practice.core.setFaults({});
  await react(world, "tomasz", reply, "bulb");
  await react(world, "tomasz", top, "wrench");
  expect(await entries(world)).toEqual([]);
  await world.advance("3s");
  expect(await entries(world)).toMatchObject([
    { text: "since the deploy", ts: reply, threadTs: parent, kind: "hypothesis" },
    { text: "rolling back", ts: top, threadTs: null, kind: "action" },
  ]);
});

test("another app's alert can be marked, with the words it has in an attachment", async () => {
  const world = await inRoom();
  const alert = alertFrom(world, ROOM, "Latency is high");
  await world.advance(50);
  await react(world, "tomasz", alert, "round_pushpin");
  expect(await entries(world)).toMatchObject([{ text: "Latency is high", by: "BALERTS", ts: alert }]);
});

test("who takes the emoji away at once had not meant it; later the entry stays", async () => {
  const world = await inRoom();
  const [wrong, right] = [await said(world, "mei", "wrong one"), await said(world, "mei", "right one")];
  await react(world, "tomasz", wrong, "bulb");
  await react(world, "tomasz", right, "bulb");
  await world.advance("1m");
  expect(reactions(world, wrong)).toHaveProperty("memo");
  await world.act("tomasz", { act: "unreact", channel: room(world), ts: wrong, name: "bulb" });
  await world.advance("2m");
  await world.act("tomasz", { act: "unreact", channel: room(world), ts: right, name: "bulb" });
  await world.advance("2s");
  expect(await entries(world)).toMatchObject([
    { number: 1, struck: { by: world.user("tomasz"), reason: null } },
    { number: 2, struck: null },
  ]);
  expect([reactions(world, wrong), reactions(world, right)]).toEqual([{}, { memo: ["warroom"] }]);

  await react(world, "tomasz", wrong, "scales");
  expect((await entries(world)).map(({ number, struck, kind }) => [number, struck === null, kind])).toEqual([
    [1, false, "hypothesis"],
    [3, true, "decision"],
    [2, true, "hypothesis"],
  ]);
});

test("a mark that was put there again stands, in whatever order its events come", async () => {
  const world = await inRoom();
  const [first, second] = [await said(world, "mei", "first"), await said(world, "mei", "second")];
  await react(world, "tomasz", first, "bulb");
  await late(world, 30, () => unreact(world, "tomasz", first, "bulb"));
  await react(world, "tomasz", first, "bulb");

  await react(world, "tomasz", second, "bulb");
  await late(world, 20, () => unreact(world, "tomasz", second, "bulb"));
  await late(world, 40, () => react(world, "tomasz", second, "bulb"));
  await world.advance("1m");
  const standing = (await entries(world)).filter(({ struck }) => struck === null);
  expect(standing.map(({ ts }) => ts)).toEqual([first, second]);
  const marked = { bulb: ["tomasz"], memo: ["warroom"] };
  expect([reactions(world, first), reactions(world, second)]).toEqual([marked, marked]);
});

test("a mark that was put there again unheard is found in the history, unless the entry was struck in words", async () => {
  const world = await inRoom();
  const [takenBack, struck] = [await said(world, "mei", "taken back"), await said(world, "mei", "struck")];
  await react(world, "tomasz", takenBack, "bulb");
  await unreact(world, "tomasz", takenBack, "bulb");
  await react(world, "tomasz", struck, "bulb");
  await world.command("tomasz", ROOM, "strike 2 not ours");
  await world.advance("5s");
  world.practice.core.setFaults({ onEvent: () => "drop" });
  await react(world, "tomasz", takenBack, "bulb");
  await react(world, "amara", struck, "bulb");
  world.practice.core.setFaults({});
  await world.advance("15m");
  expect((await entries(world)).map((one) => [one.ts, one.struck === null])).toEqual([
    [takenBack, false],
    [takenBack, true],
    [struck, false],
  ]);
});

test("what was marked while Warroom was down is marked once it is up, and once", async () => {
  const world = await inRoom();
  const before = await said(world, "mei", "before");
  await react(world, "tomasz", before, "bulb");
  await world.stop();
  const during = await said(world, "mei", "during");
  await react(world, "tomasz", during, "scales");
  await react(world, "tomasz", before, "wrench");
  await world.leap(10 * MINUTE_MS);
  await world.start();
  await world.advance("30s");
  expect(await entries(world)).toMatchObject([
    { number: 1, text: "before", kind: "hypothesis" },
    { number: 2, text: "during", kind: "decision", at: Math.floor(Number(during) * 1000) },
  ]);
  await world.stop();
  await world.start();
  await world.advance("30s");
  expect(await entries(world)).toHaveLength(2);
});

async function inRoom(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.advance("2s");
  for (const name of ["jonas", "tomasz", "amara"]) {
    if (!world.channel(ROOM, "mei").members.includes(world.user(name))) {
      await world.act(name, { act: "join", channel: room(world) });
    }
  }
  await world.advance("2s");
  return world;
}

const room = (world: World): string => world.channel(ROOM, "mei").id;

async function said(world: World, name: string, text: string, threadTs?: string): Promise<string> {
  await world.say(name, ROOM, text, threadTs);
  // Two messages of one millisecond would share their time.
  await world.advance(50);
  return world.messages(ROOM, "mei").reduce((last, { ts }) => (ts > last ? ts : last), "");
}

async function react(world: World, name: string, ts: string, emoji: string): Promise<void> {
  await world.act(name, { act: "react", channel: room(world), ts, name: emoji });
  await world.advance(50);
}

async function unreact(world: World, name: string, ts: string, emoji: string): Promise<void> {
  await world.act(name, { act: "unreact", channel: room(world), ts, name: emoji });
  await world.advance(50);
}

/** The events of what is done come so much later. */
async function late(world: World, seconds: number, done: () => Promise<void>): Promise<void> {
  world.practice.core.setFaults({ onEvent: () => ({ delay_ms: seconds * SECOND_MS }) });
  await done();
  world.practice.core.setFaults({});
}

async function pin(world: World, name: string, ts: string): Promise<void> {
  await world.act(name, { act: "pin", channel: room(world), ts });
  await world.advance(50);
}

async function entries(world: World): Promise<TimelineEntry[]> {
  const stored = await findByNumber(world.store, world.practice.core.state.team.id, 1);
  const items = timelineOf(await readNumberedEvents(world.store, stored!.incident.id));
  return items.filter((item) => item.type === "entry");
}

/** Emoji → names of those whose it is. */
function reactions(world: World, ts: string): Record<string, string[]> {
  const { users } = world.practice.core.state;
  const name = (id: string) => users.get(id)!.name.split(".")[0]!;
  const message = world.messages(ROOM, "mei").find((one) => one.ts === ts)!;
  return Object.fromEntries(message.reactions.map((one) => [one.name, one.users.map(name)]));
}
