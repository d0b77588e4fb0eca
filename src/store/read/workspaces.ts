import { type Head, NO_EVENTS } from "../events.ts";
import type { Store } from "../store.ts";

/** The head of the workspace's own stream; it has none before its first incident. */
export async function loadWorkspaceHead({ build, read }: Store, team: string): Promise<Head> {
  const [row] = await read<Head>(
    build.selectFrom("workspaces").select(["seq", "hash"]).where("team", "=", team).compile(),
  );
  return row ?? NO_EVENTS;
}
