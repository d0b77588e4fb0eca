import type { Store } from "../store.ts";
import type { InboxRow } from "../tables.ts";

export async function findOutcome({ build, read }: Store, key: string): Promise<string | null> {
  const query = build.selectFrom("inbox").select("outcome").where("source", "=", "interaction").where("key", "=", key);
  const [found] = await read<{ outcome: string | null }>(query.compile());
  return found?.outcome ?? null;
}

/** The oldest events that are not translated yet and have not failed `attempts_max` times. */
export const undone = ({ build, read }: Store, limit: number, attempts_max: number): Promise<InboxRow[]> =>
  read(
    build
      .selectFrom("inbox")
      .selectAll()
      .where("done_at", "is", null)
      .where("attempts", "<", attempts_max)
      .orderBy("received_at")
      .orderBy("key")
      .limit(limit)
      .compile(),
  );
