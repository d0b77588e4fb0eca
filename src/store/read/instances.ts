import { sql } from "kysely";
import type { Instant } from "../../lib/pure/time.ts";
import type { Reader } from "../store.ts";

/** When any Warroom on this database was last known to run; null before the first. */
export async function lastAlive({ build, read }: Reader): Promise<Instant | null> {
  const query = build.selectFrom("instances").select("alive_at").orderBy("alive_at", "desc").limit(sql.lit(1));
  const [row] = await read<{ alive_at: number }>(query.compile());
  return row?.alive_at ?? null;
}
