// What looks at a runbook's checks in the practice workspace: something is ill from when it is asked first, and well some
// minutes later, so that people see both. Once it was seen to be well, and nobody asked for a while, it is ill again.
import type { Clock } from "../lib/clock.ts";
import { MINUTE_MS } from "../lib/pure/duration.ts";
import type { Instant } from "../lib/pure/time.ts";

interface Shown {
  value: number | boolean;
  detail: string | null;
}

/** By the keys of the bundled runbooks, each in its own unit. A key that is not here gives no answer. */
const SHOWS: Record<string, { ill: Shown["value"]; well: Shown["value"]; why?: string }> = {
  services: { ill: false, well: true, why: "the checkout service does not answer" },
  health: { ill: false, well: true, why: "HTTP 503" },
  "error-rate": { ill: 14.2, well: 0.05 },
  "response-time": { ill: 34, well: 0.4 },
  "p95-latency": { ill: 910, well: 120 },
  "p99-latency": { ill: 2_300, well: 310 },
  alerts: { ill: 3, well: 0 },
  "active-alerts": { ill: 3, well: 0 },
  "cache-hits": { ill: 71, well: 98 },
  "database-connections": { ill: 96, well: 41 },
  "queue-depth": { ill: 5_200, well: 140 },
  "affected-users": { ill: 1_240, well: 0 },
  cpu: { ill: 93, well: 38 },
  memory: { ill: 84, well: 61 },
};

const ILL_MS = 10 * MINUTE_MS;
/** Checks come at least every quarter of an hour while anybody waits for them. */
const QUIET_MS = 30 * MINUTE_MS;

export function createPracticeChecker(clock: Pick<Clock, "now">) {
  let illSince: Instant | null = null;
  let seenWellAt: Instant | null = null;
  return {
    async check({ key }: { key: string }): Promise<Shown> {
      const now = clock.now();
      const isForgotten = seenWellAt !== null && now - seenWellAt >= QUIET_MS;
      if (illSince === null || isForgotten) [illSince, seenWellAt] = [now, null];
      const isIll = now - illSince < ILL_MS;
      if (!isIll) seenWellAt = now;
      const shows = SHOWS[key];
      if (!shows) throw new Error("the practice workspace knows no such check");
      return { value: isIll ? shows.ill : shows.well, detail: isIll ? (shows.why ?? null) : null };
    },
  };
}
