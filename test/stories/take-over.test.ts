// Somebody asks the lead and gets no answer: the room is told once, and another takes over.
import { expect, test } from "vitest";
import { readEvents } from "../../src/store/read/events.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { createWorld, type World, type WorldOptions } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("a question to the lead that stays unanswered is told to the room once, and another takes over", async () => {
  const world = await led();
  const [mei, jonas, tomasz] = ["mei", "jonas", "tomasz"].map((name) => `<@${world.user(name)}>`);
  await world.command("jonas", ROOM, "takeover She is away");
  expect(alone(world, "jonas")).toContain(`${mei} has been Commander since`);

  await world.say("jonas", ROOM, "@mei.tanaka shall we fail over?");
  await world.advance("2m");
  await world.command("tomasz", ROOM, "takeover");
  expect(alone(world, "tomasz")).toContain("was asked a moment ago");
  await world.advance("1m");
  await world.advance("3s");
  expect(said(world)).toEqual([`A question to ${mei} has had no answer for 3 min.`]);
  const told = world.messages(ROOM, "mei").findLast(({ text }) => text.startsWith("A question"))!;
  expect(JSON.stringify(told.blocks)).toContain(`Asked by ${jonas}`);
  expect(JSON.stringify(told.blocks)).toContain("> shall we fail over?");
  expect(JSON.stringify(told.blocks)).toMatch(/\/archives\/[A-Z0-9]+\/p\d+\|message>/);
  await world.advance("10m");
  expect(said(world)).toHaveLength(1);

  // A reason is asked for, and the former lead is told in the room.
  await world.press("tomasz", ROOM, "Take over");
  await world.submit("tomasz", { text: "Mei's train is in a tunnel" });
  await world.advance("3s");
  expect(last(world)).toMatch(
    new RegExp(
      `^${tomasz} is now \\*Commander\\*.*${mei}, please tell ${tomasz} .*\n> Mei's train is in a tunnel\n• `,
      "s",
    ),
  );
  // The question is the new lead's to answer.
  await world.say("tomasz", ROOM, "Yes, now.");
  await world.advance("10m");
  expect(said(world)).toHaveLength(1);
  expect((await incident(world)).questions).toEqual([]);
  expect(shown(world)).toContain(`Passed on: ${tomasz} took the role at`);
  expect(shown(world)).toContain(`A question to ${mei} had waited 3 min for an answer.`);
  expect(shown(world)).not.toMatch(/Take over|"Answered"/);

  await world.command("tomasz", ROOM, "resolve Failed over");
  await world.advance("30s");
  const events = await readEvents(world.store, (await incident(world)).id);
  const draft = events.findLast((event) => event.type === "PostmortemDrafted")!;
  expect(draft.markdown).toMatch(/Commander: Tomasz Wolski.*taken over from Mei Tanaka: Mei's train is in a tunnel/);
});

test.each<[string, (world: World) => Promise<void>]>([
  ["says anything in the room", (world) => world.say("mei", ROOM, "Not yet")],
  ["answers in the thread", (world) => world.say("mei", ROOM, "Not yet", question(world).ts)],
  [
    "reacts to it",
    (world) =>
      world.act("mei", { act: "react", channel: world.channel(ROOM, "mei").id, ts: question(world).ts, name: "eyes" }),
  ],
  ["posts an update", (world) => world.command("mei", ROOM, "update We look into it")],
])("it is answered when the lead %s", async (_what, answer) => {
  const world = await led();
  await world.say("jonas", ROOM, "@mei.tanaka shall we fail over?");
  await world.advance("1m");
  expect((await incident(world)).questions).toHaveLength(1);
  await answer(world);
  await world.advance("1s");
  expect((await incident(world)).questions).toEqual([]);
  await world.advance("5m");
  expect(said(world)).toEqual([]);
});

test("asking through Warroom names the lead in the room, and its answer is heard there", async () => {
  const world = await led();
  await world.command("jonas", ROOM, "ask shall we fail over?");
  await world.advance("2s");
  expect(last(world)).toBe(`<@${world.user("mei")}>, <@${world.user("jonas")}> asks:\n> shall we fail over?`);
  await world.command("mei", ROOM, "ask shall we?");
  expect(alone(world, "mei")).toContain("You are Commander yourself");
  await world.advance("3m");
  await world.advance("2s");
  expect(said(world)).toHaveLength(1);
  await world.press("jonas", ROOM, "Answered");
  await world.press("tomasz", ROOM, "Answered");
  expect(alone(world, "tomasz")).toContain("answered already");
  await world.advance("2s");
  expect((await incident(world)).questions).toEqual([]);
  // Neither the question nor what the room was told of it has a button left.
  const ended = `Answered by <@${world.user("jonas")}> at`;
  expect(shown(world)).toContain(ended);
  expect(shown(world, "asks:")).toContain(ended);
  expect(shown(world) + shown(world, "asks:")).not.toMatch(/Take over|"Answered"/);
});

