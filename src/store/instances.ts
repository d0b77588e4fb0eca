import type { Instant } from "../lib/clock.ts";
import { reused } from "./reuse.ts";
import type { Store, Write } from "./store.ts";

export const insertInstance = ({ build }: Store, id: string, now: Instant): Write =>
  build.insertInto("instances").values({ id, started_at: now, alive_at: now }).compile();

export const noteAlive = ({ build }: Store, id: string, now: Instant): Write =>
  reused(build, "note alive", [now, id], () =>
    build.updateTable("instances").set({ alive_at: now }).where("id", "=", id).compile(),
  );
