// How a workspace's Slack is heard: whether its events come, and how much of its history it shows.
import type { Instant } from "../lib/pure/time.ts";
import type { Store, Write } from "./store.ts";
import type { HearingRow } from "./tables.ts";

export const saveHearing = ({ build }: Store, team: string, change: Partial<Omit<HearingRow, "team">>): Write =>
  build
    .insertInto("hearing")
    .values({ team, silent_since: null, capped_at: null, told_to: null, ...change })
    .onConflict((conflict) => conflict.column("team").doUpdateSet(change))
    .compile();

/** Slack lets us read as much as any internal app again, or as little as an unlisted one. */
export const noteCapped = (store: Store, team: string, at: Instant | null): Write =>
  saveHearing(store, team, { capped_at: at });
