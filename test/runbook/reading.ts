// What the tests of this folder share: a small good runbook, and problems as the lines people see.
import type { Runbook } from "../../src/domain/runbook.ts";
import { readRunbook } from "../../src/runbook/load.ts";
import { problemText } from "../../src/runbook/problem.ts";

/** The least a runbook must say, and whatever else a test is about. */
export const smallest = (more = ""): string => `title: Test\nseverities:\n  - { name: P1, title: Bad }\n${more}`;

/** The problems of a text, one line each; empty when it is good. */
export function problemsOf(text: string): string[] {
  const read = readRunbook(text, "runbooks/x.yml");
  return read.ok ? [] : read.error.map(problemText);
}

/** The runbook of a text that must be good. */
export function runbookOf(text: string, fileName = "runbooks/x.yml"): Runbook {
  const read = readRunbook(text, fileName);
  if (!read.ok) throw new Error(read.error.map(problemText).join("\n"));
  return read.value.runbook;
}
