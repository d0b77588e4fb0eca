import type { Standing } from "../../domain/actor.ts";
import { reused } from "../reuse.ts";
import type { Reader, Store } from "../store.ts";

export async function findStanding({ build, read }: Store, team: string, user: string): Promise<Standing | null> {
  const query = reused<{ standing: Standing }>(build, "find a standing", [team, user], () =>
    build.selectFrom("people").select("standing").where("team", "=", team).where("slack_user", "=", user).compile(),
  );
  const [row] = await read(query);
  return row?.standing ?? null;
}

/** The workspaces whose people Slack has told of. */
export async function knownTeams({ build, read }: Reader): Promise<string[]> {
  const rows = await read<{ team: string }>(build.selectFrom("people").select("team").distinct().compile());
  return rows.map(({ team }) => team).sort();
}

/** The IANA name of somebody's time zone, where Slack has told it. */
export async function findZone({ build, read }: Store, team: string, user: string): Promise<string | null> {
  const query = build.selectFrom("people").select("zone").where("team", "=", team).where("slack_user", "=", user);
  const [row] = await read<{ zone: string }>(query.compile());
  return row?.zone ?? null;
}

/** Names for the people who appear in a document: user id → name. */
export async function namesOf(
  { build, read }: Reader,
  team: string,
  users: readonly string[],
): Promise<Map<string, string>> {
  if (users.length === 0) return new Map();
  const query = build.selectFrom("people").select(["slack_user", "name"]).where("team", "=", team);
  const rows = await read<{ slack_user: string; name: string }>(query.where("slack_user", "in", [...users]).compile());
  return new Map(rows.map((row) => [row.slack_user, row.name]));
}
