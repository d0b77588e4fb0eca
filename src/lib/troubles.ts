// What is wrong with this process right now. Whoever notices it sets it and takes it back; the log hears of each once,
// /readyz and `warroom doctor` show what stands, and no sign of life goes out while a serious one does.
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { Instant } from "./pure/time.ts";

export interface Trouble {
  /** What does not work, as a sentence for an operator: no titles, nothing that people typed. */
  what: string;
  /** What somebody does about it. */
  nextStep: string;
  /** Warroom cannot do its work: not ready, and no sign of life. */
  serious: boolean;
}

export interface NamedTrouble extends Trouble {
  name: string;
  since: Instant;
}

export interface Troubles {
  /** `null` takes it back. The same name again with other words replaces them and keeps the time. */
  set(name: string, trouble: Trouble | null): void;
  /** The oldest first. */
  list(): NamedTrouble[];
  /** Whether a serious one stands, or stood since then: one that comes and goes is none the less there. */
  anySerious(since: Instant): boolean;
}

export interface TroublesDep {
  readonly troubles: Troubles;
}

export function createTroubles(clock: Clock, log: Log): Troubles {
  const standing = new Map<string, NamedTrouble>();
  let seriousUntil: Instant | null = null;
  return {
    set(name, trouble) {
      const before = standing.get(name);
      if (trouble === null) {
        if (!before) return;
        standing.delete(name);
        if (before.serious) seriousUntil = clock.now();
        log.info({ trouble: name, since: before.since }, "a trouble is over");
        return;
      }
      standing.set(name, { ...trouble, name, since: before?.since ?? clock.now() });
      if (before?.what !== trouble.what) log.warn({ trouble: name, ...trouble }, "Warroom is in trouble");
    },
    anySerious(since) {
      if ([...standing.values()].some(({ serious }) => serious)) return true;
      // A time to come is one of before the clock was set back: it tells nothing.
      return seriousUntil !== null && since < seriousUntil && seriousUntil <= clock.now();
    },
    list: () => [...standing.values()].sort((a, b) => a.since - b.since),
  };
}
