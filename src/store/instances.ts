import type { Instant } from "../lib/clock.ts";
import type { Store, Write } from "./store.ts";

/** When any Warroom on this database was last known to run; null before the first. */
export async function lastAlive({ build, read }: Store): Promise<Instant | null> {
  const query = build.selectFrom("instances").select("alive_at").orderBy("alive_at", "desc").limit(1);
  const [row] = await read<{ alive_at: number }>(query.compile());
  return row?.alive_at ?? null;
}

export const insertInstance = ({ build }: Store, id: string, now: Instant): Write =>
  build.insertInto("instances").values({ id, started_at: now, alive_at: now }).compile();

export const noteAlive = ({ build }: Store, id: string, now: Instant): Write =>
  build.updateTable("instances").set({ alive_at: now }).where("id", "=", id).compile();
