// The same contract on PostgreSQL, for several replicas: one transaction a commit.
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import pg from "pg";
import type { Instant } from "../lib/pure/time.ts";
import type { LogDep } from "../lib/log.ts";
import { type Listening, listenToOthers, NOTIFY } from "./listen.ts";
import { type Commit, type CommitOutcome, type Reader, type Store, StoreError } from "./store.ts";
import type { Tables } from "./tables.ts";

const INT8 = 20;
const CONNECTIONS_MAX = 10;

/** Two commits that met: the server undid this one whole, so it can simply be tried again. */
const MET_ANOTHER = new Set(["40001", "40P01"]);
const MEETINGS_MAX = 10;
/** A server that does not answer must become an error. A start may wait this long for another one's migration. */
const CONNECT_WITHIN_MS = 2_500;
const ANSWER_WITHIN_MS = 30_000;

/** The one question about its clock: no statement that stores anything reads it. */
export async function databaseTime(pool: pg.Pool): Promise<Instant> {
  const { rows } = await pool.query("SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now");
  return (rows as { now: number }[])[0]!.now;
}

export function openPostgres(url: string, { log }: LogDep): Store & { pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    types: { getTypeParser },
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  });
  // Without listeners, a restart of the database would end this process: one for idle connections, one for those in use,
  // whose commit hears of it by its own rejection.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", (error) => log.warn({ err: error }, "PostgreSQL closed an idle connection; the pool opens another"));
  const listeners: (() => void)[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  let listening: Listening | undefined;

  const build = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

  return {
    engine: "postgres",
    pool,
    build,
    async read(query) {
      try {
        const { rows } = await pool.query(query.sql, storable(query.parameters));
        return rows;
      } catch (error) {
        throw storeError(error);
      }
    },
    async commit(commit) {
      const wakes = commit.wakes !== false;
      const outcome = await commitMeetingOthers(pool, commit, wakes ? (listening?.notify() ?? NOTIFY) : null);
      if (outcome.ok && wakes) tell();
      return outcome;
    },
    snapshot: (run) => readTogether(pool, build, run),
    onCommit(listener) {
      listeners.push(listener);
      // Not before somebody wants to know: a command of the command line holds no connection for it.
      listening ??= listenToOthers(url, { log }, tell);
    },
    // Its own vacuum clears away what a row held before.
    forget: async () => {},
    walBytes: () => 0,
    async close() {
      await Promise.all([listening?.close(), pool.end()]);
    },
  };
}

/** So that `stale` names an expectation and nothing else. */
async function commitMeetingOthers(pool: pg.Pool, commit: Commit, notify: string | null): Promise<CommitOutcome> {
  for (let meetings = 1; meetings <= MEETINGS_MAX; meetings++) {
    const outcome = await commitOnce(pool, commit, notify);
    if (outcome !== "met another") return outcome;
  }
  throw new StoreError(
    `PostgreSQL undid the same commit ${MEETINGS_MAX} times. Next step: look for what locks its tables.`,
  );
}

async function commitOnce(
  pool: pg.Pool,
  commit: Commit,
  notify: string | null,
): Promise<CommitOutcome | "met another"> {
  let client: pg.PoolClient | undefined;
  let asked = false;
  try {
    client = await pool.connect();
    await client.query("BEGIN");
    for (const { write, what } of commit.expect ?? []) {
      const { rowCount } = await client.query(write.sql, storable(write.parameters));
      if (rowCount === 1) continue;
      await client.query("ROLLBACK");
      client.release();
      return { ok: false, stale: what };
    }
    for (const write of commit.writes) await client.query(write.sql, storable(write.parameters));
    asked = true;
    // Together: one way to the server and back.
    await client.query(notify === null ? "COMMIT" : `${notify}; COMMIT`);
    client.release();
    return { ok: true };
  } catch (error) {
    // A connection that failed inside a transaction is in no known state: it is closed, and the server rolls back.
    client?.release(true);
    if (MET_ANOTHER.has(codeOf(error))) return "met another";
    // Before COMMIT was asked for nothing of it can hold; after it, nobody but the database knows.
    if (client && !asked && isCutOff(error)) return "met another";
    throw storeError(error);
  }
}

async function readTogether<T>(pool: pg.Pool, build: Reader["build"], run: (reader: Reader) => Promise<T>): Promise<T> {
  let client: pg.PoolClient | undefined;
  const query = async (text: string, parameters: readonly unknown[] = []) => {
    try {
      client ??= await pool.connect();
      return (await client.query(text, storable(parameters))).rows;
    } catch (error) {
      throw storeError(error);
    }
  };
  try {
    await query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const result = await run({ build, read: ({ sql, parameters }) => query(sql, parameters) });
    await query("COMMIT");
    client?.release();
    return result;
  } catch (error) {
    client?.release(true);
    throw error;
  }
}

/** PostgreSQL's text cannot hold U+0000: one such message must not keep all that come after it out of the record. */
const storable = (parameters: readonly unknown[]): unknown[] =>
  parameters.map((one) => (typeof one === "string" ? one.replaceAll("\0", "\ufffd") : one));

/** The server ended the connection, or it was lost: as at a restart, or when a standby takes over. */
const isCutOff = (error: unknown): boolean =>
  ["57P01", "57P02", "57P03", "ECONNRESET"].includes(codeOf(error)) ||
  (error instanceof Error && error.message.startsWith("Connection terminated"));

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? "");

/** "The disk is full", as the server says it. */
const DISK_FULL = "53100";

function storeError(error: unknown): StoreError {
  const why = error instanceof Error ? error.message || codeOf(error) : String(error);
  return new StoreError(`PostgreSQL: ${why}. Next step: check that DATABASE_URL is right and the server is up.`, {
    cause: error,
    failure: codeOf(error) === DISK_FULL ? "full" : null,
  });
}

/** Counts and times fit a JavaScript number; the driver would hand them over as text. */
function getTypeParser(oid: number, format?: "text" | "binary") {
  return oid === INT8 ? Number : pg.types.getTypeParser(oid, format as "text");
}
