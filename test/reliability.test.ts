// Holds docs/reliability.md to what is here: every row once, and every test, fault and log sentence it names exists.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { FAULTS as FAULTS_OF_CHAOS } from "./chaos/run.ts";
import { CHECKERS } from "./sim/checkers/all.ts";
import { MARKS } from "./sim/marks.ts";
import { FAULT_KINDS } from "./sim/profile.ts";

const ROOT = path.join(import.meta.dirname, "..");
const FAULTS = Array.from({ length: 98 }, (_, index) => String(index + 1));
const SECURITY = Array.from({ length: 35 }, (_, index) => `S${index + 1}`);
const INVARIANTS = Array.from({ length: 20 }, (_, index) => `I${index + 1}`);

const page = readFileSync(path.join(ROOT, "docs/reliability.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => /^\| [SI]?\d+ \|/.test(line))
  .map((line) => {
    const [, id, fault, does, shownBy] = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
    return { id: id!, fault: fault!, does: does!, shownBy: shownBy!.split("<br>").map((one) => one.trim()) };
  });

test("every row stands there once", () => {
  expect(rows.map(({ id }) => id)).toEqual([...FAULTS, ...SECURITY, ...INVARIANTS]);
});

describe.each(rows)("row $id: $fault", ({ does, shownBy }) => {
  test("says what Warroom does", () => {
    expect(does).not.toBe("");
  });
  test.each(shownBy)("%s", (reference) => {
    expect(problemOf(reference)).toBeNull();
  });
});

/** Null where the page tells the truth; else what does not hold. */
function problemOf(reference: string): string | null {
  const ofTest = /^`(test\/[^`]+\.test\.ts)` › (.+)$/.exec(reference);
  if (ofTest) return problemOfTest(ofTest[1]!, ofTest[2]!);
  const ofSimulation = /^simulation: `(.+)`$/.exec(reference);
  if (ofSimulation)
    return isReached(ofSimulation[1]!) ? null : "the simulation has neither such a fault nor such a mark";
  const ofChaos = /^chaos: `(.+)`$/.exec(reference);
  if (ofChaos) return FAULTS_OF_CHAOS.some((fault) => fault === ofChaos[1]) ? null : "no such fault in test/chaos";
  const ofChecker = /^checker: `(.+)`$/.exec(reference);
  if (ofChecker) return CHECKERS.some(({ name }) => name === ofChecker[1]) ? null : "no checker of that name";
  const later = /^arrives with .+ \(`(src\/[^`]+)`\)$/.exec(reference);
  if (later) return existsSync(path.join(ROOT, later[1]!)) ? `${later[1]} is here now: name its test` : null;
  return "neither a test (`test/…` › title), nor a fault of simulation or chaos, nor something that is yet to come";
}

function problemOfTest(file: string, title: string): string | null {
  const place = path.join(ROOT, file);
  if (!existsSync(place)) return `there is no ${file}`;
  const source = readFileSync(place, "utf8");
  if (!source.includes(title)) return `${file} has no test of this title`;
  return /\b(test|describe)\.(skip|todo)\(/.test(lineOf(source, title)) ? "the test is skipped" : null;
}

const lineOf = (source: string, words: string): string => source.split("\n").find((line) => line.includes(words)) ?? "";

const isReached = (name: string): boolean =>
  FAULT_KINDS.some((kind) => kind === name) || MARKS.some(({ words }) => words === name);

describe("docs/promises.md", () => {
  const promises = readFileSync(path.join(ROOT, "docs/promises.md"), "utf8");
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { scripts: object };
  const cli = readFileSync(path.join(ROOT, "src/cli/main.ts"), "utf8");

  test.each([...new Set(promises.match(/npm (run )?[\w:]+/g))])("names a script that is there: %s", (command) => {
    expect(Object.keys(scripts)).toContain(command.replace(/^npm (run )?/, ""));
  });
  test.each([...new Set(promises.match(/npx warroom [\w]+/g))])("names a command that is there: %s", (command) => {
    expect(cli).toContain(`.command("${command.split(" ")[2]}`);
  });
});
