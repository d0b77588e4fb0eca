// The whole life of a private incident, every word of it marked, while everybody else does what they can to hear of it.
import { expect, test } from "vitest";
import { SUBCOMMANDS } from "../../src/in/slack/subcommands.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { createWorld, type World } from "../support/world.ts";
import { type Watch, watchOutsiders } from "./outsiders.ts";

const ROOM = "inc-1-private";
/** In every word of it, and in those said after somebody has left. */
const WORD = "quokka";
const LATER = "wombat";

/** Guests, people of elsewhere and members of every standing; the on-call among them is not told either. */
const OUTSIDERS = ["jonas", "rafael", "priya", "leila", "sam"];

const WHERE: Record<string, string> = { leila: "engineering", sam: "northwind" };

interface Life {
  world: World;
  watch: Watch;
  logged: string[];
}

async function declared(): Promise<Life> {
  const logged: string[] = [];
  const world = await createWorld({ logged: (line) => void logged.push(line) });
  const { channels } = world.practice.core.state;
  const room = () => [...channels.values()].find(({ name }) => name === ROOM)?.id ?? null;
  const watch = watchOutsiders(world, world.user("mei"), room);
  watch.taint(WORD);
  await world.command("mei", "engineering", "declare --private SEV1 Quokka token stolen");
  await world.advance("5s");
  watch.taint(world.channel(ROOM, "mei").id.toLowerCase());
  const [incident] = await listIncidents(world.store, { openOnly: true, limit: 1 });
  expect(incident).toMatchObject({ title: "Quokka token stolen", private: true });
  watch.taint(incident!.id.toLowerCase());
  return { world, watch, logged };
}

/** What somebody was answered last, wherever they were. */
const answered = (world: World, name: string, where: string): string => {
  const last = world
    .messages(where, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1);
  return last?.text ?? "";
};

async function probe(world: World): Promise<void> {
  for (const name of OUTSIDERS) {
    const where = WHERE[name] ?? "general";
    for (const typed of [
      "list",
      "",
      "brief INC-1",
      "timeline INC-1 all",
      "update INC-1 hello",
      "merge INC-1 into INC-2",
    ])
      await world.command(name, where, typed);
    await world.act(name, { act: "open-home" });
    const room = world.channel(ROOM, "mei").id;
    for (const act of ["join", "read"] as const)
      await expect(world.act(name, { act, channel: room })).rejects.toThrow();
  }
  await world.advance("2s");
}

async function work(world: World, word: string): Promise<void> {
  const type = (name: string, typed: string) => world.command(name, ROOM, typed);
  for (const typed of [
    `note hypothesis: the ${word} key was in the image`,
    `decision: rotate every ${word} key`,
    `correct 1 the ${word} key was in a log`,
    `outcome 2 the ${word} keys are new`,
    `strike 1 not ${word} at all`,
    `impact 40 customers of ${word}`,
    `times detected 1 minute ago the ${word} alert came then`,
    `update We know how ${word} got out`,
    `bridge https://meet.example/${word}`,
    `ask Is ${word} safe now?`,
    `pause 10m all are at ${word}`,
    "unpause",
    `severity SEV2 fewer ${word} than feared`,
    `severity SEV1 more ${word} than hoped`,
    "status Identified",
    `task @amara.okafor read the ${word} logs 10m`,
    `action @amara.okafor rotate ${word} keys by machine wednesday`,
    `action scan images for ${word}`,
    `contribute well ${word} was found soon`,
  ])
    await type("mei", typed);
  await world.say("mei", ROOM, `They have the ${word} since noon`);
  // A message a second: all of it is said.
  await world.advance("1m");
}

