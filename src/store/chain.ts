// Hash chains: each link covers the one before it, so that a changed, missing or added row is found. A link covers
// `sha256(salt ‖ body)` and not the body itself: redaction removes body and salt, and the chain still verifies.
import { sha256 } from "../lib/hash.ts";

/** Before the first link. */
export const GENESIS = "";

export const bodyHash = (salt: string, body: string): string => sha256(`${salt}\n${body}`);

/** The hash of one link. `fields` are everything of the row that must not change, in a fixed order. */
export const linkHash = (previous: string, fields: readonly (string | number)[]): string =>
  sha256(JSON.stringify([previous, ...fields]));
