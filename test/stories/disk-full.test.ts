// The disk under the database is full for a while: people are told so, nothing that was acknowledged is lost, and it goes on
// by itself.
import type Database from "better-sqlite3";
import { expect, test } from "vitest";
import { createWatch } from "../support/watch.ts";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";
const ROOM_ENOUGH = 1_073_741_823;

test("commands say that the disk is full and what to do; with room again everything is taken up", async () => {
  const world = await createWorld({ engine: "sqlite", mode: "http", expectedErrors: /SQLITE_FULL/ });
  const { raw } = world.store as unknown as { raw: Database.Database };
  const pages = (most: number) => raw.pragma(`max_page_count = ${most}`);
  const health = async () => {
    const answer = await fetch(`http://127.0.0.1:${world.bot.port}/readyz`);
    return { status: answer.status, text: await answer.text() };
  };
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.advance("10s");
  // Its present pages, and what is free in them.
  pages(1);
  for (let n = 0; n < 20 && !/disk/.test(world.messages(ROOM, "amara").at(-1)!.text); n++) {
    await world.command("amara", ROOM, `note ${n} ${"x".repeat(2_500)}`);
  }
  expect(world.messages(ROOM, "amara").at(-1)!.text).toMatch(
    /was \*not\* done\. The disk that Warroom saves on is full .*\n> note \d+ x/s,
  );
  expect(await health()).toEqual({
    status: 503,
    text: expect.stringMatching(/the disk of its database is full.*free space/),
  });
  const notes = () => raw.prepare("SELECT count(*) AS n FROM events WHERE type = 'NoteAdded'").get() as { n: number };
  const before = notes().n;
  await world.say("tomasz", ROOM, `it is the index ${"y".repeat(3_000)}`);
  await world.advance("1m");

  pages(ROOM_ENOUGH);
  await world.advance("1m");
  await world.command("amara", ROOM, "note We have room again");
  expect(notes().n).toBe(before + 1);
  expect((await health()).status).toBe(200);
  await world.advance("11m");
  const said = raw.prepare("SELECT count(*) AS n FROM messages WHERE text LIKE 'it is the index%'").get();
  expect(said, "what Slack could not hand over then").toEqual({ n: 1 });
});

test("while some writes fit and others do not, no sign of life leaves; the minute after it does", async () => {
  const watch = await createWatch();
  const world = await createWorld({
    engine: "sqlite",
    mode: "http",
    expectedErrors: /SQLITE_FULL/,
    heartbeatUrl: watch.url,
  });
  const { raw } = world.store as unknown as { raw: Database.Database };
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.advance("1m");
  expect(watch.calls).toBe(1);
  raw.pragma("max_page_count = 1");
  for (let minute = 0; minute < 3; minute++) {
    await world.advance("20s");
    for (let n = 0; n < 10; n++) await world.command("amara", ROOM, `note ${minute} ${n} ${"x".repeat(2_500)}`);
    await world.command("amara", ROOM, "list");
    await world.advance("40s");
  }
  expect(watch.calls).toBe(1);
  raw.pragma(`max_page_count = ${ROOM_ENOUGH}`);
  await world.advance("3m");
  expect(watch.calls).toBeGreaterThanOrEqual(2);
});
