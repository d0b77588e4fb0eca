// Real databases for tests: a SQLite file or a PostgreSQL database, fresh each time.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import type { Clock } from "../../src/lib/clock.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { quiet } from "./quiet.ts";

export type Engine = "sqlite" | "postgres";

export const ENGINES: readonly Engine[] = ["sqlite", "postgres"];

/** The DATABASE_URL of an empty database that goes away with the test. */
export async function freshDatabase(engine: Engine): Promise<string> {
  if (engine === "sqlite") {
    const folder = mkdtempSync(path.join(tmpdir(), "warroom-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return `sqlite:${path.join(folder, "warroom.db")}`;
  }
  const name = `test_${randomBytes(8).toString("hex")}`;
  const url = inject("postgresUrl");
  await administer(url, `CREATE DATABASE ${name}`);
  onTestFinished(() => administer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return url.replace(/\/[^/]*$/, `/${name}`);
}

export async function freshStore(engine: Engine, clock: Clock): Promise<Store> {
  const { store } = await openStore(await freshDatabase(engine), { clock, log: quiet });
  onTestFinished(() => store.close().catch(() => {}));
  return store;
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql);
  await client.end();
}
