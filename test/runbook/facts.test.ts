import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FACTS } from "./facts.ts";
import { runbookOf } from "./reading.ts";

const RUNBOOKS = Object.entries(FACTS).map(([name, facts]) => {
  const file = `runbooks/${name}.yml`;
  const text = readFileSync(file, "utf8");
  return { name, facts, text, runbook: runbookOf(text, file) };
});

const rows = RUNBOOKS.flatMap(({ name, facts, runbook }) =>
  facts.map(([section, fact, read, expected]) => ({ name, section, fact, runbook, read, expected })),
);

test.each(rows)("$name · $section · $fact", ({ runbook, read, expected }) => {
  expect(read(runbook)).toEqual(expected);
});

describe("every section that a comment names is a heading of the source", () => {
  test.each(RUNBOOKS)("$name", ({ name, text }) => {
    const source = `../shared/runbooks/${name}.md`;
    // The source texts are not part of the project; where they are not at hand, this is not checked.
    if (!existsSync(source)) return;
    expect(namedSections(text).length).toBeGreaterThan(10);
    expect(namedSections(text).filter((named) => !isHeading(named, readFileSync(source, "utf8")))).toEqual([]);
  });
});

/** What stands in brackets in a file's comments. A "#" that begins no comment is part of a value. */
const namedSections = (text: string): string[] =>
  [...text.matchAll(/(?:^|\s)#\s[^\n]*/g)].flatMap(([comment]) =>
    [...comment.matchAll(/\[([^\]]+)\]/g)].map(([, heading]) => heading!),
  );

/** Also a heading in bold, of a list or of a table, and without the signs and numbers that adorn it. */
function isHeading(named: string, source: string): boolean {
  const headings = [...source.matchAll(/^#+ (.*)$|^(?:[-*] |\d+\. )?\*\*([^*]+?):?\*\*/gm)];
  return headings.map(([, heading, bold]) => plain(heading ?? bold!)).includes(plain(named));
}

const plain = (heading: string): string =>
  heading
    .replaceAll(/[^\p{L}\p{N}()&/,.:> -]/gu, "")
    .replace(/^\s*[\d.]+\s+/, "")
    .trim()
    .toLowerCase();
