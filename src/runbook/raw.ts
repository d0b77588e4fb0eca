// Reading a file's plain data that may have any shape: what is not there, or is something else, is simply not found.
import type { Path } from "./yaml-text.ts";

/** A text and where it stands. */
export interface Word {
  path: Path;
  word: string;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const at = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);

/** The texts of a list, or of one key of a list's items. */
export function words(file: unknown, list: string, key?: string): Word[] {
  const items = at(file, list);
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown, index) => {
    const word = key === undefined ? item : at(item, key);
    return typeof word === "string" ? [{ path: key === undefined ? [list, index] : [list, index, key], word }] : [];
  });
}

/** Every text under a path in which "*" stands for each item of a list, each value of a map, or a text itself. */
export const textsAt = (file: unknown, pattern: string): Word[] =>
  valuesAt(file, pattern).flatMap(({ path, value }) => (typeof value === "string" ? [{ path, word: value }] : []));

/** The keys of the maps under such a path. */
export const keysUnder = (file: unknown, pattern: string): Word[] =>
  valuesAt(file, pattern).flatMap(({ path, value }) =>
    isRecord(value) ? Object.keys(value).map((word) => ({ path: [...path, word], word })) : [],
  );

/** A value, and where it stands. */
export interface Place {
  path: Path;
  value: unknown;
}

export const valuesAt = (file: unknown, pattern: string): Place[] =>
  pattern
    .split(".")
    .reduce<Place[]>((found, step) => found.flatMap((place) => into(place, step)), [{ path: [], value: file }]);

function into({ path, value }: Place, step: string): Place[] {
  if (step !== "*") return isRecord(value) && step in value ? [{ path: [...path, step], value: value[step] }] : [];
  if (Array.isArray(value)) return value.map((item: unknown, index) => ({ path: [...path, index], value: item }));
  if (isRecord(value)) return Object.entries(value).map(([key, inner]) => ({ path: [...path, key], value: inner }));
  return typeof value === "string" ? [{ path, value }] : [];
}
