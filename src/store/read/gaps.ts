import { reused } from "../reuse.ts";
import type { Reader } from "../store.ts";
import type { GapRow } from "../tables.ts";

export const listGaps = ({ build, read }: Reader, team: string, channel: string): Promise<GapRow[]> =>
  read(
    reused<GapRow>(build, "list gaps", [team, channel], () =>
      build
        .selectFrom("gaps")
        .selectAll()
        .where("team", "=", team)
        .where("channel", "=", channel)
        .orderBy("from_at")
        .compile(),
    ),
  );
