import { type Head, NO_EVENTS } from "./events.ts";
import type { Expectation, Store } from "./store.ts";

/** The head of the workspace's own stream; it has none before its first incident. */
export async function loadWorkspaceHead({ build, read }: Store, team: string): Promise<Head> {
  const [row] = await read<Head>(
    build.selectFrom("workspaces").select(["seq", "hash"]).where("team", "=", team).compile(),
  );
  return row ?? NO_EVENTS;
}

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
