import type { Standing } from "../domain/actor.ts";
import type { Store, Write } from "./store.ts";
import type { PersonRow } from "./tables.ts";

export async function findStanding({ build, read }: Store, team: string, user: string): Promise<Standing | null> {
  const query = build.selectFrom("people").select("standing").where("team", "=", team).where("slack_user", "=", user);
  const [row] = await read<{ standing: Standing }>(query.compile());
  return row?.standing ?? null;
}

/** Names for the people who appear in a document: user id → name. */
export async function namesOf(
  { build, read }: Store,
  team: string,
  users: readonly string[],
): Promise<Map<string, string>> {
  if (users.length === 0) return new Map();
  const query = build.selectFrom("people").select(["slack_user", "name"]).where("team", "=", team);
  const rows = await read<{ slack_user: string; name: string }>(query.where("slack_user", "in", [...users]).compile());
  return new Map(rows.map((row) => [row.slack_user, row.name]));
}

export const savePerson = ({ build }: Store, person: PersonRow): Write =>
  build
    .insertInto("people")
    .values(person)
    .onConflict((conflict) =>
      conflict.columns(["team", "slack_user"]).doUpdateSet((all) => ({
        name: all.ref("excluded.name"),
        zone: all.ref("excluded.zone"),
        standing: all.ref("excluded.standing"),
        seen_at: all.ref("excluded.seen_at"),
      })),
    )
    .compile();
