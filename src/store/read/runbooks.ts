import type { Reader } from "../store.ts";

export async function findRunbook(
  { build, read }: Reader,
  hash: string,
): Promise<{ name: string; body: string } | null> {
  const query = build.selectFrom("runbooks").select(["name", "body"]).where("hash", "=", hash);
  const [row] = await read<{ name: string; body: string }>(query.compile());
  return row ?? null;
}
