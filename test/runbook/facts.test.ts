import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FACTS } from "./facts.ts";
import { runbookOf } from "./reading.ts";

const rows = Object.entries(FACTS).flatMap(([name, facts]) => {
  const file = `runbooks/${name}.yml`;
  const runbook = runbookOf(readFileSync(file, "utf8"), file);
  return facts.map(([section, fact, read, expected]) => ({ name, section, fact, runbook, read, expected }));
});

test.each(rows)("$name · $section · $fact", ({ runbook, read, expected }) => {
  expect(read(runbook)).toEqual(expected);
});
