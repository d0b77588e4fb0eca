// What happens to people and to Warroom's own messages while an incident runs: an account deactivated, people who cannot
// be invited, the card deleted by somebody.
import { expect, test } from "vitest";
import { findByNumber } from "../../src/store/read/incidents.ts";
import type { JobRow } from "../../src/store/tables.ts";
import { rows } from "../support/orders.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";

const stateOf = async (world: World) =>
  (await findByNumber(world.store, world.practice.core.state.team.id, 1))!.incident;

test("a role whose holder is deactivated is vacant, says why, and is asked for again, and nobody who is gone is invited for ever", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  await world.command("amara", ROOM, "role commander");
  await world.command("tomasz", ROOM, "role scribe");
  await world.advance("5s");
  world.practice.core.admin.changeUser(world.user("amara"), { deleted: true });
  await world.advance("5s");
  const { roles } = await stateOf(world);
  expect(Object.keys(roles)).toEqual(["scribe"]);
  const texts = () => world.messages(ROOM, "mei").map(({ text }) => text);
  expect(texts().filter((text) => text.includes("account was deactivated"))).toEqual([
    expect.stringMatching(/is no longer \*Commander\*: their Slack account was deactivated/),
  ]);
  await world.advance("3m");
  expect(texts().some((text) => text.includes("nobody has been Commander for 2 min"))).toBe(true);
  await world.advance("10m");
  expect(texts().filter((text) => text.includes("did not let Warroom invite"))).toEqual([]);
});

test("a role whose holder is deactivated while Warroom is down is vacant once it is up", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  await world.command("amara", ROOM, "role commander");
  await world.command("tomasz", ROOM, "role scribe");
  await world.stop();
  // Nobody hears of it, and nothing tells of it again.
  world.practice.core.setFaults({ onEvent: () => "drop" });
  world.practice.core.admin.changeUser(world.user("amara"), { deleted: true });
  world.practice.core.setFaults({});
  await world.start();
  await world.advance("10s");
  expect(Object.keys((await stateOf(world)).roles)).toEqual(["scribe"]);
});

test("whom Slack does not let in is named once, in one line, and the others are in", async () => {
  const world = await createWorld();
  world.practice.core.admin.changeUser(world.user("tomasz"), { deleted: true });
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("30s");
  const { members, messages } = world.channel(ROOM, "mei");
  expect(members).toEqual(expect.arrayContaining([world.user("mei"), world.user("amara")]));
  const refused = messages.filter(({ text }) => text.includes("did not let Warroom invite"));
  expect(refused.map(({ text }) => text)).toEqual([expect.stringContaining(`<@${world.user("tomasz")}>`)]);
});

test("what somebody was to be told whose account is off by then is let be, and is no work given up", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  await world.command("mei", ROOM, "task @tomasz.wolski look at the queue");
  await world.advance("5s");
  world.practice.core.setFaults({
    beforeCall: (method) => (method === "conversations.open" ? { kind: "error", error: "user_disabled" } : undefined),
  });
  await world.command("mei", ROOM, "resolve fixed");
  await world.advance("10s");
  const jobs = await rows<JobRow>(world.store, "jobs");
  expect(jobs.filter(({ kind }) => kind === "notice").map(({ status }) => status)).toEqual(["superseded"]);
  expect(jobs.filter(({ status }) => status === "parked")).toEqual([]);
});

test("a card that somebody deletes is posted once more, and is the one that goes on", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  const first = (await stateOf(world)).card!;
  await deleteMessage(world, first);
  await world.advance("10s");
  const again = (await stateOf(world)).card!;
  expect(again.ts).not.toBe(first.ts);
  await world.command("mei", ROOM, "severity SEV2 Only cards are hit");
  await world.advance("5s");
  expect(cardsIn(world).map(({ ts }) => ts)).toEqual([again.ts]);
  expect(JSON.stringify(cardsIn(world)[0]!.blocks)).toContain("SEV2");
});

test("a card that was deleted while Warroom was down, and of which Slack never tells, is back soon after the start", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("5s");
  const first = (await stateOf(world)).card!;
  await world.stop();
  world.practice.core.setFaults({ onEvent: () => "drop" });
  await deleteMessage(world, first);
  await world.leap(60_000);
  await world.start();
  await world.advance("10s");
  expect(cardsIn(world).map(({ ts }) => ts)).toEqual([(await stateOf(world)).card!.ts]);
});

async function deleteMessage(world: World, { channel, ts }: { channel: string; ts: string }): Promise<void> {
  const admin = [...world.practice.core.state.users.values()].find(({ isAdmin }) => isAdmin)!;
  if (!world.channel(ROOM, "mei").members.includes(admin.id)) {
    await world.act("mei", { act: "invite", channel, user: admin.id });
  }
  await world.act(admin.name, { act: "delete", channel, ts });
}

const cardsIn = (world: World) =>
  world.messages(ROOM, "mei").filter(({ blocks }) => JSON.stringify(blocks).includes('"type":"header"'));
