// The present state of what is practised between incidents, kept beside the events it is folded from.
import { READINESS_VERSION, type Readiness } from "../domain/readiness/readiness.ts";
import type { Head } from "./events.ts";
import type { Expectation, Store } from "./store.ts";

/** Holds only while nobody else has moved it on. */
export function saveReadiness({ build }: Store, expected: Head, readiness: Readiness, head: Head): Expectation {
  const { team } = readiness;
  const columns = { ...head, state: JSON.stringify(readiness), state_version: READINESS_VERSION };
  const write =
    expected.seq === 0
      ? build
          .insertInto("readiness")
          .values({ team, ...columns })
          .onConflict((conflict) => conflict.column("team").doNothing())
          .compile()
      : build.updateTable("readiness").set(columns).where("team", "=", team).where("seq", "=", expected.seq).compile();
  return { write, what: `readiness of ${team} at seq ${expected.seq}` };
}
