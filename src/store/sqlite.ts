// The embedded engine: one file, one writer. All commits of one turn share one durable write.
import { statSync } from "node:fs";
import Database from "better-sqlite3";
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { Clock } from "../lib/clock.ts";
import type { Instant } from "../lib/pure/time.ts";
import { type Commit, type CommitOutcome, type Reader, DAMAGED_EXIT_CODE, type Store, StoreError } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Another process may be opening or migrating the same file, and nobody waits for an answer yet. */
const OPENING_TIMEOUT_MS = 30_000;

/** Between two tries to switch a file to WAL. */
const SWITCH_PAUSE_MS = 20;

/** The driver waits inside the event loop, and its own default of 5 s is longer than Slack waits for an answer. */
const BUSY_TIMEOUT_MS = 250;

/**
 * Another process that holds the file is waited for in short turns, between which everything else goes on; whoever waits for
 * an answer is told within Slack's three seconds.
 */
const BUSY_AGAIN_MS = 20;
const BUSY_MAX_MS = 1_500;

/** Builds statements and holds nothing: one for all databases. */
const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

const WAL_KEPT_BYTES = 8 * 1024 * 1024;

interface Waiting {
  commit: Commit;
  /** When it was asked for. */
  since: Instant;
  resolve: (outcome: CommitOutcome) => void;
  reject: (error: Error) => void;
}

type Settled = { outcome: CommitOutcome } | { error: Error };

/** Opens a file, or ":memory:". `readonly` is for looking on while another process writes. */
export const openSqlite = (file: string, clock: Clock, readonly = false): Store & { raw: Database.Database } =>
  storeOn(openFile(file, readonly), clock);

/** A connection that is open already. */
export function storeOn(raw: Database.Database, clock: Clock): Store & { raw: Database.Database } {
  const statement = preparedOnce(raw);
  const listeners: (() => void)[] = [];
  let waiting: Waiting[] = [];

  const flush = () => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    const settled = commitTogether(raw, statement, batch);
    if (settled === "busy") return waitForOther(batch);
    const isNews = settled.some(
      (one, index) => "outcome" in one && one.outcome.ok && batch[index]!.commit.wakes !== false,
    );
    if (isNews) for (const listener of listeners) listener();
    batch.forEach((one, index) => {
      const result = settled[index]!;
      if ("error" in result) one.reject(result.error);
      else one.resolve(result.outcome);
    });
  };

  const waitForOther = (batch: Waiting[]) => {
    const now = clock.now();
    for (const one of batch) if (now - one.since >= BUSY_MAX_MS) one.reject(busyError(raw));
    const patient = batch.filter(({ since }) => now - since < BUSY_MAX_MS);
    if (patient.length === 0) return;
    // What comes meanwhile joins them, behind them.
    waiting = patient;
    clock.after(BUSY_AGAIN_MS, flush);
  };

  return {
    engine: "sqlite",
    raw,
    build,
    read: readerOf(raw, statement),
    async snapshot(run) {
      // A connection of its own: a transaction on this one would keep commits out, or let them in.
      const beside = raw.memory ? new Database(raw.serialize()) : openFile(raw.name, true);
      try {
        beside.exec("BEGIN");
        return await run({ build, read: readerOf(beside, preparedOnce(beside)) });
      } finally {
        beside.close();
      }
    },
    commit: (commit) =>
      new Promise((resolve, reject) => {
        waiting.push({ commit, since: clock.now(), resolve, reject });
        if (waiting.length === 1) clock.soon(flush);
      }),
    onCommit: (listener) => void listeners.push(listener),
    async forget() {
      if (raw.open) raw.pragma("wal_checkpoint(TRUNCATE)");
    },
    walBytes: () => (raw.memory ? 0 : (statSync(`${raw.name}-wal`, { throwIfNoEntry: false })?.size ?? 0)),
    async close() {
      if (waiting.length > 0) flush();
      for (const one of waiting.splice(0)) one.reject(busyError(raw));
      raw.close();
    },
  };
}

type Prepared = (sql: string) => Database.Statement;

function preparedOnce(raw: Database.Database): Prepared {
  const statements = new Map<string, Database.Statement>();
  return (sql) => {
    const known = statements.get(sql);
    if (known) return known;
    const prepared = raw.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  };
}

const readerOf =
  (raw: Database.Database, statement: Prepared): Reader["read"] =>
  async (query) => {
    try {
      return statement(query.sql).all(...query.parameters) as never;
    } catch (error) {
      throw error instanceof Database.SqliteError ? storeError(error, raw.name) : error;
    }
  };

