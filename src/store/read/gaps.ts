import type { Reader } from "../store.ts";
import type { GapRow } from "../tables.ts";

export const listGaps = ({ build, read }: Reader, team: string, channel: string): Promise<GapRow[]> =>
  read(
    build
      .selectFrom("gaps")
      .selectAll()
      .where("team", "=", team)
      .where("channel", "=", channel)
      .orderBy("from_at")
      .compile(),
  );
