import type { Instant } from "../../lib/pure/time.ts";
import type { Reader } from "../store.ts";

/** `loadedAt`: when Warroom read that text first. */
export async function findRunbook(
  { build, read }: Reader,
  hash: string,
): Promise<{ name: string; body: string; loadedAt: Instant } | null> {
  const query = build.selectFrom("runbooks").select(["name", "body", "loaded_at as loadedAt"]).where("hash", "=", hash);
  const [row] = await read<{ name: string; body: string; loadedAt: Instant }>(query.compile());
  return row ?? null;
}
