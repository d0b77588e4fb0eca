// A SQLite database as one file, taken at one moment beside the process that writes it, and put back.
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import type { ClockDep } from "../lib/clock.ts";
import type { Instant } from "../lib/pure/time.ts";
import { damageOf } from "./integrity.ts";
import { lockFor } from "./lock.ts";
import { type Applied, mustBeKnown, readMigrations } from "./migrate.ts";
import { openSqlite } from "./sqlite.ts";
import { StoreError } from "./store.ts";
import { incidentRows } from "./read/incidents.ts";
import { verifyIncident, verifyWorkspaces } from "./verify.ts";

/** What a database holds, once it was proved. */
export interface Proved {
  bytes: number;
  incidents: number;
  events: number;
  /** Of the last event; null where nothing ever happened. */
  lastAt: Instant | null;
}

/** Copies `file` to `into`, which must not exist, and proves the copy. Throws StoreError with nothing left at `into`. */
export async function backupFile(file: string, into: string, deps: ClockDep): Promise<Proved> {
  if (existsSync(into)) throw new StoreError(`${into} exists already. Next step: give another name.`);
  const part = `${into}.part`;
  try {
    copyWhole(file, part);
    const proved = await provedFile(part, deps);
    renameSync(part, into);
    syncFolder(into);
    return proved;
  } finally {
    forget(part);
  }
}

/**
 * Puts a copy of `backup` in place of `file`, and returns where what was there is kept. Throws StoreError, with nothing
 * changed, where the backup is damaged or a Warroom runs.
 */
export async function restoreFile(
  file: string,
  backup: string,
  deps: ClockDep,
): Promise<{ proved: Proved; kept: string | null }> {
  if (!existsSync(backup)) throw new StoreError(`there is no file ${backup}. Next step: give the path of a backup.`);
  const now = deps.clock.now();
  const lock = lockFor(file, now);
  const part = `${file}.restoring`;
  try {
    copyWhole(backup, part);
    const proved = await provedFile(part, deps);
    const kept = existsSync(file) ? `${file}.replaced-${stamp(now)}` : null;
    // What is replaced goes with its own -wal, or it would lack its newest commits; a -wal left behind would be read into
    // the restored file.
    for (const ending of ["-wal", "-shm", ""]) {
      if (kept !== null && existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${kept}${ending}`);
    }
    renameSync(part, file);
    syncFolder(file);
    return { proved, kept };
  } finally {
    forget(part);
    lock.close();
  }
}

/** A file that says of itself that it has a -wal, and lies there without one: its newest commits may be missing. */
export function lacksItsWal(file: string): boolean {
  if (!existsSync(file) || existsSync(`${file}-wal`)) return false;
  const raw = openRaw(file);
  try {
    return raw.pragma("journal_mode", { simple: true }) === "wal";
  } catch {
    // Damaged, or no database at all: whoever copies it says so.
    return false;
  } finally {
    raw.close();
  }
}

export const stamp = (now: Instant): string => new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");

/** One moment of it, what is in its -wal included, readable by this user alone. */
function copyWhole(file: string, part: string): void {
  forget(part);
  closeSync(openSync(part, "wx", 0o600));
  const raw = openRaw(file);
  try {
    raw.prepare("VACUUM INTO ?").run(part);
  } catch (error) {
    throw new StoreError(`${file} cannot be copied: ${(error as Error).message}. Next step: ${nextStepOf(error)}.`);
  } finally {
    raw.close();
  }
  chmodSync(part, 0o600);
  const copy = openSync(part, "r+");
  fsyncSync(copy);
  closeSync(copy);
}

function nextStepOf(error: unknown): string {
  const { code } = error as { code?: string };
  if (code === "SQLITE_NOTADB") return "give the path of a database or a backup of Warroom's";
  return code === "SQLITE_CORRUPT" ? "it is damaged, use another backup" : "free space, or give another place";
}

function openRaw(file: string): Database.Database {
  try {
    return new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  } catch (error) {
    throw new StoreError(`${file} cannot be opened: ${(error as Error).message}. Next step: check the path.`);
  }
}

/** Its pages, its schema, its chains. */
async function provedFile(file: string, { clock }: ClockDep): Promise<Proved> {
  const store = openSqlite(file, clock, true);
  try {
    const damage = damageOf(store.raw);
    if (damage !== null) throw new StoreError(`${file} is damaged: ${damage}. Next step: use another backup.`);
    const isWarroom = store.raw.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_versions'").get();
    if (!isWarroom) throw new StoreError(`${file} is no Warroom database. Next step: use another file.`);
    const applied = store.raw.prepare("SELECT version, checksum FROM schema_versions").all() as Applied[];
    mustBeKnown(applied, readMigrations("sqlite"));
    const rows = await incidentRows(store);
    const findings = await verifyWorkspaces(store);
    for (const row of rows) findings.push(...(await verifyIncident(store, row)).findings);
    if (findings.length > 0) {
      throw new StoreError(
        `${file} is not as it was written: ${findings.slice(0, 3).join("; ")}. Next step: \`warroom incident verify\` names all; use another backup.`,
      );
    }
    const events = store.raw.prepare("SELECT count(*) AS count, max(at) AS last FROM events").get() as {
      count: number;
      last: number | null;
    };
    return { bytes: statSync(file).size, incidents: rows.length, events: events.count, lastAt: events.last };
  } finally {
    await store.close();
  }
}

const forget = (part: string): void => {
  for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(`${part}${ending}`, { force: true });
};

/** A rename is durable once its folder is. */
function syncFolder(file: string): void {
  const folder = openSync(path.dirname(path.resolve(file)), "r");
  fsyncSync(folder);
  closeSync(folder);
}
