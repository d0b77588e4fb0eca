// What the record lacks: while nobody was listening, from–to, and when it was recovered from Slack's history.
import { FOREVER, type Instant } from "../lib/pure/time.ts";
import type { Store, Write } from "./store.ts";
import type { GapRow } from "./tables.ts";

/** From its beginning on there is one gap in a room: told of again and longer, it goes on, and is to be recovered anew. */
export const noteGap = ({ build }: Store, gap: Omit<GapRow, "recovered_at">): Write =>
  build
    .insertInto("gaps")
    .values({ ...gap, recovered_at: null })
    .onConflict((conflict) =>
      conflict
        .columns(["team", "channel", "from_at"])
        .doUpdateSet({ to_at: gap.to_at, recovered_at: null })
        .where("gaps.to_at", "<", gap.to_at),
    )
    .compile();

/** Ends the gap that went on until further notice, where it began by `begunBy`. */
export const endGap = (
  { build }: Store,
  team: string,
  channel: string,
  now: Instant,
  begunBy: Instant = FOREVER,
): Write =>
  build
    .updateTable("gaps")
    .set({ to_at: now })
    .where("team", "=", team)
    .where("channel", "=", channel)
    .where("to_at", "=", FOREVER)
    .where("from_at", "<=", begunBy)
    .compile();

/**
 * A reconciliation that began after a gap had ended and went through has filled it. One that ended in the future was
 * written down before the clock was set back.
 */
export const recoverGaps = ({ build }: Store, team: string, channel: string, startedAt: Instant, now: Instant): Write =>
  build
    .updateTable("gaps")
    .set({ recovered_at: now })
    .where("team", "=", team)
    .where("channel", "=", channel)
    .where("recovered_at", "is", null)
    .where(({ and, or, eb }) =>
      or([eb("to_at", "<=", startedAt), and([eb("to_at", ">", now), eb("to_at", "<", FOREVER)])]),
    )
    .compile();
