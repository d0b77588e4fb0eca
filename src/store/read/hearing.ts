import { reused } from "../reuse.ts";
import type { Reader } from "../store.ts";
import type { HearingRow } from "../tables.ts";

export async function findHearing({ build, read }: Reader, team: string): Promise<HearingRow> {
  const query = reused<HearingRow>(build, "find hearing", [team], () =>
    build.selectFrom("hearing").selectAll().where("team", "=", team).compile(),
  );
  const [row] = await read(query);
  return row ?? { team, silent_since: null, capped_at: null, told_to: null };
}

export const listHearing = ({ build, read }: Reader): Promise<HearingRow[]> =>
  read(
    reused<HearingRow>(build, "list hearing", [], () =>
      build.selectFrom("hearing").selectAll().orderBy("team").compile(),
    ),
  );
