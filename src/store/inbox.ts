// What arrived. An event's row waits here until the drain has translated it; an interaction's row is written by the
// commit it caused and holds the outcome, so that a repeat is answered with it.
import type { Instant } from "../lib/pure/time.ts";
import { reused } from "./reuse.ts";
import type { Expectation, Store, Write } from "./store.ts";
import type { InboxRow } from "./tables.ts";

/** A second delivery of the same event changes nothing. */
export function insertEnvelope({ build }: Store, key: string, envelope: string, now: Instant): Write {
  const values = row("event", key, now, { envelope });
  return reused(build, "insert an envelope", Object.values(values), () =>
    build
      .insertInto("inbox")
      .values(values)
      .onConflict((conflict) => conflict.columns(["source", "key"]).doNothing())
      .compile(),
  );
}

/** Holds only the first time: the same interaction delivered twice is one commit. */
export function expectNewInteraction({ build }: Store, key: string, outcome: string, now: Instant): Expectation {
  const values = row("interaction", key, now, { outcome, done_at: now });
  const write = reused(build, "insert an interaction", Object.values(values), () =>
    build
      .insertInto("inbox")
      .values(values)
      .onConflict((conflict) => conflict.columns(["source", "key"]).doNothing())
      .compile(),
  );
  return { write, what: interactionExpectation(key) };
}

export const interactionExpectation = (key: string): string => `interaction ${key} for the first time`;

/** The envelope is dropped with it: what mattered of it now stands in the record. */
export const markDone = ({ build }: Store, keys: readonly string[], outcome: string, now: Instant): Write =>
  reused(build, `mark ${keys.length} done`, [now, null, outcome, "event", ...keys], () =>
    build
      .updateTable("inbox")
      .set({ done_at: now, envelope: null, outcome })
      .where("source", "=", "event")
      .where("key", "in", [...keys])
      .compile(),
  );

export const countAttempt = ({ build }: Store, key: string, why: string): Write =>
  build
    .updateTable("inbox")
    .set((all) => ({ attempts: all("attempts", "+", 1), outcome: why }))
    .where("source", "=", "event")
    .where("key", "=", key)
    .compile();

/** What could not be taken in is tried once more: another version of the program may be able to. */
export const retryFailed = ({ build }: Store): Write =>
  build.updateTable("inbox").set({ attempts: 0 }).where("done_at", "is", null).where("attempts", ">", 0).compile();

/** Slack repeats an event for at most a day (Delayed Events); older keys are of no more use. */
export const forgetBefore = ({ build }: Store, instant: Instant): Write =>
  reused(build, "forget what was done before", [instant], () =>
    build.deleteFrom("inbox").where("done_at", "<", instant).compile(),
  );

const row = (source: InboxRow["source"], key: string, received_at: Instant, rest: Partial<InboxRow>): InboxRow => ({
  source,
  key,
  received_at,
  envelope: null,
  outcome: null,
  attempts: 0,
  done_at: null,
  ...rest,
});
