import type { Instant } from "../lib/pure/time.ts";
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
