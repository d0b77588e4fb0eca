// Warroom is away for longer than Slack repeats anything: what was missed comes from Slack's history, and the draft says so.
import { expect, test } from "vitest";
import { listGaps } from "../../src/store/read/gaps.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";
const HOUR_MS = 3_600_000;

test("thirty hours are made up for: messages, replies, edits, deletions and pins, and the draft tells which", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  await world.advance("2s");
  const parent = await act(world, "mei", { act: "post", text: "who looks at the index?" });
  const edited = await act(world, "mei", { act: "post", text: "first words" });
  const deleted = await act(world, "tomasz", { act: "post", text: "the token is hunter2" });
  await world.advance("11m");
  await world.stop();
  world.practice.core.setFaults({ onEvent: () => "drop" });
  await world.leap(HOUR_MS);
  await act(world, "mei", { act: "edit", ts: edited, text: "better words" });
  await act(world, "tomasz", { act: "delete", ts: deleted });
  const during = await act(world, "tomasz", { act: "post", text: "it was the cache" });
  const reply = await act(world, "amara", { act: "post", text: "I do", threadTs: parent });
  await act(world, "amara", { act: "pin", ts: during });
  await world.leap(29 * HOUR_MS);
  world.practice.core.setFaults({});
  await world.start();
  await world.advance("30s");

  const rows = new Map((await listMessages(world.store, ...here(world))).map((row) => [row.ts, row]));
  expect(rows.get(during)).toMatchObject({ text: "it was the cache" });
  expect(rows.get(reply)).toMatchObject({ text: "I do", thread_ts: parent });
  expect(rows.get(edited)).toMatchObject({ text: "better words", version: 2 });
  expect(rows.get(deleted)!.deleted_at).not.toBeNull();
  const [gap, ...more] = await listGaps(world.store, ...here(world));
  expect(more).toEqual([]);
  expect(gap!.to_at - gap!.from_at).toBeGreaterThan(30 * HOUR_MS - 60_000);
  expect(gap!.recovered_at).not.toBeNull();
  await world.command("mei", ROOM, "timeline");
  const page = JSON.stringify(world.messages(ROOM, "mei").at(-1)!.blocks);
  expect(page).toContain("it was the cache");
  expect(page).toContain("was read from Slack afterwards");

  await world.command("mei", ROOM, "resolve Warmed up again");
  await world.advance("30s");
  const file = world
    .messages(ROOM, "mei")
    .flatMap(({ files }) => files ?? [])
    .at(-1);
  const draft = await (await fetch(new URL(file!.url, world.url))).text();
  expect(draft).toMatch(/better words \(edited while Warroom was not listening/);
  expect(draft).toMatch(/_message deleted between 2026-11-02 09:\d\d UTC and 2026-11-03 15:\d\d UTC_/);
  expect(draft).toContain("2 messages came from Slack's history alone");
  expect(draft).not.toContain("hunter2");
});

test("what is said in a new room before Warroom knows that it is one is in the record", async () => {
  const world = await createWorld();
  // Slack makes the room, and its answer is lost.
  let lost = 0;
  world.practice.core.setFaults({
    beforeCall: (method) =>
      method === "conversations.create" && lost++ === 0 ? { kind: "http", status: 500, applied: true } : undefined,
  });
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  const id = [...world.practice.core.state.channels.values()].find(({ name }) => name === ROOM)!.id;
  expect(await listMessages(world.store, world.practice.core.state.team.id, id)).toEqual([]);
  world.practice.core.act({ as: world.user("jonas"), act: "join", channel: id } as never);
  world.practice.core.act({ as: world.user("jonas"), act: "post", channel: id, text: "first!" } as never);
  await world.advance(50);
  const dropped = await world.store.read(
    world.store.build.selectFrom("inbox").select("key").where("outcome", "=", "no room").compile(),
  );
  expect(dropped).not.toEqual([]);
  await world.advance("20s");
  const texts = (await listMessages(world.store, ...here(world))).map(({ text }) => text);
  expect(texts).toContain("first!");
});

const here = (world: World) => [world.practice.core.state.team.id, world.channel(ROOM, "mei").id] as const;

async function act(world: World, name: string, what: Record<string, unknown>): Promise<string> {
  const channel = world.channel(ROOM, "mei").id;
  const answer = world.practice.core.act({ as: world.user(name), channel, ...what } as never);
  if (!answer.ok) throw new Error(answer.error);
  await world.leap(50);
  return answer.ts!;
}