function openFile(file: string, readonly: boolean): Database.Database {
  try {
    const raw = new Database(file, { readonly, fileMustExist: readonly, timeout: OPENING_TIMEOUT_MS });
    if (!readonly) useWal(raw);
    raw.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    // NORMAL may lose the last commits when the power fails, and by then they were acknowledged.
    raw.pragma("synchronous = FULL");
    // What a long reader made it grow to is given back once it could be checkpointed.
    raw.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
    // What is removed is overwritten: else it would stay in the file, on pages that nothing uses any more.
    raw.pragma("secure_delete = ON");
    return raw;
  } catch (error) {
    throw storeError(error, file);
  }
}

/** SQLite does not wait where two processes switch one file at once, whatever its timeout says. */
function useWal(raw: Database.Database): void {
  for (let waited_ms = 0; ; waited_ms += SWITCH_PAUSE_MS) {
    try {
      raw.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if (codeOf(error) !== "SQLITE_BUSY" || waited_ms >= OPENING_TIMEOUT_MS) throw error;
      pauseThread(SWITCH_PAUSE_MS);
    }
  }
}

/** Nothing else runs meanwhile: only for a start, before anything is served. */
const pauseThread = (pause_ms: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause_ms);

function commitTogether(raw: Database.Database, statement: Prepared, batch: readonly Waiting[]): Settled[] | "busy" {
  try {
    statement("BEGIN IMMEDIATE").run();
    const settled =
      batch.length === 1
        ? [commitOne(raw, statement, batch[0]!.commit, () => statement("ROLLBACK").run())]
        : batch.map(({ commit }) => commitInSavepoint(raw, statement, commit));
    if (raw.inTransaction) statement("COMMIT").run();
    return settled;
  } catch (error) {
    if (raw.inTransaction) raw.exec("ROLLBACK");
    if (codeOf(error) === "SQLITE_BUSY") return "busy";
    const failed = storeError(error, raw.name);
    // A full disk may refuse one large commit and still take the small ones beside it.
    if (isFull(error) && batch.length > 1) return oneByOne(raw, statement, batch);
    return batch.map(() => ({ error: failed }));
  }
}

function oneByOne(raw: Database.Database, statement: Prepared, batch: readonly Waiting[]): Settled[] {
  const settled: Settled[] = [];
  for (const one of batch) {
    const result = commitTogether(raw, statement, [one]);
    // What went through must not be carried out again: the one that met another process is told so.
    settled.push(result === "busy" ? { error: busyError(raw) } : result[0]!);
  }
  return settled;
}

function commitInSavepoint(raw: Database.Database, statement: Prepared, commit: Commit): Settled {
  statement("SAVEPOINT one").run();
  const settled = commitOne(raw, statement, commit, () => statement("ROLLBACK TO one").run());
  statement("RELEASE one").run();
  return settled;
}

/** A commit that does not hold or fails is undone alone; what ends the whole transaction is thrown on. */
function commitOne(raw: Database.Database, statement: Prepared, commit: Commit, undo: () => void): Settled {
  try {
    for (const { write, what } of commit.expect ?? []) {
      if (statement(write.sql).run(...write.parameters).changes === 1) continue;
      undo();
      return { outcome: { ok: false, stale: what } };
    }
    for (const write of commit.writes) statement(write.sql).run(...write.parameters);
    return { outcome: { ok: true } };
  } catch (error) {
    if (isFull(error) || !raw.inTransaction) throw error;
    undo();
    return { error: storeError(error, raw.name) };
  }
}

const busyError = (raw: Database.Database): StoreError =>
  storeError(new Database.SqliteError("database is locked", "SQLITE_BUSY"), raw.name);

const codeOf = (error: unknown): string => (error instanceof Database.SqliteError ? error.code : "");
const isFull = (error: unknown): boolean => codeOf(error) === "SQLITE_FULL";

export function storeError(error: unknown, file: string): StoreError {
  const code = codeOf(error);
  const why = error instanceof Error ? error.message : String(error);
  const next = NEXT_STEPS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? "see the message";
  return new StoreError(`database ${file}: ${why}${code && ` (${code})`}. Next step: ${next}.`, {
    cause: error,
    failure: code === "SQLITE_FULL" ? "full" : code === "SQLITE_BUSY" ? "busy" : null,
    ...(code.startsWith("SQLITE_CORRUPT") && { exitCode: DAMAGED_EXIT_CODE }),
  });
}

const NEXT_STEPS: readonly (readonly [code: string, next: string])[] = [
  ["SQLITE_FULL", "free space on its disk; Warroom goes on by itself"],
  ["SQLITE_BUSY", "find the other process that holds it"],
  ["SQLITE_READONLY", "make the file and its folder writable for this user"],
  ["SQLITE_CANTOPEN", "check that the folder exists and is writable, or set DATABASE_URL"],
  ["SQLITE_CORRUPT", "keep the damaged file, and put a backup back with `warroom restore FILE`"],
  ["SQLITE_NOTADB", "the file is not a Warroom database: set DATABASE_URL to the right one"],
];
