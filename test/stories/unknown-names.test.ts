// Somebody of whom Slack has not told yet who they are, and somebody who takes another name.
import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";

test("the topic shows a leader's id only until Slack tells the name", async () => {
  const world = await runningIncident();
  const tell = await forget(world, "jonas");
  await world.command("mei", ROOM, "role commander @jonas.lindqvist");
  await world.advance("30s");
  expect(world.channel(ROOM).topic).toContain(`Commander: ${world.user("jonas")}`);
  const before = linesOfTopic(world);
  await world.advance("2m");
  expect(linesOfTopic(world), "one that stands is not set again").toBe(before);
  tell();
  await world.advance("1m");
  expect(world.channel(ROOM).topic).toContain("Commander: Jonas Lindqvist");
  expect(linesOfTopic(world)).toBe(before + 1);
});

test("the topic shows the name that whoever leads takes meanwhile", async () => {
  const world = await runningIncident();
  await world.command("mei", ROOM, "role commander @jonas.lindqvist");
  await world.advance("10s");
  const before = linesOfTopic(world);
  world.practice.core.admin.changeUser(world.user("jonas"), { title: "On call" });
  world.practice.core.admin.changeUser(world.user("mei"), { realName: "Mei Lin" });
  await world.advance("10s");
  expect(linesOfTopic(world), "nothing that it shows has changed").toBe(before);
  world.practice.core.admin.changeUser(world.user("jonas"), { realName: "Jonas L. Weber" });
  await world.advance("10s");
  expect(world.channel(ROOM).topic).toContain("Commander: Jonas L. Weber");
});

test("what the Home tab shows a guest of whom Slack tells late is taken away then", async () => {
  const world = await runningIncident();
  const tell = await forget(world, "leila");
  await world.act("leila", { act: "open-home" });
  await world.advance("30s");
  expect(JSON.stringify(world.home("leila"))).toContain("INC-1");
  tell();
  await world.advance("1m");
  expect(JSON.stringify(world.home("leila"))).not.toContain("INC-1");
});

test.each([
  { told: "30s", drafted: "Jonas Lindqvist" },
  { told: "10m", drafted: "id" },
])("a draft waits a little for names: Slack tells them after $told", async ({ told, drafted }) => {
  const world = await runningIncident();
  await world.command("mei", ROOM, "role commander @jonas.lindqvist");
  await world.advance("10s");
  const tell = await forget(world, "jonas");
  await world.command("mei", ROOM, "resolve It was nothing");
  await world.advance(told);
  tell();
  await world.advance("2m");
  const draft = JSON.stringify(world.channel(ROOM).canvas);
  const name = drafted === "id" ? world.user("jonas") : drafted;
  expect(draft).toContain(name);
});

async function runningIncident(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  await world.advance("10s");
  return world;
}

/** As with somebody who came into the workspace a moment ago: who it is Slack tells from the returned call on. */
async function forget({ store, practice, user }: World, name: string): Promise<() => void> {
  const person = store.build.deleteFrom("people").where("slack_user", "=", user(name));
  await store.commit({ writes: [person.compile()] });
  const isSilent = (method: string) => method === "users.info" || method === "users.list";
  practice.core.setFaults({
    beforeCall: (method) => (isSilent(method) ? { kind: "http", status: 500, applied: false } : undefined),
  });
  return () => practice.core.setFaults({});
}

const linesOfTopic = (world: World) => world.messages(ROOM).filter(({ subtype }) => subtype === "channel_topic").length;
