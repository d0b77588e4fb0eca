// Storing what arrives before it is acknowledged, and what becomes of it afterwards.
import type { ClockDep } from "../lib/clock.ts";
import { countAttempt, forgetBefore, insertEnvelope, markDone } from "../store/inbox.ts";
import type { StoreDep } from "../store/store.ts";

type Deps = StoreDep & ClockDep;

/** Slack repeats an event for at most 24 h (its Delayed Events setting); a day more is kept. */
const KEEP_DONE_MS = 2 * 24 * 3_600_000;

/** An event that could not be taken in this often is tried again by the next start alone. */
export const EVENT_ATTEMPTS_MAX = 3;

/** Resolves once it is durable. The same key a second time changes nothing. */
export async function storeEnvelope({ store, clock }: Deps, key: string, body: object): Promise<void> {
  await store.commit({ writes: [insertEnvelope(store, key, JSON.stringify(body), clock.now())], wakes: false });
}

export async function markEventsDone({ store, clock }: Deps, keys: readonly string[], outcome: string): Promise<void> {
  await store.commit({ writes: [markDone(store, keys, outcome, clock.now())], wakes: false });
}

/** Counts a failed try; the row stays, with the reason. */
export async function noteFailedEvent({ store }: Deps, key: string, why: string): Promise<void> {
  await store.commit({ writes: [countAttempt(store, key, why)], wakes: false });
}

/** Drops the keys of what was done long ago. */
export async function forgetOld({ store, clock }: Deps): Promise<void> {
  await store.commit({ writes: [forgetBefore(store, clock.now() - KEEP_DONE_MS)], wakes: false });
}
