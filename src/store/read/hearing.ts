import type { Instant } from "../../lib/clock.ts";
import type { Reader } from "../store.ts";
import type { HearingRow } from "../tables.ts";

export async function findHearing({ build, read }: Reader, team: string): Promise<HearingRow> {
  const [row] = await read<HearingRow>(build.selectFrom("hearing").selectAll().where("team", "=", team).compile());
  return row ?? { team, silent_since: null, capped_at: null };
}

export const listHearing = ({ build, read }: Reader): Promise<HearingRow[]> =>
  read(build.selectFrom("hearing").selectAll().orderBy("team").compile());

/** When the last event came in that is still known; null where none is. */
export async function lastEventAt({ build, read }: Reader): Promise<Instant | null> {
  const events = build.selectFrom("inbox").select("received_at").where("source", "=", "event");
  const newest = events
    .where("done_at", "is not", null)
    .orderBy("done_at", "desc")
    .orderBy("received_at", "desc")
    .limit(1);
  const waiting = events.where("done_at", "is", null).orderBy("received_at", "desc").limit(1);
  const rows = [
    ...(await read<{ received_at: number }>(newest.compile())),
    ...(await read<{ received_at: number }>(waiting.compile())),
  ];
  return rows.length === 0 ? null : Math.max(...rows.map(({ received_at }) => received_at));
}
