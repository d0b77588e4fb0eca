import type { Store } from "../store.ts";
import type { GapRow } from "../tables.ts";

export const listGaps = ({ build, read }: Store, team: string, channel: string): Promise<GapRow[]> =>
  read(
    build
      .selectFrom("gaps")
      .selectAll()
      .where("team", "=", team)
      .where("channel", "=", channel)
      .orderBy("from_at")
      .compile(),
  );
