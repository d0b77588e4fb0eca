// Ids that look like Slack's. Those of the seed come from names, so that they survive a restart; the rest from Random.
import { sha256 } from "../lib/hash.ts";
import type { Random } from "../lib/random.ts";

/** "C0A1B2C3D4E": the kind's letter and ten hex digits. */
export const freshId = (random: Random, prefix: string): string => prefix + random.hex(5).toUpperCase();

/** The same name gives the same id for ever. */
export const namedId = (prefix: string, name: string): string =>
  prefix + sha256(`${prefix}:${name}`).slice(0, 10).toUpperCase();

/** Envelope ids are UUIDs. */
export function envelopeId(random: Random): string {
  const hex = random.hex(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}
