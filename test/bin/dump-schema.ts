// The schema after all migrations, as text that a review can read. `npm run db:dump` writes it down beside the migrations,
// and test/store/migrate.test.ts compares.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { migratePostgres, migrateSqlite, readMigrations } from "../../src/store/migrate.ts";
import startPostgres from "../support/postgres-server.ts";

/** Migrates the empty database behind `url` and describes what is there then. */
export const dumpSchema = (engine: "sqlite" | "postgres", url: string): Promise<string> =>
  engine === "sqlite" ? dumpSqlite(url.slice("sqlite:".length)) : dumpPostgres(url);

async function dumpSqlite(file: string): Promise<string> {
  const raw = new Database(file);
  migrateSqlite(raw, readMigrations("sqlite"), 0);
  const rows = raw
    .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")
    .all() as { sql: string }[];
  raw.close();
  return text(
    "SQLite",
    rows.map(({ sql }) => `${withoutComments(sql)};`),
  );
}

/** The words of a migration stay with the migration; here only the shape counts. */
const withoutComments = (sql: string): string => sql.replace(/ *--.*$/gm, "").replace(/\n\s*\n/g, "\n");

const COLUMNS = `SELECT table_name, column_name, data_type, is_nullable, column_default
  FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position`;
const INDEXES = "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY tablename, indexname";

async function dumpPostgres(url: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: url });
  // Its connection may still be closing when the test's database is dropped under it.
  pool.on("error", () => {});
  await migratePostgres(pool, readMigrations("postgres"), 0);
  const columns = await pool.query<Record<string, string | null>>(COLUMNS);
  const indexes = await pool.query<{ tablename: string; indexdef: string }>(INDEXES);
  await pool.end();
  const tables = Map.groupBy(columns.rows, (row) => row.table_name!);
  const parts = [...tables].map(([table, own]) => {
    const lines = own.map((row) => {
      const rest = row.is_nullable === "NO" ? " NOT NULL" : "";
      return `  ${row.column_name} ${row.data_type!.toUpperCase()}${rest}${row.column_default ? ` DEFAULT ${row.column_default}` : ""}`;
    });
    const ofTable = indexes.rows.filter(({ tablename }) => tablename === table).map(({ indexdef }) => `${indexdef};`);
    return [`CREATE TABLE ${table} (\n${lines.join(",\n")}\n);`, ...ofTable].join("\n");
  });
  return text("PostgreSQL", parts);
}

const text = (engine: string, parts: string[]): string =>
  `-- What all migrations together make of an empty ${engine} database. Written by \`npm run db:dump\`.\n\n${parts.join("\n\n")}\n`;

/** Beside the migrations, whose runner takes no file that does not begin with a number. */
export const SCHEMA_FOLDER = path.resolve(import.meta.dirname, "../../migrations");

if (import.meta.main) {
  const write = (engine: string, schema: string) =>
    writeFileSync(path.join(SCHEMA_FOLDER, `schema.${engine}.sql`), schema);
  const folder = mkdtempSync(path.join(tmpdir(), "warroom-dump-"));
  write("sqlite", await dumpSchema("sqlite", `sqlite:${path.join(folder, "dump.db")}`));
  rmSync(folder, { recursive: true, force: true });
  const { promise: url, resolve } = Promise.withResolvers<string>();
  const stop = await startPostgres({ provide: (_name: string, given: string) => resolve(given) } as never);
  write("postgres", await dumpSchema("postgres", await url));
  await stop();
}
