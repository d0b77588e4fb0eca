// One writer a file. The lock is a transaction held open on a file beside it: the system lets go of it however its process
// ends, so nothing is ever left locked. A second file says who holds it, for whoever comes second.
import { readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import Database from "better-sqlite3";
import type { Instant } from "../lib/pure/time.ts";
import { storeError } from "./sqlite.ts";
import { LOCKED_EXIT_CODE, StoreError } from "./store.ts";

interface Lock {
  close(): void;
}

interface Holder {
  pid: number;
  host: string;
  since: Instant;
}

/** Throws StoreError when another process holds it. */
export function lockFor(file: string, now: Instant): Lock {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(`${file}.lock`, { timeout: 0 });
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    const isHeld = error instanceof Database.SqliteError && error.code === "SQLITE_BUSY";
    if (!isHeld) throw storeError(error, `${file}.lock`);
    throw new StoreError(
      `another Warroom already runs on ${file}${heldBy(file)}. Next step: stop it first, or use PostgreSQL for several at once.`,
      { exitCode: LOCKED_EXIT_CODE },
    );
  }
  const holder: Holder = { pid: process.pid, host: hostname(), since: now };
  writeFileSync(`${file}.holder`, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return { close: () => void lock.close() };
}

/** What an ended process left says nothing: it is read only where the lock is held. */
function heldBy(file: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(`${file}.holder`, "utf8")) as Holder;
    return ` as pid ${pid} on ${host} since ${new Date(since).toISOString()}`;
  } catch {
    return "";
  }
}
