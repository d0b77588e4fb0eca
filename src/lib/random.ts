// The one home of chance. Ids, salts and jitter all come from an injected Random, so that a seed repeats a run exactly.
import { randomBytes } from "node:crypto";
import { ulid } from "ulid";
import type { Instant } from "./pure/time.ts";

export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** `length` random bytes as lower-case hex. */
  hex(length: number): string;
}

export interface RandomDep {
  readonly random: Random;
}

export const systemRandom: Random = {
  next: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  hex: (length) => randomBytes(length).toString("hex"),
};

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The seeded twin (mulberry32): the same seed gives the same numbers for ever. Not for secrets. */
export function createSeededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    hex(length) {
      let text = "";
      for (let byte = 0; byte < length; byte++) text += HEX[Math.floor(next() * 256)];
      return text;
    },
  };
}

/** A sortable id: ids made later sort later, to the millisecond. */
export const newId = (random: Random, now: Instant): string => ulid(now, () => random.next());
