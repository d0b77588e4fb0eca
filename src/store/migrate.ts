// Applies migrations/*.sql, each exactly once, forward only. All that is pending and its version rows are one
// transaction: after a crash in the middle the database is as it was, and several processes that start at once wait
// for the first.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type Database from "better-sqlite3";
import type pg from "pg";
import type { Instant } from "../lib/pure/time.ts";
import { sha256 } from "../lib/hash.ts";
import { StoreError } from "./store.ts";

export interface Migration {
  version: number;
  name: string;
  sql: string;
  checksum: string;
}

export interface Applied {
  version: number;
  checksum: string;
}

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../migrations");
const NAME = /^(\d{4})-([a-z0-9-]+?)(?:\.(sqlite|postgres))?\.sql$/;

/** An arbitrary number of Warroom's own: PostgreSQL's advisory locks are told apart by it. */
const ADVISORY_LOCK = 7_266_001;

/** How long a process that starts beside others waits for the one that migrates. */
const WAIT_MS = 30_000;

const VERSIONS = `CREATE TABLE IF NOT EXISTS schema_versions (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)`;

/** The migrations for one engine, in order: files for both engines, and those for this one alone. */
export function readMigrations(engine: "sqlite" | "postgres", folder: string = FOLDER): Migration[] {
  return readdirSync(folder)
    .map((file) => ({ file, match: NAME.exec(file) }))
    .filter(({ match }) => match && (match[3] === undefined || match[3] === engine))
    .map(({ file, match }) => {
      const sql = readFileSync(path.join(folder, file), "utf8");
      return { version: Number(match![1]), name: match![2]!, sql, checksum: sha256(sql) };
    })
    .sort((a, b) => a.version - b.version);
}

/** Returns the versions that were applied now. Throws StoreError when the database is newer than this program. */
export function migrateSqlite(raw: Database.Database, migrations: readonly Migration[], now: Instant): number[] {
  // Another process may be migrating: that is worth a longer wait than any later statement gets.
  raw.pragma(`busy_timeout = ${WAIT_MS}`);
  raw.exec("BEGIN EXCLUSIVE");
  try {
    raw.exec(VERSIONS);
    const applied = raw.prepare("SELECT version, checksum FROM schema_versions").all() as Applied[];
    const pending = pendingOf(migrations, applied);
    const note = raw.prepare("INSERT INTO schema_versions VALUES (?, ?, ?, ?)");
    for (const { version, name, sql, checksum } of pending) {
      raw.exec(sql);
      note.run(version, name, checksum, now);
    }
    raw.exec("COMMIT");
    return pending.map(({ version }) => version);
  } catch (error) {
    if (raw.inTransaction) raw.exec("ROLLBACK");
    throw error;
  } finally {
    raw.pragma("busy_timeout = 250");
  }
}

/** As migrateSqlite; an advisory lock lets one process at a time through. */
export async function migratePostgres(
  pool: pg.Pool,
  migrations: readonly Migration[],
  now: Instant,
): Promise<number[]> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(`SET LOCAL lock_timeout = ${WAIT_MS}`);
    await client.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    await client.query(VERSIONS);
    const { rows } = await client.query<Applied>("SELECT version, checksum FROM schema_versions");
    const pending = pendingOf(migrations, rows);
    for (const { version, name, sql, checksum } of pending) {
      await client.query(sql);
      await client.query("INSERT INTO schema_versions VALUES ($1, $2, $3, $4)", [version, name, checksum, now]);
    }
    await client.query("COMMIT");
    client.release();
    return pending.map(({ version }) => version);
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Throws StoreError unless the database has exactly this program's schema: a reader does not migrate. */
export function mustBeCurrent(applied: readonly Applied[], migrations: readonly Migration[]): void {
  const pending = pendingOf(migrations, applied);
  if (pending.length === 0) return;
  const version = Math.max(0, ...applied.map((one) => one.version));
  throw new StoreError(
    `the database is at version ${version}, this Warroom expects ${migrations.at(-1)!.version}. ` +
      "Next step: `warroom migrate`, or start Warroom once, which does the same.",
  );
}

/** Throws StoreError when a newer program made the database, or a migration of it was changed. */
export const mustBeKnown = (applied: readonly Applied[], migrations: readonly Migration[]): void =>
  void pendingOf(migrations, applied);

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const newest = Math.max(0, ...migrations.map(({ version }) => version));
  for (const { version, checksum } of applied) {
    if (version > newest) {
      throw new StoreError(
        `the database is at version ${version}, this Warroom knows ${newest}. ` +
          "Next step: start the newer Warroom that made it, or restore a backup from before the upgrade.",
      );
    }
    const file = migrations.find((one) => one.version === version);
    if (file && file.checksum !== checksum) {
      throw new StoreError(
        `migration ${version} (${file.name}) differs from the one that was applied. ` +
          "Next step: restore the file as it was; a change belongs in a new migration.",
      );
    }
  }
  const done = new Set(applied.map(({ version }) => version));
  return migrations.filter(({ version }) => !done.has(version));
}
