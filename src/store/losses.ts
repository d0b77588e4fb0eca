// What Slack has seen and the database lost; see migrations/0002-losses.sql.
import type { Instant } from "../lib/pure/time.ts";
import type { Store, Write } from "./store.ts";
import type { LossRow } from "./tables.ts";

type OfLost = "number" | "name" | "declared_at" | "is_private";

export type FoundLoss = Omit<LossRow, "found_at" | "accepted_at" | "noted_at" | OfLost> &
  Partial<Pick<LossRow, OfLost>>;

/** Found again, it is the same one. */
export const insertLoss = ({ build }: Store, loss: FoundLoss, now: Instant): Write =>
  build
    .insertInto("losses")
    .values({ ...loss, found_at: now, accepted_at: null, noted_at: null })
    .onConflict((conflict) => conflict.columns(["team", "incident", "era"]).doNothing())
    .compile();

/** All that are not accepted yet. */
export const acceptLosses = ({ build }: Pick<Store, "build">, now: Instant): Write =>
  build.updateTable("losses").set({ accepted_at: now }).where("accepted_at", "is", null).compile();

/** Changes nothing where it was noted before. */
export const markNoted = ({ build }: Store, { team, incident, era }: LossRow, now: Instant): Write =>
  build
    .updateTable("losses")
    .set({ noted_at: now })
    .where("team", "=", team)
    .where("incident", "=", incident)
    .where("era", "=", era)
    .where("noted_at", "is", null)
    .compile();

/**
 * Every pending job counts as tried once: whatever was said in the time that is lost is then looked for in Slack before it
 * is said again.
 */
export const countPendingAsTried = ({ build }: Store): Write =>
  build
    .updateTable("jobs")
    .set((all) => ({ attempts: all("attempts", "+", 1) }))
    .where("status", "=", "pending")
    .compile();

/** What looking for losses came to: whether the database has all that Warroom has said in Slack. */
export type LossSearch =
  | { type: "agrees" }
  | { type: "ahead"; losses: FoundLoss[] }
  /** Slack could not be asked; `reached`: it answered something. */
  | { type: "unanswered"; reached: boolean };
