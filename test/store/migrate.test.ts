import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFrozenClock } from "../../src/lib/clock.ts";
import { sha256 } from "../../src/lib/hash.ts";
import { type Migration, migratePostgres, migrateSqlite, readMigrations } from "../../src/store/migrate.ts";
import { openStore } from "../../src/store/open.ts";
import { StoreError } from "../../src/store/store.ts";
import { START } from "../support/orders.ts";
import { quiet } from "../support/quiet.ts";
import { ENGINES, type Engine, freshDatabase } from "../support/stores.ts";
import { dumpSchema, SCHEMA_FOLDER } from "../bin/dump-schema.ts";

const NODE = path.resolve(import.meta.dirname, "../../node_modules/.bin/node");

const migration = (version: number, sql: string): Migration => ({
  version,
  name: `m${version}`,
  sql,
  checksum: sha256(sql),
});

const FIRST = migration(1, "CREATE TABLE one (a BIGINT PRIMARY KEY); INSERT INTO one VALUES (1);");
const SECOND = migration(2, "CREATE TABLE two (b BIGINT PRIMARY KEY); INSERT INTO two SELECT a FROM one;");
const BROKEN = migration(2, "CREATE TABLE two (b BIGINT PRIMARY KEY); INSERT INTO nowhere VALUES (1);");

const fileOf = (url: string): string => url.slice("sqlite:".length);

/** Opens its own connection, as a process that starts does. */
async function migrate(url: string, migrations: readonly Migration[]): Promise<number[]> {
  if (url.startsWith("sqlite:")) {
    const raw = new Database(fileOf(url));
    try {
      return migrateSqlite(raw, migrations, START);
    } finally {
      raw.close();
    }
  }
  const pool = new pg.Pool({ connectionString: url });
  // Its connections may still be closing when the test's database is dropped under them.
  pool.on("error", () => {});
  try {
    return await migratePostgres(pool, migrations, START);
  } finally {
    await pool.end();
  }
}