test("no word of a private incident reaches anybody who is not in its room", async () => {
  const { world, watch, logged } = await declared();
  const { user } = world;
  await world.command("jonas", "general", "declare SEV2 Token stolen from the build");
  await world.advance("5s");
  expect(world.channels("jonas")).toContain("inc-2-token-stolen-from-the-build");
  await probe(world);

  // Nobody leads: asked for in the room, and of nobody outside it.
  await world.advance("16m");
  expect(world.channel(ROOM, "mei").members).toHaveLength(2);
  await world.command("mei", ROOM, "role commander @tomasz.wolski");
  await world.advance("5s");
  expect(world.channel(ROOM, "tomasz").members).toHaveLength(3);
  await work(world, WORD);
  await world.press("amara", ROOM, "Accept");
  await world.command("amara", ROOM, "subscribe");
  await world.command("mei", ROOM, `update The second wave of ${WORD}`);
  await world.command("tomasz", ROOM, `handover commander @amara.okafor you know ${WORD}`);
  await world.advance("6m");
  await probe(world);
  await world.stop();
  await world.start();
  await world.advance("2m");

  // Amara has an open form, her Home tab and direct messages about it, and is removed.
  await world.act("amara", { act: "open-home" });
  await world.advance("3s");
  expect(JSON.stringify(world.home("amara"))).toContain("Quokka");
  await world.command("amara", ROOM, "note");
  await world.act("mei", { act: "kick", channel: world.channel(ROOM, "mei").id, user: user("amara") });
  watch.taint(LATER);
  await world.advance("3s");
  expect(JSON.stringify(world.home("amara"))).not.toContain("Quokka");
  await world.submit("amara", { text: "What I still know" });
  expect(JSON.stringify(world.form("amara"))).toContain("no such incident that you can see");
  await world.press("amara", "warroom", "Unsubscribe");
  // She is told of no correction of what she got as a subscriber.
  await world.press("mei", ROOM, "Correct");
  await world.submit("mei", { text: `The second wave of ${LATER}`, reason: `It was ${LATER}` });
  expect(world.form("mei")).toBeUndefined();
  await world.act("amara", { act: "open-home" });
  for (const typed of ["list", "brief INC-1", "timeline INC-1", "actions INC-1", "tasks INC-1"])
    await world.command("amara", "general", typed);
  await world.advance("3s");
  expect(JSON.stringify(world.home("amara"))).not.toContain("Quokka");
  await work(world, LATER);
  await world.command("mei", ROOM, `update Nearly over: ${LATER}`);
  await world.advance("11m");
  await probe(world);

  await world.command("tomasz", ROOM, `resolve Every ${LATER} is locked`);
  await world.advance("1m");
  await world.command("mei", ROOM, `reopen One more ${LATER}`);
  await world.command("mei", ROOM, `cancel It was a ${LATER} all along`);
  await world.leap(4 * 86_400_000);
  await world.advance("1m");
  await probe(world);
  expect(watch.leaks).toEqual([]);

  // The members saw it all, so that the watch had something to see.
  const room = JSON.stringify(world.channel(ROOM, "mei")).toLowerCase();
  for (const word of [WORD, LATER]) expect(room.split(word).length).toBeGreaterThan(20);
  for (const path of ["healthz", "readyz", "metrics", ""]) {
    expect(await (await fetch(`http://127.0.0.1:${world.bot.port}/${path}`)).text()).not.toMatch(/quokka|wombat/i);
  }
  expect(logged.length).toBeGreaterThan(10);
  expect(logged.filter((line) => /quokka|wombat/i.test(line))).toEqual([]);
});

test("what somebody may not see is answered as what does not exist, whatever they try", async () => {
  const { world, watch } = await declared();
  for (const { name } of SUBCOMMANDS.filter((one) => !["declare", "help", "list"].includes(one.name))) {
    const answers = [];
    for (const id of ["INC-1", "INC-99"]) {
      await world.command("jonas", "general", `${name} ${id} now then`);
      answers.push(answered(world, "jonas", "general").replaceAll(id, "INC-N"));
    }
    expect(answers[0], name).toBe(answers[1]);
    expect(answers[0], name).toMatch(/INC-N|Say which/);
    expect(world.form("jonas"), name).toBeUndefined();
  }
  expect(watch.leaks).toEqual([]);
});

test("while Slack does not say who is in its room, nobody outside it is shown anything, and its members work on in it", async () => {
  const { world, watch } = await declared();
  await world.command("mei", "general", "brief INC-1");
  expect(answered(world, "mei", "general")).toContain("Quokka");
  world.practice.core.setFaults({
    beforeCall: (method) =>
      method === "conversations.members" ? { kind: "http", status: 503, applied: false } : undefined,
  });
  await world.command("mei", "general", "brief INC-1");
  expect(answered(world, "mei", "general")).toContain("There is no incident “INC-1” that you can see.");
  await world.command("mei", ROOM, "note the key is gone");
  expect(answered(world, "mei", ROOM)).toBe("#1 is noted as an observation.");
  expect(watch.leaks).toEqual([]);
});
