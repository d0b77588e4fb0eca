import type { Head } from "./events.ts";
import type { Expectation, Store } from "./store.ts";

/** Holds only while no other incident was declared: so numbers are consecutive. */
export function saveWorkspaceHead({ build }: Store, team: string, expected: Head, head: Head): Expectation {
  const what = `workspace ${team} at ${expected.seq} incidents`;
  const write =
    expected.seq === 0
      ? build
          .insertInto("workspaces")
          .values({ team, ...head })
          .onConflict((conflict) => conflict.column("team").doNothing())
          .compile()
      : build
          .updateTable("workspaces")
          .set({ ...head })
          .where("team", "=", team)
          .where("seq", "=", expected.seq)
          .compile();
  return { write, what };
}
