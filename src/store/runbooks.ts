import type { Instant } from "../lib/clock.ts";
import type { Store, Write } from "./store.ts";

/** Kept for as long as an incident may ask for it: for ever. */
export const insertRunbook = (
  { build }: Store,
  runbook: { hash: string; name: string; body: string },
  now: Instant,
): Write =>
  build
    .insertInto("runbooks")
    .values({ ...runbook, loaded_at: now })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .compile();

export async function findRunbook(
  { build, read }: Store,
  hash: string,
): Promise<{ name: string; body: string } | null> {
  const query = build.selectFrom("runbooks").select(["name", "body"]).where("hash", "=", hash);
  const [row] = await read<{ name: string; body: string }>(query.compile());
  return row ?? null;
}
