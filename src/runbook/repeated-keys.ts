// What happens to a part of a runbook is kept under its key, so no two parts may share one.
import { keyOf } from "./parts/words.ts";
import { at, isRecord } from "./raw.ts";
import type { Finding } from "./yaml-text.ts";

/** Parts whose key is made of other words where the file gives none, and which words those are. */
const KEYED: readonly (readonly [string, (item: unknown) => unknown[]])[] = [
  ["escalation", (item) => [at(item, "name")]],
  ["duties", (item) => [at(item, "tell"), at(item, "by"), momentWords(at(item, "when"))]],
  ["checklists", (item) => [at(item, "title")]],
  ["playbooks", (item) => [at(item, "symptom")]],
  ["after_resolve", (item) => [at(item, "title")]],
  ["readiness", (item) => [at(item, "title")]],
];

const momentWords = (when: unknown): unknown =>
  when === undefined ? "declared" : isRecord(when) ? Object.values(when).join(" ") : when;

export const repeatedKeys = (file: unknown): Finding[] => KEYED.flatMap(([list, words]) => sameKeys(file, list, words));

function sameKeys(file: unknown, list: string, wordsOf: (item: unknown) => unknown[]): Finding[] {
  const items = at(file, list);
  if (!Array.isArray(items)) return [];
  const keys = items.map((item: unknown) => at(item, "key") ?? keyOf(wordsOf(item).map(String).join(" ")));
  return keys.flatMap((key, index): Finding[] => {
    if (keys.indexOf(key) === index) return [];
    const message = `${list} has two parts with the key "${String(key)}": give one of them a key of its own`;
    return [{ path: [list, index], at: "value", message }];
  });
}
