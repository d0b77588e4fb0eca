// DATABASE_URL → a migrated Store that this process may write.
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import type { ClockDep } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { migratePostgres, migrateSqlite, readMigrations } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";
import { type Store, StoreError } from "./store.ts";

export interface OpenedStore {
  store: Store;
  /** The schema versions that were applied just now. */
  migrated: number[];
}

/**
 * Opens for writing, migrating first. Throws StoreError: wrong URL, unreadable or read-only file, a newer database,
 * or another process that already runs on the same file.
 */
export async function openStore(url: string, deps: ClockDep & LogDep): Promise<OpenedStore> {
  if (/^postgres(ql)?:\/\//.test(url)) {
    const store = openPostgres(url, deps);
    try {
      const migrated = await migratePostgres(store.pool, readMigrations("postgres"), deps.clock.now());
      return { store, migrated };
    } catch (error) {
      await store.close();
      if (error instanceof StoreError) throw error;
      const why = error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error);
      throw new StoreError(`PostgreSQL: ${why}. Next step: check DATABASE_URL and that the server is up.`);
    }
  }
  const file = sqliteFile(url);
  if (file === ":memory:") return migrated(openSqlite(file, deps.clock), deps);
  mustBeWritable(file);
  const lock = lockFor(file);
  try {
    const opened = migrated(openSqlite(file, deps.clock), deps);
    return { ...opened, store: { ...opened.store, close: () => opened.store.close().finally(() => lock.close()) } };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Opens to look on, beside a process that writes. */
export function openStoreReadOnly(url: string, deps: ClockDep & LogDep): Store {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, deps);
  const file = sqliteFile(url);
  if (!existsSync(file)) {
    throw new StoreError(`there is no database at ${file}. Next step: start Warroom once, or set DATABASE_URL.`);
  }
  return openSqlite(file, deps.clock, true);
}

function migrated(store: ReturnType<typeof openSqlite>, { clock }: ClockDep): OpenedStore {
  try {
    return { store, migrated: migrateSqlite(store.raw, readMigrations("sqlite"), clock.now()) };
  } catch (error) {
    store.raw.close();
    throw error;
  }
}

function sqliteFile(url: string): string {
  const match = /^sqlite:(?:\/\/)?(.+)$/.exec(url);
  if (match) return match[1]!;
  const shown = url.replace(/:[^:@/]*@/, ":…@");
  throw new StoreError(
    `DATABASE_URL "${shown}" is neither sqlite:FILE nor postgres://…. Next step: set one of the two.`,
  );
}

function mustBeWritable(file: string): void {
  try {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    closeSync(openSync(file, "a"));
  } catch (error) {
    const why = (error as Error).message;
    throw new StoreError(
      `database ${file} cannot be written: ${why}. Next step: make the folder writable for this user, or set DATABASE_URL.`,
    );
  }
}

/**
 * One writer a file. The lock is a transaction held open on a file beside it: the system lets go of it however this
 * process ends, so nothing is ever left locked.
 */
function lockFor(file: string): Database.Database {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch {
    lock.close();
    throw new StoreError(
      `another Warroom already runs on ${file}. Next step: stop it first, or use PostgreSQL for several at once.`,
    );
  }
}
