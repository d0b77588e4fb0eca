import type { Store, Write } from "./store.ts";
import type { PersonRow } from "./tables.ts";

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
