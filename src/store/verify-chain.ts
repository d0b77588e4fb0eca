// One hash chain, followed from its first link to its head.
import { bodyHash, GENESIS, linkHash } from "./chain.ts";

export interface Link {
  salt: string | null;
  body: string | null;
  body_hash: string;
  hash: string;
}

/** `rows` in order; the head is what the owner of the chain believes to be its end. */
export function chainFindings<Row extends Link>(
  what: string,
  rows: readonly Row[],
  fields: (row: Row) => (string | number)[],
  head: { seq: number; hash: string },
): string[] {
  let previous = GENESIS;
  const all = what.endsWith("y") ? `${what.slice(0, -1)}ies` : `${what}s`;
  for (const [index, row] of rows.entries()) {
    const place = `${what} ${index + 1}`;
    if (!bodyHolds(row)) return [`${place}: its text was changed after it was stored`];
    if (linkHash(previous, fields(row)) !== row.hash) {
      return [`${place}: it does not follow the one before; it was changed, or one is missing or added`];
    }
    previous = row.hash;
  }
  if (head.seq !== rows.length) return [`${all}: ${rows.length} are stored, ${head.seq} were written`];
  return head.hash === previous ? [] : [`${all}: the last one is not the one that was written last`];
}

/** Redaction empties text and salt together; one without the other was done by hand. */
function bodyHolds({ salt, body, body_hash }: Link): boolean {
  if (salt === null || body === null) return salt === null && body === null;
  return bodyHash(salt, body) === body_hash;
}

/** The value that a text says, or undefined where it is no JSON: damage is something to report, not to fail on. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same value gives the same text, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
