// The same seed is the same run: what two runs of one case differ in first, as a sentence; null where in nothing.
import type { Case } from "./case.ts";
import { runCase, type RunResult } from "./run.ts";

export async function runTwice(one: Case): Promise<{ first: RunResult; difference: string | null }> {
  const first = await runCase(one, { dumps: true });
  const second = await runCase(one, { dumps: true });
  return { first, difference: differenceOf(first, second) };
}

export function differenceOf(first: RunResult, second: RunResult): string | null {
  return (
    firstLine("timeline", first.trace, second.trace) ??
    firstLine("database", first.dumps?.database ?? [], second.dumps?.database ?? []) ??
    firstLine("Slack", first.dumps?.slack ?? [], second.dumps?.slack ?? [])
  );
}

function firstLine(what: string, one: readonly string[], other: readonly string[]): string | null {
  const lines = Math.max(one.length, other.length);
  for (let at = 0; at < lines; at++) {
    if (one[at] === other[at]) continue;
    return `${what}, line ${at + 1}: "${one[at] ?? "(ended)"}" against "${other[at] ?? "(ended)"}"`;
  }
  return null;
}
