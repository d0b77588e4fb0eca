// What a check must show is said in the check's own unit: a number in another would be taken for what it is not.
import { CHECK_COMPARISON } from "./parts/condition.ts";
import { at, type Place, valuesAt } from "./raw.ts";
import type { Finding } from "./yaml-text.ts";

/** Every place that says what a check must show. */
const PLACES = [
  "recovery.mandatory.*",
  "recovery.recommended.*",
  "escalation.*.when.*",
  "severities.*.escalation.*.when.*",
];

export const checksInTheirUnit = (file: unknown): Finding[] =>
  PLACES.flatMap((place) => valuesAt(file, place)).flatMap((asked) => findingOf(file, asked));

function findingOf(file: unknown, { path, value }: Place): Finding[] {
  const key = at(value, "check");
  if (typeof key !== "string") return [];
  const check = at(at(file, "checks"), key);
  if (check === undefined) return [];
  const unit = at(check, "unit");
  const is = at(value, "is") ?? true;
  const message = mistakeIn(key, is, typeof unit === "string" ? unit : "");
  if (message === null) return [];
  return [{ path: [...path, at(value, "is") === undefined ? "check" : "is"], at: "value", message }];
}

/** Null where there is none. */
function mistakeIn(key: string, is: unknown, unit: string): string | null {
  if (typeof is === "boolean") {
    return unit === "" ? null : `check "${key}" counts in ${unit}, and is neither so nor not so: write "< 1"`;
  }
  const [, op, , given] = CHECK_COMPARISON.exec(String(is)) ?? [];
  if (given === undefined || given === unit) return null;
  return unit === ""
    ? `check "${key}" has no unit, and "${given}" is one: give it "unit", or leave it out here`
    : `check "${key}" counts in ${unit}: write "${op} …" in ${unit}, not in ${given}`;
}
