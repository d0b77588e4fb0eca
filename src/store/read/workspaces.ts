import { type Head, NO_EVENTS } from "../events.ts";
import type { NumberEvent } from "../../domain/workspace.ts";
import type { Reader, Store } from "../store.ts";
import type { EventRow } from "../tables.ts";

/** The head of the workspace's own stream; it has none before its first incident. */
export async function loadWorkspaceHead({ build, read }: Store, team: string): Promise<Head> {
  const [row] = await read<Head>(
    build.selectFrom("workspaces").select(["seq", "hash"]).where("team", "=", team).compile(),
  );
  return row ?? NO_EVENTS;
}

const LOST: NumberEvent["type"] = "NumberLost";

/** Of every workspace: the numbers that are never given again. */
export const lostNumberRows = ({ build, read }: Reader): Promise<EventRow[]> =>
  read(build.selectFrom("events").selectAll().where("type", "=", LOST).orderBy("stream").orderBy("seq").compile());
