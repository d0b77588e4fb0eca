// The database of an older version, left in the middle of an incident, under this program: nothing of it is lost, and what
// was still to be said and to be reminded of is.
import { readFileSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { Practice } from "../../src/practice/practice.ts";
import { fold, STATE_VERSION } from "../../src/domain/incident.ts";
import { migrateSqlite, readMigrations } from "../../src/store/migrate.ts";
import { openStore } from "../../src/store/open.ts";
import { readEvents } from "../../src/store/read/events.ts";
import { incidentRows, loadIncident } from "../../src/store/read/incidents.ts";
import { verifyIncident } from "../../src/store/verify.ts";
import { quiet } from "../support/quiet.ts";
import { freshDatabase } from "../support/stores.ts";
import { createWorld, START } from "../support/world.ts";

const GOLDEN = readFileSync(new URL("../store/golden/0001-open-incident.sql", import.meta.url), "utf8");
/** When it was left. */
const LEFT_MS = 7 * 60_000;
const ROOM = "inc-2-search-is-slow";
const OLD_CHANNEL = "CAD6F1E1D56";

/** In place of whatever is there. */
function layDown(url: string, sql: string): void {
  const file = url.slice("sqlite:".length);
  for (const ending of ["", "-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
  const raw = new Database(file);
  migrateSqlite(
    raw,
    readMigrations("sqlite").filter(({ version }) => version === 1),
    START,
  );
  raw.exec(sql);
  raw.close();
}

test("every chain of an older database holds, and its incidents fold to the same", async () => {
  const url = await freshDatabase("sqlite");
  layDown(url, GOLDEN);
  const { store, migrated } = await openStore(url, { clock: { now: () => START } as never, log: quiet });
  const current = readMigrations("sqlite").map(({ version }) => version);
  expect(migrated).toEqual(current.filter((version) => version > 1));
  for (const row of await incidentRows(store)) {
    expect(row.state_version).toBeLessThan(STATE_VERSION);
    expect((await store.snapshot((reader) => verifyIncident(reader, row))).findings).toEqual([]);
    const before = JSON.parse(row.state) as object;
    const after = (await loadIncident(store, row.id))!.incident;
    expect(after).toEqual(fold(row.id, await readEvents(store, row.id)));
    expect(after, "what was known before is known still").toMatchObject(before);
  }
  await store.close();
});

test("a start on it says what was not said yet, goes on reminding, and takes orders", async () => {
  const world = await createWorld({ engine: "sqlite", mode: "socket" });
  const channel = await roomOfBot(world.practice);
  await world.advance(LEFT_MS);
  await world.stop();
  layDown(world.databaseUrl, GOLDEN.replaceAll(OLD_CHANNEL, channel));
  await world.start();
  await world.advance("10s");
  const said = () => world.messages(ROOM).map(({ text }) => text);
  expect(said(), "a job of the older version").toContainEqual(expect.stringContaining("is now *Scribe*"));
  await world.advance("7m");
  expect(said(), "a timer of the older version").toContainEqual(expect.stringMatching(/the next update .* is due/));
  await world.command("amara", ROOM, "update The index fails over");
  await world.command("tomasz", ROOM, "task 1 done");
  await world.command("amara", ROOM, "resolve Failed over");
  await world.advance("1m");
  const { findings } = await world.store.snapshot(async (reader) => {
    const row = (await incidentRows(reader)).at(-1)!;
    expect([row.stage, row.state_version]).toEqual(["resolved", STATE_VERSION]);
    return verifyIncident(reader, row);
  });
  // The room has another id here than in the older database, and the two chains that name it say so.
  expect(findings.filter((one) => !/^INC-2 (event 2|room \w+ version 1):/.test(one))).toEqual([]);
});

/** The room as the older version's Slack had it: a channel of the bot's, with its people. */
async function roomOfBot({ apiUrl, tokens, core }: Practice): Promise<string> {
  const headers = { Authorization: `Bearer ${tokens.bot}`, "Content-Type": "application/json" };
  const made = await fetch(`${apiUrl}conversations.create`, {
    method: "POST",
    headers,
    body: JSON.stringify({ name: ROOM }),
  });
  const { channel } = (await made.json()) as { channel: { id: string } };
  for (const { id, name } of core.state.users.values()) {
    if (/^(amara|tomasz|mei)/.test(name)) core.act({ as: id, act: "join", channel: channel.id });
  }
  return channel.id;
}
