// A long night: the lead is offered on, declined, taken back, accepted; and whoever leads for hours is reminded of it.
import { expect, test } from "vitest";
import { readEvents } from "../../src/store/read/events.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { createWorld, type World } from "../support/world.ts";

/** A direct message goes by the name of the other. */
const DIRECT = "warroom";
const ROOM = "inc-1-search-is-slow";

test("a hand-over is offered, and changes nothing until it is accepted", async () => {
  const world = await declared();
  const [mei, tomasz, priya] = ["mei", "tomasz", "priya"].map((name) => `<@${world.user(name)}>`);

  // By command; the successor is invited, and gets the brief alone.
  await world.command("mei", ROOM, "handover @priya.raman Watch the queue");
  await world.advance("3s");
  expect(alone(world, "mei")).toContain(`Offered to ${priya}`);
  expect(last(world)).toMatch(new RegExp(`^${mei} offers \\*Commander\\* to ${priya}\\..*\n> Watch the queue$`, "s"));
  expect(world.channel(ROOM, "priya").members).toContain(world.user("priya"));
  expect(briefs(world, "priya")).toHaveLength(1);
  expect(await lead(world)).toBe(world.user("mei"));

  // Nobody else can answer, and nobody else can be asked meanwhile.
  await world.act("tomasz", { act: "join", channel: world.channel(ROOM, "mei").id });
  await world.press("tomasz", ROOM, "Accept");
  expect(alone(world, "tomasz")).toContain(`Commander is offered to ${priya}`);
  await world.command("mei", ROOM, "handover @tomasz.wolski");
  expect(alone(world, "mei")).toContain("they have not answered");

  // Five minutes without an answer are told to the holder once, who takes the offer back.
  await world.advance("30m");
  expect(world.messages(DIRECT, "mei").map(({ text }) => text)).toEqual([
    expect.stringContaining(`${priya} has not answered your offer of *Commander* of INC-1 for 5 min`),
  ]);
  await world.press("mei", DIRECT, "Take offer back");
  // Priya is faster than the offer's edit.
  await world.press("priya", ROOM, "Accept");
  expect(alone(world, "priya")).toContain(`There is no offer of Commander any more. ${mei} has held it since`);
  await world.advance("2s");
  expect(last(world)).toBe(`${mei} took the offer of *Commander* to ${priya} back. ${mei} still holds it.`);
  expect(offers(world)).toEqual([
    expect.stringMatching(new RegExp(`> Watch the queue\n.*Taken back by ${mei} at`, "s")),
  ]);

  // By the form; declined with a reason.
  await world.command("mei", ROOM, "handover");
  await world.submit("mei", { user: world.user("tomasz"), text: "It is yours now" });
  await world.advance("2s");
  await world.command("tomasz", ROOM, "handover decline I am on a train");
  await world.advance("2s");
  expect(last(world)).toContain(`${tomasz} cannot take *Commander* now. ${mei} still holds it.\n> I am on a train`);
  expect(offers(world).at(-1)).toContain(`Declined by ${tomasz} at`);

  // Accepted: whoever handed over is told, and every reminder goes to the new one.
  await world.command("mei", ROOM, "handover commander @tomasz.wolski");
  await world.advance("2s");
  expect(offers(world).at(-1)).toMatch(/Accept.*Decline/s);
  await world.press("tomasz", ROOM, "Accept");
  await world.advance("2s");
  expect(offers(world).at(-1)).toContain(`Accepted by ${tomasz} at`);
  expect(offers(world).join()).not.toMatch(/Accept\b|Decline\b/);
  expect(last(world)).toMatch(new RegExp(`^${tomasz} is now \\*Commander\\*, handed over by ${mei}\\.\n• `));
  expect(await lead(world)).toBe(world.user("tomasz"));
  const events = await eventsOf(world);
  expect(events.findLast(({ type }) => type === "RoleAssigned")).toMatchObject({
    user: world.user("tomasz"),
    previous: world.user("mei"),
    how: "handed-over",
  });
});

test("claim, accept, assign and take over at the same moment: one holder, and everybody else is told", async () => {
  const world = await declared();
  for (const name of ["tomasz", "priya", "jonas"]) {
    await world.act(name, { act: "join", channel: world.channel(ROOM, "mei").id });
  }
  await world.say("jonas", ROOM, "@mei.tanaka may we fail over?");
  await world.advance("1m");
  await world.command("mei", ROOM, "handover @priya.raman");
  await world.advance("2m");
  await world.advance("3s");
  const { id } = world.channel(ROOM, "mei");
  const command = (name: string, text: string) =>
    world.practice.core.act({ as: world.user(name), act: "command", channel: id, command: "/incident", text });
  command("tomasz", "role commander");
  command("priya", "handover accept");
  command("jonas", "takeover No answer");
  command("tomasz", "takeover No answer either");
  await world.settle();
  await world.advance("3s");
  const assigned = (await eventsOf(world)).filter(({ type }) => type === "RoleAssigned");
  expect(assigned).toHaveLength(2);
  const holder = await lead(world);
  const told = ["tomasz", "priya", "jonas"].filter((name) => world.user(name) !== holder);
  for (const name of told) expect(alone(world, name)).toContain(`<@${holder}> has`);
});