test("of two questions that wait, the answered one says so and the other keeps its buttons", async () => {
  const world = await led();
  await world.say("jonas", ROOM, "@mei.tanaka shall we fail over?");
  await world.say("tomasz", ROOM, "@mei.tanaka which region?");
  await world.advance("3m");
  await world.advance("3s");
  expect(said(world)).toEqual([expect.stringContaining("2 questions to")]);
  const { id, messages } = world.channel(ROOM, "mei");
  const asked = messages.find(({ text }) => text.includes("which region?"))!;
  await world.act("mei", { act: "react", channel: id, ts: asked.ts, name: "eyes" });
  await world.advance("2s");
  expect(shown(world).match(/Answered by/g)).toHaveLength(1);
  expect(shown(world).match(/"Answered"/g)).toHaveLength(1);
  expect(shown(world)).toContain("Take over");
  await world.command("mei", ROOM, "resolve Failed over");
  await world.advance("5s");
  expect(shown(world)).toContain("No answer is needed any more");
  expect(shown(world)).not.toMatch(/Take over|"Answered"/);
});

test("nothing is told where the answer came while Warroom was deaf", async () => {
  const world = await led();
  await world.say("jonas", ROOM, "@mei.tanaka shall we fail over?");
  await world.advance("10s");
  expect((await incident(world)).questions).toHaveLength(1);
  world.practice.core.setFaults({ onEvent: () => "drop" });
  await world.say("mei", ROOM, "Not yet");
  world.practice.core.setFaults({});
  await world.advance("4m");
  expect(said(world)).toEqual([]);
  expect((await incident(world)).questions).toEqual([]);
});

test("a question that waits when Warroom was removed from the room, of which no event told, is told of once it is back", async () => {
  const world = await led();
  await world.say("jonas", ROOM, "@mei.tanaka shall we fail over?");
  await world.advance("10s");
  const { core } = world.practice;
  core.setFaults({ onEvent: () => "drop" });
  await world.act("jonas", { act: "kick", channel: world.channel(ROOM, "mei").id, user: core.state.app.botUser });
  core.setFaults({});
  await world.advance("4m");
  expect(said(world)).toEqual([expect.stringContaining("A question to")]);
  expect(byBot(world).map(({ text }) => text)).toContainEqual(expect.stringContaining("Warroom is back"));
});

test("where Slack shows 15 messages of a busy room a minute, each is read once, and the room is told and not held up", async () => {
  const world = await led({ cappedHistory: true });
  await world.say("jonas", ROOM, "@mei.tanaka shall we fail over?");
  await chatter(world, 40);
  await world.advance("3m");
  await world.advance("3s");
  expect(said(world)).toEqual([]);
  await world.command("tomasz", ROOM, "severity SEV3 Few are hit");
  await world.advance("10s");
  expect(last(world)).toContain("SEV3");
  await world.advance("4m");
  expect(said(world)).toEqual([expect.stringContaining("A question to")]);
});

test("an answer that came while Warroom was deaf is found where Slack shows little of the history", async () => {
  const world = await led({ cappedHistory: true });
  await world.say("jonas", ROOM, "@mei.tanaka shall we fail over?");
  await world.advance("10s");
  world.practice.core.setFaults({ onEvent: () => "drop" });
  await world.say("mei", ROOM, "Not yet");
  world.practice.core.setFaults({});
  await chatter(world, 40);
  await world.advance("9m");
  expect(said(world)).toEqual([]);
  expect((await incident(world)).questions).toEqual([]);
});

test("a restart in between loses neither the question nor its time", async () => {
  const world = await led();
  await world.say("jonas", ROOM, "@mei.tanaka shall we fail over?");
  await world.advance("1m");
  await world.stop();
  await world.leap(3_600_000);
  await world.start();
  await world.advance("3s");
  expect(said(world)).toEqual([expect.stringContaining("has had no answer for 1 h 1 min")]);
});

/** Tomasz talks on, of other things. */
async function chatter(world: World, lines: number): Promise<void> {
  for (let line = 1; line <= lines; line++) await world.say("tomasz", ROOM, `line ${line}`);
}

async function led(options: WorldOptions = {}): Promise<World> {
  const world = await createWorld(options);
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.command("mei", ROOM, "role commander");
  for (const name of ["tomasz", "jonas"]) {
    await world.act(name, { act: "join", channel: world.channel(ROOM, "mei").id });
  }
  await world.advance("3m");
  return world;
}

const incident = async (world: World) => (await listIncidents(world.store, { openOnly: false, limit: 1 }))[0]!;

const question = (world: World) =>
  world.messages(ROOM, "mei").findLast(({ text }) => text.includes("shall we fail over?"))!;

const byBot = (world: World) =>
  world
    .messages(ROOM, "mei")
    .filter(
      ({ ephemeral, subtype, user }) =>
        !ephemeral && subtype === null && user === world.practice.core.state.app.botUser,
    );

const last = (world: World) => byBot(world).at(-1)!.text;

/** What the room was told of questions that wait. */
const said = (world: World) =>
  byBot(world)
    .map(({ text }) => text)
    .filter((text) => /^(A|\d+) questions? to/.test(text));

/** All that stands on the last message of Warroom with these words. */
const shown = (world: World, words = "question") =>
  JSON.stringify(byBot(world).findLast(({ text }) => text.includes(words) && !text.includes("is now"))!.blocks);

const alone = (world: World, name: string) =>
  world
    .messages(ROOM, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text ?? "";
