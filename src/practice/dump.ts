// The whole truth as text, for comparing two runs.
import type { State } from "./state.ts";

/** Maps as lists of pairs in their order, bytes as base64. */
export const dump = (state: State): string => JSON.stringify(state, plain, 1);

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map) return [...value];
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value;
}