async function read(url: string, sql: string): Promise<Record<string, unknown>[]> {
  if (url.startsWith("sqlite:")) {
    const raw = new Database(fileOf(url));
    try {
      return raw.prepare(sql).all() as Record<string, unknown>[];
    } finally {
      raw.close();
    }
  }
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const versions = async (url: string) =>
  (await read(url, "SELECT version FROM schema_versions ORDER BY version")).map((row) => row.version);

/** A process that opens `url`, prints what it migrated, and goes on to read. */
function startProcess(url: string, body: string) {
  const script = `
    import Database from "better-sqlite3";
    import pg from "pg";
    import { systemClock } from "./src/lib/clock.ts";
    import { createLog } from "./src/lib/log.ts";
    import { migratePostgres, migrateSqlite, readMigrations } from "./src/store/migrate.ts";
    import { openSqlite } from "./src/store/sqlite.ts";
    import { openStore } from "./src/store/open.ts";
    const url = ${JSON.stringify(url)};
    const standStill = () => {
      process.stdout.write("in the middle\\n");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
    };
    const deps = { clock: systemClock, log: createLog("silent") };
    process.stdout.write("ready\\n");
    await new Promise((resolve) => process.stdin.once("data", resolve));
    ${body}
    process.exit(0);
  `;
  const child = spawn(NODE, ["--input-type=module-typescript", "--eval", script], { stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let printed = "";
  child.stdout.on("data", (data) => {
    printed += data;
  });
  child.stderr.on("data", (data) => {
    printed += data;
  });
  return {
    child,
    ready: once(child.stdout, "data"),
    go: () => child.stdin.write("go\n"),
    ended: once(child, "exit").then(([code]) => ({ code, printed: printed.replace("ready\n", "").trim() })),
    printed: () => printed,
  };
}

/** Starts `count` processes, lets them go at the same moment, and hands back what each printed. */
async function atOnce(url: string, count: number, body: string) {
  const all = Array.from({ length: count }, () => startProcess(url, body));
  await Promise.all(all.map(({ ready }) => ready));
  for (const { go } of all) go();
  return Promise.all(all.map(({ ended }) => ended));
}

describe("three processes that start at once", () => {
  const ALL = readMigrations("sqlite")
    .map(({ version }) => version)
    .join();

  test("on a fresh SQLite file: one migrates, the others wait for it and go on", async () => {
    const url = await freshDatabase("sqlite");
    const ended = await atOnce(
      url,
      3,
      `const store = openSqlite(url.slice(7), deps.clock);
       const migrated = migrateSqlite(store.raw, readMigrations("sqlite"), 1);
       const rows = await store.read(store.build.selectFrom("instances").selectAll().compile());
       console.log("migrated " + migrated.join() + " rows " + rows.length);`,
    );
    expect(
      ended.map(({ code }) => code),
      ended.map(({ printed }) => printed).join("\n"),
    ).toEqual([0, 0, 0]);
    expect(ended.map(({ printed }) => printed).sort()).toEqual([
      "migrated  rows 0",
      "migrated  rows 0",
      `migrated ${ALL} rows 0`,
    ]);
  });

  test.each(ENGINES)(
    "on a %s database of an earlier version: one brings it up to date, the others go on",
    async (engine) => {
      const url = await freshDatabase(engine);
      await migrate(url, [FIRST]);
      const both = JSON.stringify([FIRST, SECOND]);
      const ended = await atOnce(
        url,
        3,
        engine === "sqlite"
          ? `const store = openSqlite(url.slice(7), deps.clock);
           console.log("migrated " + migrateSqlite(store.raw, ${both}, 1).join());`
          : `const pool = new pg.Pool({ connectionString: url });
           console.log("migrated " + (await migratePostgres(pool, ${both}, 1)).join());`,
      );
      expect(ended.map(({ printed }) => printed).sort()).toEqual(["migrated", "migrated", "migrated 2"]);
      expect((await read(url, "SELECT b FROM two")).map(({ b }) => Number(b))).toEqual([1]);
    },
  );

  test("as whole programs on a fresh SQLite file: one runs, the others are told why they do not", async () => {
    const url = await freshDatabase("sqlite");
    const ended = await atOnce(
      url,
      3,
      `try {
         const { migrated } = await openStore(url, deps);
         console.log("migrated " + migrated.join());
         await new Promise((resolve) => setTimeout(resolve, 1500));
       } catch (error) { console.log(error.name + ": " + error.message); }`,
    );
    const printed = ended.map((one) => one.printed).sort();
    expect(printed.filter((one) => one === `migrated ${ALL}`)).toHaveLength(1);
    expect(printed.filter((one) => /^StoreError: another Warroom already runs/.test(one))).toHaveLength(2);
  });

  test("on a fresh PostgreSQL database: one migrates, all go on", async () => {
    const url = await freshDatabase("postgres");
    const ended = await atOnce(
      url,
      3,
      `const { store, migrated } = await openStore(url, deps);
       const rows = await store.read(store.build.selectFrom("instances").selectAll().compile());
       console.log("migrated " + migrated.join() + " rows " + rows.length);`,
    );
    expect(ended.map(({ printed }) => printed).sort()).toEqual([
      "migrated  rows 0",
      "migrated  rows 0",
      `migrated ${ALL} rows 0`,
    ]);
  });
});

describe.each(ENGINES)("migrations on %s", (engine) => {
  test("are applied in order, each once", async () => {
    const url = await freshDatabase(engine);
    expect(await migrate(url, [FIRST])).toEqual([1]);
    expect(await migrate(url, [FIRST, SECOND])).toEqual([2]);
    expect(await migrate(url, [FIRST, SECOND])).toEqual([]);
    expect(await versions(url)).toEqual([1, 2]);
    expect((await read(url, "SELECT b FROM two")).map(({ b }) => Number(b))).toEqual([1]);
  });

  test("of which one fails leave the database as it was before all of them", async () => {
    const url = await freshDatabase(engine);
    await expect(migrate(url, [FIRST, BROKEN])).rejects.toThrow(/nowhere/);
    await expect(read(url, "SELECT * FROM one")).rejects.toThrow(/one/);
    await expect(versions(url)).rejects.toThrow(/schema_versions/);
    expect(await migrate(url, [FIRST, SECOND])).toEqual([1, 2]);
  });

  test("never run a program on a database that a newer one made", async () => {
    const url = await freshDatabase(engine);
    await migrate(url, [FIRST, SECOND]);
    const older = migrate(url, [FIRST]);
    await expect(older).rejects.toThrow(StoreError);
    await expect(older).rejects.toThrow(
      "the database is at version 2, this Warroom knows 1. Next step: start the newer Warroom that made it, or restore a backup from before the upgrade.",
    );
    expect(await versions(url)).toEqual([1, 2]);
  });

  test("that were changed after they were applied are refused by name", async () => {
    const url = await freshDatabase(engine);
    await migrate(url, [FIRST]);
    const changed = { ...migration(1, `${FIRST.sql} -- edited`), name: "spine" };
    await expect(migrate(url, [changed, SECOND])).rejects.toThrow(
      /^migration 1 \(spine\) differs from the one that was applied\. Next step: /,
    );
    expect(await versions(url)).toEqual([1]);
  });

  test("of a newer program also stop openStore, and let go of what it held", async () => {
    const url = await freshDatabase(engine);
    const deps = { clock: createFrozenClock(START), log: quiet };
    const { store } = await openStore(url, deps);
    await store.close();
    const newer = [...readMigrations(engine), migration(9999, "CREATE TABLE later (a BIGINT)")];
    expect(await migrate(url, newer)).toEqual([9999]);
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(openStore(url, deps)).rejects.toThrow(/at version 9999, this Warroom knows \d+\. Next step: /);
    }
  });

  test("give the schema that is written down beside the migrations", async () => {
    expect(
      await dumpSchema(engine, await freshDatabase(engine)),
      "the schema differs from the one written down: run `npm run db:dump` and read the difference",
    ).toBe(readFileSync(path.join(SCHEMA_FOLDER, `schema.${engine}.sql`), "utf8"));
  });

  test("that are killed between two statements leave the database as it was", async () => {
    const url = await freshDatabase(engine);
    const ran = await killInTheMiddle(engine, url);
    expect(ran).toContain("in the middle");
    await expect(read(url, "SELECT * FROM one")).rejects.toThrow(/one/);
    expect(await migrate(url, [FIRST, SECOND])).toEqual([1, 2]);
  });
});

/** Runs FIRST and then stands still inside the transaction, where the process is killed. */
async function killInTheMiddle(engine: Engine, url: string): Promise<string> {
  const first = JSON.stringify(FIRST);
  const body =
    engine === "sqlite"
      ? `const raw = new Database(url.slice(7));
         raw.function("stand_still", standStill);
         migrateSqlite(raw, [${first}, { version: 2, name: "slow", sql: "SELECT stand_still();", checksum: "" }], 1);`
      : `const pool = new pg.Pool({ connectionString: url });
         const real = pool.connect.bind(pool);
         pool.connect = async () => {
           const client = await real();
           const query = client.query.bind(client);
           client.query = (sql, ...rest) => {
             if (sql === "SELECT 'slow'") standStill();
             return query(sql, ...rest);
           };
           return client;
         };
         await migratePostgres(pool, [${first}, { version: 2, name: "slow", sql: "SELECT 'slow'", checksum: "" }], 1);`;
  const slow = startProcess(url, body);
  await slow.ready;
  slow.go();
  while (!slow.printed().includes("in the middle")) await once(slow.child.stdout, "data");
  slow.child.kill("SIGKILL");
  await slow.ended;
  return slow.printed();
}

describe("reading the migrations folder", () => {
  const folderWith = (names: string[]): string => {
    const folder = mkdtempSync(path.join(tmpdir(), "warroom-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const name of names) writeFileSync(path.join(folder, name), `-- ${name}`);
    return folder;
  };

  test("takes files for both engines and those of its own, in order, and nothing else", () => {
    const folder = folderWith([
      "0010-later.sql",
      "0002-both.sql",
      "0003-only.postgres.sql",
      "0003-only.sqlite.sql",
      "schema.sqlite.sql",
      "README.md",
      "0004-draft.sql.bak",
    ]);
    expect(readMigrations("postgres", folder).map(({ version, sql }) => [version, sql])).toEqual([
      [2, "-- 0002-both.sql"],
      [3, "-- 0003-only.postgres.sql"],
      [10, "-- 0010-later.sql"],
    ]);
    expect(readMigrations("sqlite", folder).map(({ sql }) => sql)).toContain("-- 0003-only.sqlite.sql");
  });

  test("finds the same versions for both engines, each once", () => {
    const of = (engine: Engine) => readMigrations(engine).map(({ version }) => version);
    expect(of("sqlite")).toEqual(of("postgres"));
    expect(new Set(of("sqlite")).size).toBe(of("sqlite").length);
    expect(of("sqlite")[0]).toBe(1);
  });
});
