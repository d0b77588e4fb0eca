// The record on the command line, and the proof that nothing in it was changed.
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import { createWorld } from "../support/world.ts";
import { temporaryFolder, warroom } from "./run.ts";

/** An incident with messages, an edit and an update, as a file that no bot has open. */
async function recordedIncident(): Promise<string> {
  const world = await createWorld();
  const room = "inc-1-checkout-is-down";
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.press("amara", room, "Take Commander");
  await world.say("mei", room, "Payments time out");
  await world.say("amara", room, "Looking at the gateway");
  await world.advance("1s");
  const first = world.messages(room).find(({ text }) => text === "Payments time out")!;
  await world.act("mei", {
    act: "edit",
    channel: world.channel(room).id,
    ts: first.ts,
    text: "Payments time out in the EU",
  });
  await world.command("amara", room, "update We fail over the gateway");
  await world.advance("5s");
  await world.command("amara", room, "resolve Failed over");
  await world.advance("10s");
  const [database] = await world.store.read<{ file: string }>({ sql: "PRAGMA database_list", parameters: [] } as never);
  await world.stop();
  const copy = path.join(folder, "record.db");
  copyFileSync(database!.file, copy);
  return copy;
}

const folder = mkdtempSync(path.join(tmpdir(), "warroom-record-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Made once; every test works on copies of it. */
let made: Promise<string> | undefined;
const theRecord = (): Promise<string> => {
  made ??= recordedIncident();
  return made;
};

test("list, show and export tell what was recorded, and the export carries its checksum", async () => {
  const file = await theRecord();
  const env = { DATABASE_URL: `sqlite:${file}` };
  const list = await warroom(["incident", "list"], env);
  expect(list.out).toMatch(/INC-1\s+SEV1\s+resolved.*Checkout is down/);
  const show = await warroom(["incident", "show", "inc-1"], env);
  expect(show.out).toContain("UpdatePosted");
  const exported = await warroom(["incident", "export", "INC-1"], env);
  const lines = exported.out.trimEnd().split("\n");
  const last = JSON.parse(lines.at(-1)!) as { sha256: string; lines: number };
  const before = `${lines.slice(0, -1).join("\n")}\n`;
  expect(last).toMatchObject({ lines: lines.length - 1, sha256: createHash("sha256").update(before).digest("hex") });
  expect(exported.out).toContain("Payments time out in the EU");
  const missing = await warroom(["incident", "show", "INC-7"], env);
  expect(missing.code).toBe(1);
  expect(missing.err).toContain("there is no incident INC-7. Next step:");
  const nowhere = await warroom(["incident", "list"], { DATABASE_URL: "sqlite:/tmp/there-is-none.db" });
  expect(nowhere.code).toBe(1);
  expect(nowhere.err).toContain("there is no database at");
});

describe("verify", () => {
  test("finds nothing where nothing was changed, and one flipped byte wherever it is", async () => {
    const file = await theRecord();
    const clean = await verify(file);
    expect(clean.err).toContain("Everything is as it was written.");
    expect(clean.code).toBe(0);
    for (const [table, column, where] of FLIPS) {
      const copy = path.join(temporaryFolder(), "flipped.db");
      copyFileSync(file, copy);
      flip(copy, table, column, where);
      const { code, out } = await verify(copy);
      expect(code, `${table}.${column}`).toBe(1);
      expect(out, `${table}.${column}`).toContain("CHANGED");
    }
  });

  test("says from when on a room is recorded, until when it was compared with Slack, and what it may lack", async () => {
    const told = (env: Record<string, string>, ...args: string[]) => warroom(["incident", "verify", ...args], env);
    const whole = { DATABASE_URL: `sqlite:${await theRecord()}` };
    expect((await told(whole)).out).toBe("");
    expect((await told(whole, "INC-1")).out).toMatch(
      /^COVERED {2}INC-1 room C\w+: recorded since 2026-11-02 09:00 UTC, until 2026-11-16 .*; compared with Slack 2026-11-02 09:00 UTC, in full 2026-11-02 09:00 UTC; 0 messages and 0 changes came from that alone\n$/,
    );
    const lacking = await recordAfter(
      `INSERT INTO gaps SELECT team, channel, opened_at + 60000, opened_at + 120000, 'Slack could not be heard', NULL FROM rooms;
       INSERT INTO hearing (team, capped_at) SELECT team, 1 FROM rooms WHERE true ON CONFLICT (team) DO UPDATE SET capped_at = 1`,
    );
    const { out, code } = await told(lacking);
    expect(out).toMatch(
      /^GAP .*2026-11-02 09:01 UTC to 2026-11-02 09:02 UTC: Slack could not be heard; not recovered$/m,
    );
    expect(out).toMatch(/^NOTE .*15 messages of its history a minute$/m);
    expect(code, "nothing was changed").toBe(0);
    const { coverage } = JSON.parse((await told(lacking, "--json")).out) as { coverage: object[] };
    expect(coverage).toMatchObject([{ incident: "INC-1", mayLack: true, isCapped: true, recovered: 0, gaps: [{}] }]);
  });

  test("finds a removed event and a removed message", async () => {
    const file = await theRecord();
    for (const sql of [
      "DELETE FROM events WHERE type = 'UpdatePosted'",
      "DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)",
      "DELETE FROM messages WHERE text LIKE 'Looking%'",
      "DELETE FROM message_versions WHERE room_seq = 1",
    ]) {
      const copy = path.join(temporaryFolder(), "cut.db");
      copyFileSync(file, copy);
      const raw = new Database(copy);
      raw.exec(sql);
      raw.close();
      expect((await verify(copy)).code, sql).toBe(1);
    }
  });
});

// Each row: where one byte is changed.
const FLIPS = [
  ["events", "body", "type = 'UpdatePosted'"],
  ["events", "actor", "type = 'UpdatePosted'"],
  ["events", "salt", "type = 'RoleAssigned'"],
  ["events", "hash", "type = 'RoleAssigned'"],
  ["incidents", "state", "1 = 1"],
  ["messages", "text", "text LIKE 'Looking%'"],
  ["messages", "author", "text LIKE 'Looking%'"],
  ["message_versions", "body", "version = 2"],
  ["message_versions", "hash", "room_seq = 1"],
  ["runbooks", "body", "1 = 1"],
] as const;

function flip(file: string, table: string, column: string, where: string): void {
  const raw = new Database(file);
  const row = raw.prepare(`SELECT rowid AS id, ${column} AS value FROM ${table} WHERE ${where}`).get() as {
    id: number;
    value: string;
  };
  // A letter somewhere in the middle, so that JSON stays JSON: the hardest change to notice.
  const at = [...row.value].findIndex((letter, index) => index > row.value.length / 2 && /[a-z]/.test(letter));
  const changed = `${row.value.slice(0, at)}${row.value[at] === "x" ? "y" : "x"}${row.value.slice(at + 1)}`;
  const { changes } = raw.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(changed, row.id);
  expect(changes).toBe(1);
  raw.close();
}

const verify = (file: string) => warroom(["incident", "verify"], { DATABASE_URL: `sqlite:${file}` });

/** A copy of the record after somebody's own SQL. */
async function recordAfter(sql: string): Promise<Record<string, string>> {
  const copy = path.join(temporaryFolder(), "changed.db");
  copyFileSync(await theRecord(), copy);
  const raw = new Database(copy);
  raw.exec(sql);
  raw.close();
  return { DATABASE_URL: `sqlite:${copy}` };
}

test("an incident is found in any case, whatever its runbook calls it", async () => {
  const env = await recordAfter('UPDATE incidents SET state = replace(state, \'"name":"INC-1"\', \'"name":"Ops-1"\')');
  for (const name of ["OPS-1", "ops-1", "Ops-1"]) {
    expect((await warroom(["incident", "show", name], env)).out).toContain("Ops-1");
  }
});

test("a file that cannot be written is named with what to do", async () => {
  const env = { DATABASE_URL: `sqlite:${await theRecord()}` };
  const { code, err } = await warroom(["incident", "export", "INC-1", "--out", "/nowhere/at/all.jsonl"], env);
  expect(code).toBe(1);
  expect(err).toMatch(/^warroom: --out \/nowhere\/at\/all\.jsonl cannot be written: .*Next step: .*\n$/);
  const seed = await warroom(["practice", "--port", "0", "--seed", "/nowhere/seed.yml"]);
  expect(seed.code).toBe(1);
  expect(seed.err).toMatch(/^warroom: .*\/nowhere\/seed\.yml.*Next step: .*\n$/);
});

test("jobs that are not done are shown, with the reason of those that wait for somebody", async () => {
  const columns = "id, incident, kind, body, lane, priority, due_at, status, generation, attempts, outcome, created_at";
  const env = await recordAfter(
    `INSERT INTO jobs (${columns}) SELECT 'a', id, 'nudge-update', '{}', 'a', 2, 1793610000000, 'pending', 1, 0, NULL, 0 FROM incidents;
     INSERT INTO jobs (${columns}) SELECT 'b', id, 'invite', '{}', 'b', 2, 1793610000000, 'parked', 1, 3, 'user_is_restricted', 0 FROM incidents`,
  );
  const { out } = await warroom(["incident", "show", "INC-1"], env);
  const [, block] = out.split("Not done yet:\n");
  expect(block).toMatch(/^ {2}due {4}2026-11-02 09:00.*nudge-update$/m);
  expect(block).toMatch(/^ {2}parked 2026-11-02 09:00.*invite +3 attempts: user_is_restricted$/m);
  const json = JSON.parse((await warroom(["incident", "show", "INC-1", "--json"], env)).out) as { jobs: object[] };
  expect(json.jobs).toContainEqual(expect.objectContaining({ kind: "invite", outcome: "user_is_restricted" }));
});

// Each row: what cannot be read any more. Everything else still can.
test.each([
  "UPDATE incidents SET state = '{'",
  "UPDATE incidents SET state = 'null'",
  "UPDATE events SET body = '{' WHERE type = 'UpdatePosted'",
  "UPDATE message_versions SET body = '{' WHERE room_seq = 1",
  "UPDATE incidents SET state = '{'; UPDATE events SET body = '{'",
])("a row that cannot be read is a finding and ends no command: %s", async (sql) => {
  const env = await recordAfter(sql);
  const shown = sql.includes("null")
    ? [
        ["list", "--json"],
        ["show", "INC-1", "--json"],
      ]
    : [["list"], ["show", "INC-1"]];
  for (const args of [...shown, ["export", "INC-1"]]) {
    const { code, err } = await warroom(["incident", ...args], env);
    expect({ args, code, err }).toEqual({ args, code: 0, err: "" });
  }
  const verified = await warroom(["incident", "verify"], env);
  expect(verified.code).toBe(1);
  expect(verified.out).toContain("CHANGED");
  expect(verified.err).not.toContain("    at ");
});

test("a database of another schema is refused in a sentence", async () => {
  const newer = await recordAfter("INSERT INTO schema_versions VALUES (9999, 'from-the-future', 'x', 0)");
  expect((await warroom(["incident", "list"], newer)).err).toMatch(
    /^warroom: the database is at version 9999, .*Next step:/,
  );
  const older = await recordAfter("DELETE FROM schema_versions");
  expect((await warroom(["incident", "list"], older)).err).toMatch(/^warroom: the database is at version 0, .*migrate/);
  const none = await recordAfter("DROP TABLE schema_versions");
  expect((await warroom(["incident", "list"], none)).err).toMatch(/^warroom: the database is at version 0, .*migrate/);
});
