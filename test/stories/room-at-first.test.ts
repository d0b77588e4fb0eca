// The room while Slack makes difficulties at the very beginning.
import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";

test("where Slack limits making channels, the declarer sees at once that the room comes, others are not held up, and it comes", async () => {
  const world = await createWorld();
  const { core } = world.practice;
  core.setFaults({
    beforeCall: (method) => (method === "conversations.create" ? { kind: "429", retryAfter_s: 30 } : undefined),
  });
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  const answer = world.messages("engineering", "mei").at(-1)!;
  expect(answer).toMatchObject({ ephemeral: true, text: expect.stringContaining("You declared *INC-1*") });
  expect(answer.text).toContain(`#${ROOM}`);
  expect(world.channels().filter((name) => name.startsWith("inc-"))).toEqual([]);
  core.setFaults({});
  await world.advance("20s");
  expect(world.channels().filter((name) => name.startsWith("inc-"))).toEqual([]);
  await world.advance("30s");
  expect(world.channels().filter((name) => name.startsWith("inc-"))).toEqual([ROOM]);
});

test("a name that somebody else's channel has is left to it: the room gets the next one", async () => {
  const world = await createWorld();
  await world.act("amara", { act: "create-channel", name: ROOM });
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("10s");
  const { creator } = [...world.practice.core.state.channels.values()].find(({ name }) => name === ROOM)!;
  expect(creator).toBe(world.user("amara"));
  expect(
    world
      .channels()
      .filter((name) => name.startsWith("inc-"))
      .sort(),
  ).toEqual([ROOM, `${ROOM}-2`]);
  expect(world.channel(ROOM).messages.filter(({ user }) => user === world.practice.core.state.app.botUser)).toEqual([]);
  expect(world.channel(`${ROOM}-2`).members).toContain(world.user("mei"));
});

test("where the workspace lets no app make channels, the declarer is told which setting it is, and reminders come under the announcement", async () => {
  const world = await createWorld();
  const { core } = world.practice;
  core.setFaults({
    beforeCall: (method) =>
      method === "conversations.create" ? { kind: "error", error: "restricted_action" } : undefined,
  });
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.advance("3m");
  const told = core.view(world.user("mei"))!.channels.find(({ directWith }) => directWith === core.state.app.botUser);
  expect(told!.messages.map(({ text }) => text)).toEqual([
    expect.stringMatching(/restricted_action.*Settings → Permissions → Channel management.*#incidents/s),
  ]);
  const own = world.messages("incidents").filter(({ user }) => user === core.state.app.botUser);
  const [announced, ...others] = own;
  expect(others.some(({ text }) => text.includes("nobody has been Commander"))).toBe(true);
  expect(others.every(({ threadTs }) => threadTs === announced!.ts)).toBe(true);
});
