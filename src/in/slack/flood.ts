// How much one person may ask at once: a bucket of acts that fills again. Whoever empties it, a stuck script or a stuck
// key, is answered without a look at the database, so that nobody else waits.
import type { Clock } from "../../lib/clock.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";

export interface Flood {
  /** Takes one act out of the person's bucket; false where none is left. */
  allows(person: string): boolean;
}

/** Nobody types or presses more than once a second for half a minute. */
const ACTS_MAX = 30;
const FILLED_WITHIN_MS = 30 * SECOND_MS;

/** Some 2 MB; those who have asked nothing for longest are forgotten first, and begin with a full bucket. */
const PEOPLE_MAX = 10_000;

export function createFlood(clock: Clock, people_max: number = PEOPLE_MAX): Flood {
  const buckets = new Map<string, { acts: number; at: Instant }>();
  return {
    allows(person) {
      const now = clock.now();
      const { acts, at } = buckets.get(person) ?? { acts: ACTS_MAX, at: now };
      const filled = Math.min(ACTS_MAX, acts + (Math.max(0, now - at) * ACTS_MAX) / FILLED_WITHIN_MS);
      const isLeft = filled >= 1;
      // Behind all others: the map's order is who asked last.
      buckets.delete(person);
      buckets.set(person, { acts: isLeft ? filled - 1 : filled, at: now });
      if (buckets.size > people_max) buckets.delete(buckets.keys().next().value!);
      return isLeft;
    },
  };
}
