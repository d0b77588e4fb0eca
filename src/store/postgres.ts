// The same contract on PostgreSQL, for several replicas: one transaction a commit.
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import pg from "pg";
import type { LogDep } from "../lib/log.ts";
import { type Commit, type CommitOutcome, type Store, StoreError } from "./store.ts";
import type { Tables } from "./tables.ts";

const INT8 = 20;
const CONNECTIONS_MAX = 10;

/** Two commits that met: deciding again on fresh state is the cure, exactly as for an expectation that did not hold. */
const MET_ANOTHER = new Set(["40001", "40P01"]);

export function openPostgres(url: string, { log }: LogDep): Store & { pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS_MAX, types: { getTypeParser } });
  // Without a listener, a restart of the database would end this process.
  pool.on("error", (error) => log.warn({ err: error }, "PostgreSQL closed an idle connection; the pool opens another"));
  const listeners: (() => void)[] = [];

  return {
    engine: "postgres",
    pool,
    build: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    }),
    async read(query) {
      try {
        const { rows } = await pool.query(query.sql, storable(query.parameters));
        return rows;
      } catch (error) {
        throw storeError(error);
      }
    },
    async commit(commit) {
      const outcome = await commitOnce(pool, commit);
      if (outcome.ok && commit.wakes !== false) for (const listener of listeners) listener();
      return outcome;
    },
    onCommit: (listener) => void listeners.push(listener),
    close: () => pool.end(),
  };
}

async function commitOnce(pool: pg.Pool, commit: Commit): Promise<CommitOutcome> {
  let client: pg.PoolClient | undefined;
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
    await client.query("COMMIT");
    client.release();
    return { ok: true };
  } catch (error) {
    // A connection that failed inside a transaction is in no known state: it is closed, and the server rolls back.
    client?.release(true);
    if (MET_ANOTHER.has(codeOf(error))) return { ok: false, stale: "another commit met this one" };
    throw storeError(error);
  }
}

/** PostgreSQL's text cannot hold U+0000: one such message must not keep all that come after it out of the record. */
const storable = (parameters: readonly unknown[]): unknown[] =>
  parameters.map((one) => (typeof one === "string" ? one.replaceAll("\0", "\ufffd") : one));

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? "");

function storeError(error: unknown): StoreError {
  const why = error instanceof Error ? error.message || codeOf(error) : String(error);
  return new StoreError(`PostgreSQL: ${why}. Next step: check that DATABASE_URL is right and the server is up.`, {
    cause: error,
  });
}

/** Counts and times fit a JavaScript number; the driver would hand them over as text. */
function getTypeParser(oid: number, format?: "text" | "binary") {
  return oid === INT8 ? Number : pg.types.getTypeParser(oid, format as "text");
}
