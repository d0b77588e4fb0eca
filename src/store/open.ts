// DATABASE_URL → a migrated Store that this process may write.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { ClockDep } from "../lib/clock.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { LogDep } from "../lib/log.ts";
import { filesystemOf } from "./filesystem.ts";
import { mustBeWhole } from "./integrity.ts";
import { lockFor } from "./lock.ts";
import { type Applied, migratePostgres, migrateSqlite, mustBeCurrent, readMigrations } from "./migrate.ts";
import { databaseTime, openPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";
import { type Store, StoreError } from "./store.ts";

interface OpenedStore {
  store: Store;
  /** The schema versions that were applied just now. */
  migrated: number[];
  /** What time it is by a database that several programs share; null where this one has it alone. */
  databaseTime: (() => Promise<Instant>) | null;
}

/**
 * Opens for writing, migrating first. Throws StoreError: wrong URL, unreadable or read-only file, a newer database,
 * or another process that already runs on the same file. `anew` deletes what a SQLite file held before, once nobody else
 * can have it open.
 */
export async function openStore(
  url: string,
  deps: ClockDep & LogDep,
  { anew = false }: { anew?: boolean } = {},
): Promise<OpenedStore> {
  if (isPostgresUrl(url)) {
    const store = openPostgres(url, deps);
    try {
      const migrated = await migratePostgres(store.pool, readMigrations("postgres"), deps.clock.now());
      return { store, migrated, databaseTime: () => databaseTime(store.pool) };
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
  warnOfItsPlace(file, deps);
  const lock = lockFor(file, deps.clock.now());
  try {
    if (anew) {
      for (const ending of ["", "-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
      mustBeWritable(file);
    }
    const opened = migrated(openSqlite(file, deps.clock), deps);
    return { ...opened, store: { ...opened.store, close: () => opened.store.close().finally(() => lock.close()) } };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Opens to look on, beside a process that writes. Throws StoreError when its schema is not this program's. */
export async function openStoreReadOnly(url: string, deps: ClockDep & LogDep): Promise<Store> {
  const store = isPostgresUrl(url) ? openPostgres(url, deps) : openFileReadOnly(url, deps);
  try {
    mustBeCurrent(await readApplied(store), readMigrations(store.engine));
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Opens for one small write beside a process that runs: SQLite lets two take turns. Only for rows that this process alone
 * changes; everything else belongs to whoever holds the lock.
 */
export async function openStoreBeside(url: string, deps: ClockDep & LogDep): Promise<Store> {
  await (await openStoreReadOnly(url, deps)).close();
  return isPostgresUrl(url) ? openPostgres(url, deps) : openSqlite(sqliteFile(url), deps.clock);
}

async function readApplied({ read }: Store): Promise<Applied[]> {
  try {
    return await read<Applied>({ sql: "SELECT version, checksum FROM schema_versions", parameters: [] } as never);
  } catch (error) {
    // A database that nobody has migrated has no such table.
    if (error instanceof StoreError && /no such table|does not exist/.test(error.message)) return [];
    throw error;
  }
}

function openFileReadOnly(url: string, deps: ClockDep): Store {
  const file = sqliteFile(url);
  if (!existsSync(file)) {
    throw new StoreError(`there is no database at ${file}. Next step: start Warroom once, or set DATABASE_URL.`);
  }
  return openSqlite(file, deps.clock, true);
}

function migrated(store: ReturnType<typeof openSqlite>, { clock }: ClockDep): OpenedStore {
  try {
    mustBeWhole(store.raw);
    return { store, databaseTime: null, migrated: migrateSqlite(store.raw, readMigrations("sqlite"), clock.now()) };
  } catch (error) {
    store.raw.close();
    throw error;
  }
}

/** The file behind a DATABASE_URL; null where it is PostgreSQL. */
export const sqliteFileOf = (url: string): string | null => (isPostgresUrl(url) ? null : sqliteFile(url));

/** Where a running program says how the command line reaches it; null where any process may write. */
export function controlFileOf(url: string): string | null {
  if (isPostgresUrl(url)) return null;
  const file = sqliteFile(url);
  return file === ":memory:" ? null : `${file}.control`;
}
const isPostgresUrl = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

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
    // Made for this user alone: it holds what people said. What SQLite puts beside it takes the same mode.
    closeSync(openSync(file, "a", 0o600));
  } catch (error) {
    const why = (error as Error).message;
    throw new StoreError(
      `database ${file} cannot be written: ${why}. Next step: make the folder writable for this user, or set DATABASE_URL.`,
    );
  }
}

function warnOfItsPlace(file: string, { log }: LogDep): void {
  const mounts = existsSync("/proc/mounts") ? readFileSync("/proc/mounts", "utf8") : "";
  const place = filesystemOf(mounts, path.resolve(file));
  if (place?.why === "remote") {
    log.warn(
      { ...place, file },
      "the database lies on a network's file system, which may lose or damage it: use a local disk, or PostgreSQL",
    );
  } else if (place?.why === "passing") {
    log.info(
      { ...place, file },
      "the database lies where it goes with its container or machine: mount a volume to keep it",
    );
  }
}
