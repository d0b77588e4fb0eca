// Slack shows an app that is neither internal nor listed 15 messages of its history a minute.
import { expect, test } from "vitest";
import { listGaps } from "../../src/store/read/gaps.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

test("what was missed is read page by page, a minute each, and whoever looks is told so", async () => {
  const world = await createWorld({ cappedHistory: true });
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  await world.advance("2m");
  const parent = await saidQuietly(world, "mei", "who looks at the index?");
  const edited = await saidQuietly(world, "mei", "first words");
  const deleted = await saidQuietly(world, "mei", "to be deleted");
  await world.advance("1m");
  await world.stop();
  await world.leap(10 * MINUTE_MS);
  for (let count = 1; count <= 40; count++) await saidQuietly(world, "tomasz", `said in the dark ${count}`);
  const reply = await saidQuietly(world, "amara", "I do", parent);
  await act(world, "mei", { act: "edit", ts: edited, text: "better words" });
  await act(world, "mei", { act: "delete", ts: deleted });
  // Longer than Slack repeats what it could not deliver.
  await world.leap(4 * HOUR_MS);
  await world.start();
  await world.advance("2m");
  const early = (await texts(world)).filter((text) => text.startsWith("said in the dark"));
  expect(early.length).toBeGreaterThanOrEqual(10);
  expect(early.length).toBeLessThan(40);
  const health = (await (await fetch(`http://127.0.0.1:${world.bot.port}/readyz`)).json()) as { ok: boolean };
  expect(health).toMatchObject({ ok: true, troubles: [expect.objectContaining({ name: "slack-history" })] });
  await world.command("mei", ROOM, "timeline");
  expect(JSON.stringify(world.messages(ROOM, "mei").at(-1)!.blocks)).toContain("15 messages of its history a minute");

  await world.advance("20m");
  const rows = new Map((await messages(world)).map((row) => [row.ts, row]));
  expect((await texts(world)).filter((text) => text.startsWith("said in the dark"))).toHaveLength(40);
  expect(rows.get(reply)).toMatchObject({ text: "I do", thread_ts: parent });
  expect(rows.get(edited)).toMatchObject({ text: "better words" });
  expect(rows.get(deleted)!.deleted_at).not.toBeNull();
  expect([...rows.values()].filter(({ deleted_at }) => deleted_at !== null)).toHaveLength(1);
  const [gap] = await listGaps(world.store, ...here(world));
  expect(gap!.recovered_at).not.toBeNull();
});

test("a draft does not wait for hours: it says what is not compared, and the comparison goes on", async () => {
  const world = await createWorld({ cappedHistory: true });
  await world.command("mei", "engineering", "declare SEV2 Search is slow");
  await world.advance("2m");
  for (let count = 1; count <= 20; count++) await saidQuietly(world, "tomasz", `heard ${count}`);
  await world.stop();
  await world.leap(4 * HOUR_MS);
  // Slack repeats none of these.
  world.practice.core.setFaults({ onEvent: () => "drop" });
  for (let count = 1; count <= 300; count++) await saidQuietly(world, "tomasz", `said in the dark ${count}`);
  world.practice.core.setFaults({});
  await world.leap(HOUR_MS);
  await world.start();
  await world.command("mei", ROOM, "resolve Warmed up again");
  await world.advance("30m");
  const [file] = world.messages(ROOM, "mei").flatMap(({ files }) => files ?? []);
  const draft = await (await fetch(new URL(file!.url, world.url))).text();
  expect(draft).toMatch(/\*\*Not compared with Slack's history before this draft: Slack shows 15 messages .* a minute/);
  await world.advance("1h");
  expect((await texts(world)).filter((text) => text.startsWith("said in the dark"))).toHaveLength(300);
});

const here = (world: World) => [world.practice.core.state.team.id, world.channel(ROOM).id] as const;
const messages = async (world: World) =>
  (await listMessages(world.store, ...here(world))).filter(({ kind }) => kind === "");
const texts = async (world: World) => (await messages(world)).map(({ text }) => text);

async function act(world: World, name: string, what: Record<string, unknown>): Promise<string> {
  const answer = world.practice.core.act({ as: world.user(name), channel: world.channel(ROOM).id, ...what } as never);
  if (!answer.ok) throw new Error(answer.error);
  await world.leap(50);
  return answer.ts!;
}

const saidQuietly = (world: World, name: string, text: string, threadTs?: string) =>
  act(world, name, { act: "post", text, ...(threadTs ? { threadTs } : {}) });
