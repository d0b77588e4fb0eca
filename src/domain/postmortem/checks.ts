// How what the checks showed went, from the first look to the last.
import type { Measured } from "../condition.ts";
import type { CheckChange } from "../checks/checks.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Runbook } from "../runbook.ts";
import type { NumberedEvent, Source } from "./source.ts";

export interface CheckTrend {
  title: string;
  unit: string;
  looks: number;
  /** Looks that gave no answer. */
  unanswered: number;
  /** Null where none gave one. */
  first: Point | null;
  last: Point | null;
  /** Of numbers alone. */
  lowest: Point | null;
  highest: Point | null;
  /** Where the record tells that it was taken for something else: the first time, and the last. */
  sources: Source[];
}

interface Point {
  value: Measured;
  at: Instant;
}

/** Of each check that was looked at, in the runbook's order. */
export function checkTrends({ checks }: Runbook, events: readonly NumberedEvent[]): CheckTrend[] {
  return checks.flatMap(({ key, title, unit }) => {
    const looks = events.flatMap(({ at, ...event }) =>
      event.type === "ChecksRan"
        ? event.results.filter(({ check }) => check === key).map(({ value }) => ({ value, at }))
        : [],
    );
    if (looks.length === 0) return [];
    const points = looks.filter((one): one is Point => one.value !== null);
    const numbers = points.filter(({ value }) => typeof value === "number");
    const byValue = numbers.toSorted((a, b) => Number(a.value) - Number(b.value));
    const told = events.flatMap((event) =>
      event.type === "ChecksChanged" && event.changes.some(isOf(key)) ? [event.seq] : [],
    );
    return {
      title,
      unit,
      looks: looks.length,
      unanswered: looks.length - points.length,
      first: points[0] ?? null,
      last: points.at(-1) ?? null,
      lowest: byValue[0] ?? null,
      highest: byValue.at(-1) ?? null,
      sources: [...new Set([told.slice(0, 1), told.slice(-1)].flat())],
    };
  });
}

const isOf =
  (key: string) =>
  ({ check }: CheckChange): boolean =>
    check === key;
