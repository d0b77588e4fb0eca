import type { Reader } from "../store.ts";
import type { HearingRow } from "../tables.ts";

export async function findHearing({ build, read }: Reader, team: string): Promise<HearingRow> {
  const [row] = await read<HearingRow>(build.selectFrom("hearing").selectAll().where("team", "=", team).compile());
  return row ?? { team, silent_since: null, capped_at: null, told_to: null };
}

export const listHearing = ({ build, read }: Reader): Promise<HearingRow[]> =>
  read(build.selectFrom("hearing").selectAll().orderBy("team").compile());
