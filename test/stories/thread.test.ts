import { expect, test } from "vitest";
import { listGaps } from "../../src/store/read/gaps.ts";
import { incidentRows } from "../../src/store/read/incidents.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import { roomsOf } from "../../src/store/read/rooms.ts";
import { verifyIncident } from "../../src/store/verify.ts";
import { testRunbook } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

/** With the channel that the practice workspace has. */
const announcedIn = (name: string) =>
  testRunbook(name, (text) => text.replace(/^announce: .*$/m, "announce: incidents"));

/** The announcement of the only incident: its thread's first message. */
const rootOf = (world: World, channel: string) =>
  world
    .messages(channel)
    .find(({ threadTs, ts, blocks }) => (!threadTs || threadTs === ts) && blocks[0]?.type === "header")!;
const thread = (world: World, channel: string, { ts }: { ts: string }) =>
  world.messages(channel).filter((one) => one.threadTs === ts && one.ts !== ts && !one.ephemeral);

async function record(world: World) {
  const [row] = await incidentRows(world.store);
  const rooms = await roomsOf(world.store, row!.id);
  const told = await Promise.all(rooms.map(({ team, channel }) => listMessages(world.store, team, channel)));
  return {
    row: row!,
    rooms,
    rows: told.map((rows) => rows.filter(({ ts, kind }) => !ts.includes("#") && kind === "")),
  };
}

async function expectVerified(world: World) {
  const { row } = await record(world);
  expect(await world.store.snapshot((reader) => verifyIncident(reader, row))).toMatchObject({ findings: [] });
}

test("under novacron a SEV-3 runs as one recorded thread, through downtime, and becomes a room by a button", async () => {
  const world = await createWorld({ runbook: announcedIn("novacron") });
  const channel = "incidents";
  await world.command("mei", "engineering", "declare SEV-3 One region is slow");
  await world.advance("5s");
  const name = "20261102090000";
  expect(
    world.channels("mei").some((one) => one.includes(name)),
    "no room is made",
  ).toBe(false);
  const root = rootOf(world, channel);
  expect(JSON.stringify(root.blocks)).toContain("worked on in this thread");

  await world.say("mei", channel, "Nothing to do with it");
  await world.say("tomasz", channel, "The database of us-east-1 swaps", root.ts);
  await world.advance("2s");
  await world.press("mei", channel, "Acknowledge");
  await world.advance("6m");
  const asked = thread(world, channel, root).find(({ text }) => text.includes("nobody has been"));
  expect(asked?.text).toContain(`\`/incident role ${name} incident-commander @name\``);
  await world.command("mei", channel, `role ${name}`);
  expect(world.messages(channel, "mei").at(-1)!.text).toContain(`\`/incident role ${name} commander\``);
  await world.command("amara", channel, `role ${name} incident-commander`);
  await world.command("amara", channel, `update ${name} We add memory`);
  await world.advance("5s");
  const said = thread(world, channel, root).map(({ text }) => text);
  expect(said.some((text) => text.includes("is now *Incident commander*"))).toBe(true);
  expect(said.some((text) => text.includes("We add memory"))).toBe(true);
  expect(said.filter((text) => text.includes("We add memory"))).toHaveLength(1);
  const before = await record(world);
  expect(before.rows.map((rows) => rows.map(({ text }) => text))).toEqual([["The database of us-east-1 swaps"]]);

  const [told] = thread(world, channel, root).filter(({ text }) => text.includes("swaps"));
  await world.act("mei", { act: "react", channel: world.channel(channel).id, ts: told!.ts, name: "bulb" });
  await world.advance("5s");
  const marked = thread(world, channel, root).find(({ ts }) => ts === told!.ts)!;
  expect(marked.reactions.map(({ name: emoji }) => emoji)).toEqual(["bulb", "memo"]);

  await world.advance("1m");
  await world.stop();
  await world.leap(5 * 60_000);
  await world.say("mei", channel, "Said in the dark", root.ts);
  await world.say("mei", channel, "Dark, and nothing to do with it");
  await world.leap(60_000);
  await world.start();
  await world.advance("30s");
  const after = await record(world);
  expect(after.rows[0]!.map(({ text }) => text)).toEqual(["The database of us-east-1 swaps", "Said in the dark"]);
  const gaps = await listGaps(world.store, after.rooms[0]!.team, after.rooms[0]!.channel);
  expect(gaps).toMatchObject([{ why: "Warroom was not running", recovered_at: expect.any(Number) }]);
  await expectVerified(world);

  await world.press("tomasz", channel, "Open a room");
  await world.advance("10s");
  const room = `incident-${name}`;
  expect(world.channels("tomasz")).toContain(room);
  expect(world.channel(room, "mei").members, "who wrote in the thread").toEqual(
    expect.arrayContaining(["mei", "tomasz"].map(world.user)),
  );
  expect(thread(world, channel, root).at(-1)!.text).toContain(`${name} goes on in <#`);
  await world.say("mei", room, "And now here");
  await world.say("tomasz", channel, "Still here", root.ts);
  await world.advance("2s");
  const both = await record(world);
  expect(
    both.rows
      .flat()
      .map(({ text }) => text)
      .sort(),
  ).toEqual(["The database of us-east-1 swaps", "Said in the dark", "And now here", "Still here"].sort());
  await world.command("amara", room, "resolve More memory");
  await world.submit("amara", { text: "More memory", reason: "It holds" });
  await world.advance("30s");
  const [file] = world.messages(room).flatMap(({ files }) => files);
  const draft = await (await fetch(new URL(file!.url, world.url))).text();
  for (const text of ["The database of us-east-1 swaps", "And now here"]) expect(draft).toContain(text);
  await expectVerified(world);
});

