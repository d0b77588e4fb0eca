// An older state of a database, put back as by a restored backup: every row of every table, on either engine.
import type { Clock } from "../../src/lib/clock.ts";
import { openStore } from "../../src/store/open.ts";
import type { Reader, Write } from "../../src/store/store.ts";
import type { Tables } from "../../src/store/tables.ts";
import { quiet } from "./quiet.ts";

const TABLES: Record<keyof Tables, true> = {
  inbox: true,
  workspaces: true,
  readiness: true,
  incidents: true,
  events: true,
  rooms: true,
  messages: true,
  message_versions: true,
  gaps: true,
  hearing: true,
  jobs: true,
  lanes: true,
  runbooks: true,
  people: true,
  losses: true,
  instances: true,
};

export type Copy = { table: keyof Tables; rows: Record<string, unknown>[] }[];

export function copyOf({ build, read }: Reader): Promise<Copy> {
  const tables = Object.keys(TABLES) as (keyof Tables)[];
  return Promise.all(
    tables.map(async (table) => ({ table, rows: await read(build.selectFrom(table).selectAll().compile() as never) })),
  );
}

/** Nobody else may have the database open. */
export async function putBack(databaseUrl: string, copy: Copy, clock: Clock): Promise<void> {
  const { store } = await openStore(databaseUrl, { clock, log: quiet });
  const { build } = store;
  const writes = copy.flatMap(({ table, rows }): Write[] => [
    build.deleteFrom(table).compile(),
    ...rows.map((row) =>
      build
        .insertInto(table)
        .values(row as never)
        .compile(),
    ),
  ]);
  await store.commit({ writes });
  await store.close();
}
