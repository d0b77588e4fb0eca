import { reusedInserts } from "./reuse.ts";
import type { Store, Write } from "./store.ts";
import type { PersonRow } from "./tables.ts";

const COLUMNS = ["team", "slack_user", "name", "zone", "standing", "seen_at"] as const;

export const savePeople = ({ build }: Store, people: readonly PersonRow[]): Write[] =>
  reusedInserts(build, "people", COLUMNS, people, (some) =>
    build
      .insertInto("people")
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(["team", "slack_user"]).doUpdateSet((all) => ({
          name: all.ref("excluded.name"),
          zone: all.ref("excluded.zone"),
          standing: all.ref("excluded.standing"),
          seen_at: all.ref("excluded.seen_at"),
        })),
      )
      .compile(),
  );
