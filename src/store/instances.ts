import type { Instant } from "../lib/pure/time.ts";
import { reused } from "./reuse.ts";
import type { Store, Write } from "./store.ts";

export const insertInstance = ({ build }: Store, id: string, now: Instant): Write =>
  build.insertInto("instances").values({ id, started_at: now, alive_at: now }).compile();

export const noteAlive = ({ build }: Store, id: string, now: Instant): Write =>
  reused(build, "note alive", [now, id], () =>
    build.updateTable("instances").set({ alive_at: now }).where("id", "=", id).compile(),
  );

/** After the clock was set back: no sign of life lies in the future, where it would hide what comes now. */
export const capAlive = ({ build }: Store, now: Instant): Write =>
  build.updateTable("instances").set({ alive_at: now }).where("alive_at", ">", now).compile();
