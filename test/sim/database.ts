// What outlives a program that crashes: one database in memory. Connections are used again from run to run, emptied, so
// that a statement is prepared once and not once in each life.
import type Database from "better-sqlite3";
import { type Clock, createFrozenClock } from "../../src/lib/clock.ts";
import { migrateSqlite, readMigrations } from "../../src/store/migrate.ts";
import { openSqlite, storeOn } from "../../src/store/sqlite.ts";

interface Connection {
  raw: Database.Database;
  /** The same statement for the same text, for as long as the connection is used. */
  prepared(sql: string): Database.Statement;
}

const idle: Connection[] = [];

export function createDatabase() {
  const connection = idle.pop() ?? connect();
  const { raw, prepared } = connection;
  let statements = 0;
  raw.prepare = ((sql: string) => {
    statements += 1;
    return prepared(sql);
  }) as typeof raw.prepare;
  return {
    /** For one life. A crash falls between two commits, so that nothing is open when it comes. */
    open(clock: Clock) {
      statements = 0;
      return storeOn(raw, clock);
    },
    rows: <Row>(sql: string, ...values: unknown[]): Row[] => prepared(sql).all(...values) as Row[],
    /** How many statements this life has prepared, and keeps. */
    statements: () => statements,
    /** The run is over. */
    release() {
      empty(connection);
      idle.push(connection);
    },
  };
}

function connect(): Connection {
  const { raw } = openSqlite(":memory:", createFrozenClock(0));
  migrateSqlite(raw, readMigrations("sqlite"), 0);
  const prepare = raw.prepare.bind(raw);
  const statements = new Map<string, Database.Statement>();
  return {
    raw,
    prepared(sql) {
      const known = statements.get(sql) ?? prepare(sql);
      statements.set(sql, known);
      return known;
    },
  };
}

function empty({ prepared }: Connection): void {
  const tables = prepared("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_versions'");
  for (const { name } of tables.all() as { name: string }[]) prepared(`DELETE FROM ${name}`).run();
}
