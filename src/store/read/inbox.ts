import { sql } from "kysely";
import { reused } from "../reuse.ts";
import type { Store } from "../store.ts";
import type { InboxRow } from "../tables.ts";

/** What an interaction was about, once its commit is stored: the id of an incident, or a workspace's stream. */
export async function subjectOfInteraction({ build, read }: Store, key: string): Promise<string | null> {
  const query = reused<{ outcome: string | null }>(build, "find an outcome", ["interaction", key], () =>
    build.selectFrom("inbox").select("outcome").where("source", "=", "interaction").where("key", "=", key).compile(),
  );
  const [found] = await read(query);
  return found?.outcome ?? null;
}

/** The oldest events that are not translated yet and have not failed `attempts_max` times. */
export const undone = ({ build, read }: Store, limit: number, attempts_max: number): Promise<InboxRow[]> =>
  read(
    reused<InboxRow>(build, `undone, ${limit}`, [attempts_max], () =>
      build
        .selectFrom("inbox")
        .selectAll()
        .where("done_at", "is", null)
        .where("attempts", "<", attempts_max)
        .orderBy("received_at")
        .orderBy("key")
        // Written out instead of bound: SQLite plans a statement anew whenever it is handed a LIMIT.
        .limit(sql.lit(limit))
        .compile(),
    ),
  );