test("whoever is asked and leaves ends the offer", async () => {
  const world = await declared();
  await world.command("mei", ROOM, "handover @priya.raman");
  await world.advance("2s");
  await world.act("priya", { act: "leave", channel: world.channel(ROOM, "mei").id });
  await world.advance("2s");
  expect(last(world)).toMatch(/left the room, so the offer of \*Commander\* is over/);
});

test("an offer that is passed over loses its buttons", async () => {
  const world = await declared();
  await world.command("mei", ROOM, "handover @priya.raman");
  await world.command("mei", ROOM, "role commander @tomasz.wolski");
  await world.advance("4s");
  expect(await lead(world)).toBe(world.user("tomasz"));
  expect(offers(world)).toEqual([expect.stringContaining(`Passed on: <@${world.user("tomasz")}> took the role at`)]);
  expect(offers(world).join()).not.toMatch(/Accept\b|Decline\b/);
});

test("a guest is not asked, neither by command nor in the form", async () => {
  const world = await declared();
  const guest = [...world.practice.core.state.users.values()].find(({ kind }) => kind === "guest")!;
  await world.command("mei", ROOM, `handover @${guest.name} please`);
  expect(alone(world, "mei")).toContain("cannot hold a role");
  await world.command("mei", ROOM, "handover");
  await world.submit("mei", { user: guest.id });
  expect(world.form("mei")?.errors).toEqual({ user: expect.stringContaining("Choose a full member") });
});

test("whoever leads for hours is reminded alone, after each four, until they hand over", async () => {
  const world = await declared("SEV4");
  await world.leap(3 * 3_600_000);
  await world.advance("61m");
  const reminders = () => world.messages(DIRECT, "mei").map(({ text }) => text);
  expect(reminders()).toEqual([expect.stringContaining("You have been *Commander* of INC-1 for 4 h")]);
  await world.leap(4 * 3_600_000);
  await world.advance("1m");
  expect(reminders()).toHaveLength(2);
  await world.press("mei", DIRECT, "Hand over…");
  await world.submit("mei", { user: world.user("priya") });
  await world.advance("3s");
  await world.press("priya", ROOM, "Accept");
  await world.leap(3 * 3_600_000);
  await world.advance("30m");
  expect(reminders()).toHaveLength(2);
  expect(world.channels("priya")).toContain(ROOM);
});

async function declared(severity = "SEV2"): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", `declare ${severity} Search is slow`);
  await world.command("mei", ROOM, "role commander");
  await world.advance("3m");
  return world;
}

const lead = async (world: World) =>
  (await listIncidents(world.store, { openOnly: true, limit: 1 }))[0]!.roles.commander?.user;

const eventsOf = async (world: World) =>
  readEvents(world.store, (await listIncidents(world.store, { openOnly: false, limit: 1 }))[0]!.id);

const ephemeral = (world: World, name: string) => world.messages(ROOM, name).filter((message) => message.ephemeral);

const alone = (world: World, name: string) => ephemeral(world, name).at(-1)?.text ?? "";

const briefs = (world: World, name: string) =>
  [...ephemeral(world, name), ...(hasDirect(world, name) ? world.messages(DIRECT, name) : [])].filter(({ blocks }) =>
    JSON.stringify(blocks).includes("status card"),
  );

const hasDirect = (world: World, name: string) =>
  world.practice.core
    .view(world.user(name), true)!
    .channels.some(({ directWith }) => directWith === world.practice.core.state.app.botUser);

/** All that stands on the messages that offer a role. */
const offers = (world: World): string[] =>
  world
    .messages(ROOM, "mei")
    .filter(({ text, ephemeral }) => !ephemeral && text.includes("Until it is accepted"))
    .map(({ blocks }) => textsIn(blocks).join("\n"));

const textsIn = (blocks: readonly object[]): string[] =>
  [...JSON.stringify(blocks).matchAll(/"text":("(?:[^"\\]|\\.)*")/g)].map(([, text]) => JSON.parse(text!) as string);

const last = (world: World) =>
  world
    .messages(ROOM, "mei")
    .filter(
      (message) =>
        !message.ephemeral && message.subtype === null && message.user === world.practice.core.state.app.botUser,
    )
    .at(-1)!.text;
