// After the clock was set back, nothing that was stored by the old one may lie so far ahead that it holds up or hides what
// comes now.
import type { Instant } from "../lib/pure/time.ts";
import { capAlive } from "./instances.ts";
import { PENDING } from "./literals.ts";
import type { Store, Write } from "./store.ts";

/**
 * By `by_ms`: jobs and lanes wait no longer for it than they would have. A timer that is called too early by this asks its
 * incident, and waits on.
 */
export const setBack = (store: Store, now: Instant, by_ms: number): Write[] => [
  store.build
    .updateTable("jobs")
    .set((all) => ({ due_at: all("due_at", "-", by_ms) }))
    .where("status", "=", PENDING)
    .where("due_at", ">", now)
    .compile(),
  store.build
    .updateTable("lanes")
    .set((all) => ({ free_at: all("free_at", "-", by_ms) }))
    .where("free_at", ">", now)
    .compile(),
  store.build
    .updateTable("lanes")
    .set((all) => ({ lease_until: all("lease_until", "-", by_ms) }))
    .where("lease_until", ">", now)
    .compile(),
  capAlive(store, now),
];
