// Virtual time for a whole run: one heap of things to do, ties broken by the seed, and all chance from labelled streams.
import { setFlagsFromString } from "node:v8";
import { type Clock, systemClock } from "../../src/lib/clock.ts";
import type { Instant } from "../../src/lib/pure/time.ts";
import { sha256 } from "../../src/lib/hash.ts";
import { createSeededRandom, type Random } from "../../src/lib/random.ts";

export interface Kernel {
  /** Time that nobody can stop: Slack's and the people's. */
  readonly clock: Clock;
  /** The same time for one life of a program: once `alive` says no, none of its timers runs any more. */
  clockOf(alive: () => boolean): Clock;
  /** A stream of chance of its own, so that drawing more in one concern shifts nothing in another. */
  random(label: string): Random;
  /** Runs everything due until then, one thing at a time, each with all the promises it settles. */
  runUntil(instant: Instant): Promise<void>;
  steps(): number;
}

/** More than this at one instant means that something calls itself for ever. */
const STEPS_AT_ONCE_MAX = 20_000;

/** Now and then Node has its turn, to tell of promises that were dropped with an error. */
const STEPS_A_TURN_MAX = 500;

interface Entry {
  at: Instant;
  /** Decides between things due at the same time; drawn from the seed, so that every order is met by some seed. */
  tie: number;
  run: () => void;
  cancelled: boolean;
}

export function createKernel(seed: number, start: Instant): Kernel {
  const heap: Entry[] = [];
  const random = (label: string) => createSeededRandom(Number.parseInt(sha256(`${seed}:${label}`).slice(0, 8), 16));
  const ties = random("ties");
  let now = start;
  let steps = 0;
  let stepsAtOnce = 0;

  const add = (at: Instant, run: () => void): Entry => {
    const entry = { at, tie: ties.next(), run, cancelled: false };
    push(heap, entry);
    return entry;
  };
  const clockOf = (alive: () => boolean): Clock => {
    const runIfAlive = (run: () => void) => () => {
      if (alive()) run();
    };
    return {
      now: () => now,
      after(delay_ms, run) {
        const entry = add(now + Math.max(0, Math.round(delay_ms)), runIfAlive(run));
        return {
          cancel() {
            entry.cancelled = true;
          },
        };
      },
      soon: (run) => void add(now, runIfAlive(run)),
    };
  };
  const takeDue = (until: Instant): Entry | undefined => {
    for (let first = heap[0]; first && first.at <= until; first = heap[0]) {
      pop(heap);
      if (!first.cancelled) return first;
    }
    return undefined;
  };

  /** Whether there was anything left to do until then. */
  const step = (until: Instant): boolean => {
    const next = takeDue(until);
    if (!next) {
      now = Math.max(now, until);
      return false;
    }
    stepsAtOnce = next.at === now ? stepsAtOnce + 1 : 0;
    if (stepsAtOnce > STEPS_AT_ONCE_MAX) throw new Error(`time stands still at ${now}: something never ends`);
    now = next.at;
    steps += 1;
    next.run();
    return true;
  };

  return {
    clock: clockOf(() => true),
    clockOf,
    random,
    steps: () => steps,
    runUntil: (until) => stepOn(() => step(until)),
  };
}

/**
 * Until no step is left. After each of them all the promises that it settles have run: by V8's own hand where it lets us,
 * else because each step is a macrotask of its own, between two of which Node empties the microtask queue.
 */
function stepOn(step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const turn = () => {
      try {
        if (takeTurn(step)) systemClock.soon(turn);
        else resolve();
      } catch (error) {
        reject(error);
      }
    };
    systemClock.soon(turn);
  });
}

/** As many steps as Node lets us take at a time; whether more are left. */
function takeTurn(step: () => boolean): boolean {
  const settle = microtasksByHand();
  let more = step();
  for (let taken = 1; more && settle && taken < STEPS_A_TURN_MAX; taken++) {
    settle();
    more = step();
  }
  return more;
}

let byHand: (() => void) | undefined;

/**
 * Empties V8's microtask queue. Called from within a microtask it silently does nothing, and everything would look fast
 * and be wrong: so each time it proves itself first, by a chain of promises that must have ended.
 */
function microtasksByHand(): (() => void) | null {
  byHand ??= checkpoint();
  let hasEnded = false;
  void endsAfter(3).then(() => {
    hasEnded = true;
  });
  byHand();
  return hasEnded ? byHand : null;
}

async function endsAfter(depth: number): Promise<void> {
  if (depth > 0) await endsAfter(depth - 1);
}

/** Does nothing where V8 has no such function. */
function checkpoint(): () => void {
  try {
    setFlagsFromString("--allow-natives-syntax");
    return new Function("%PerformMicrotaskCheckpoint()") as () => void;
  } catch {
    return () => {};
  }
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.tie < b.tie);

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(entry, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
    if (!before(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
}