test("under magnus a Low runs as a thread until its severity rises to one that has a room", async () => {
  const world = await createWorld({ runbook: announcedIn("magnus") });
  const channel = "incidents";
  await world.command("mei", "engineering", "declare Low A dashboard is slow");
  await world.advance("5s");
  const root = rootOf(world, channel);
  await world.say("mei", channel, "Only for admins", root.ts);
  await world.advance("2s");
  await world.command("mei", channel, "severity INC-1 High More than half of the users");
  await world.advance("10s");
  const room = world.channels("mei").find((one) => one.includes("dashboard"))!;
  expect(room).toBeDefined();
  expect(thread(world, channel, root).at(-1)!.text).toContain("INC-1 goes on in <#");
  await world.command("mei", room, "resolve Cache cleared");
  await world.advance("30s");
  await expectVerified(world);
});

test("while the room that followed a thread is archived, the thread shows its marks and is compared with Slack all the same", async () => {
  const world = await createWorld({ runbook: announcedIn("magnus") });
  const channel = "incidents";
  await world.command("mei", "engineering", "declare Low A dashboard is slow");
  await world.advance("5s");
  const root = rootOf(world, channel);
  await world.command("mei", channel, "severity INC-1 High More than half of the users");
  await world.advance("10s");
  const room = world.channels("mei").find((one) => one.includes("dashboard"))!;
  await world.act("mei", { act: "archive", channel: world.channel(room, "mei").id });
  await world.advance("10s");
  // The message and its mark come in together.
  await world.say("mei", channel, "Still here", root.ts);
  const { ts } = thread(world, channel, root).find(({ text }) => text === "Still here")!;
  await world.act("mei", { act: "react", channel: world.channel(channel).id, ts, name: "bulb" });
  await world.advance("5s");
  const marked = thread(world, channel, root).find((one) => one.ts === ts)!;
  expect(marked.reactions.map(({ name }) => name)).toEqual(["bulb", "memo"]);
  await world.stop();
  await world.leap(60_000);
  await world.say("mei", channel, "Said in the dark", root.ts);
  await world.leap(60_000);
  await world.start();
  await world.advance("30s");
  const { rooms, rows } = await record(world);
  const index = rooms.findIndex((one) => one.channel.endsWith(root.ts));
  expect(rows[index]!.map(({ text }) => text)).toEqual(["Still here", "Said in the dark"]);
  const gaps = await listGaps(world.store, rooms[index]!.team, rooms[index]!.channel);
  expect(gaps).toMatchObject([{ why: "Warroom was not running", recovered_at: expect.any(Number) }]);
});

test("a question to whoever leads that stays unanswered in a thread is told there", async () => {
  const world = await createWorld({ runbook: announcedIn("magnus") });
  const channel = "incidents";
  await world.command("mei", "engineering", "declare Low A dashboard is slow");
  await world.advance("5s");
  const root = rootOf(world, channel);
  const { name } = announcedIn("magnus").runbook.roles[0]!;
  await world.command("mei", channel, `role INC-1 ${name}`);
  await world.say("tomasz", channel, "@mei.tanaka which dashboard?", root.ts);
  await world.say("tomasz", channel, "@mei.tanaka and since when?", root.ts);
  await world.advance("4m");
  const told = () => thread(world, channel, root).filter(({ text }) => text.includes("had no answer"));
  expect(told()).toHaveLength(1);
  await world.say("mei", channel, "The one of costs", root.ts);
  await world.advance("10m");
  expect(told()).toHaveLength(1);
});

test("a question is put into the thread by command, and an answer there is heard", async () => {
  const world = await createWorld({ runbook: announcedIn("magnus") });
  const channel = "incidents";
  await world.command("mei", "engineering", "declare Low A dashboard is slow");
  await world.advance("5s");
  const root = rootOf(world, channel);
  await world.command("mei", channel, "role INC-1 commander");
  await world.command("tomasz", channel, "ask INC-1 Since when is it slow?");
  await world.command("amara", channel, "ask INC-1 For whom?");
  await world.advance("5s");
  const asked = () => thread(world, channel, root).filter(({ text }) => text.includes("Since when is it slow?"));
  expect(asked()).toHaveLength(1);
  await world.say("mei", channel, "Since nine, for all", root.ts);
  await world.advance("5m");
  expect(thread(world, channel, root).filter(({ text }) => text.includes("had no answer"))).toEqual([]);
  expect(JSON.stringify(asked()[0]!.blocks)).not.toContain('Answered"');
});

test("one that ends as a thread has its draft there", async () => {
  const world = await createWorld({ runbook: announcedIn("magnus") });
  const channel = "incidents";
  await world.command("mei", "engineering", "declare Low A dashboard is slow");
  await world.advance("5s");
  const root = rootOf(world, channel);
  await world.say("mei", channel, "Only for admins", root.ts);
  await world.command("mei", channel, "resolve INC-1 Cache cleared");
  await world.submit("mei", { text: "Cache cleared", reason: "It is fast again" });
  await world.advance("30s");
  const [file] = thread(world, channel, root).flatMap(({ files }) => files);
  expect(file?.name).toBe("INC-1-postmortem-1.md");
  expect(await (await fetch(new URL(file!.url, world.url))).text()).toContain("Only for admins");
});

test("a private one has a room of its own at such a severity as well", async () => {
  const world = await createWorld({ runbook: announcedIn("magnus") });
  await world.command("mei", "engineering", "declare Low --private A key leaked");
  await world.advance("5s");
  expect(world.messages("incidents")).toEqual([]);
  expect(world.channels("mei").some((one) => one.startsWith("inc-1"))).toBe(true);
});
