// Holds docs/reliability.md to what is here: every row once, and every test, fault and log sentence it names exists.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { FAULTS as FAULTS_OF_CHAOS } from "./chaos/run.ts";
import { CHECKERS } from "./sim/checkers/all.ts";
import { MARKS } from "./sim/marks.ts";
import { FAULT_KINDS } from "./sim/profile.ts";
import { problemOfReference, rowsOf } from "./support/references.ts";

const ROOT = path.join(import.meta.dirname, "..");
const FAULTS = Array.from({ length: 98 }, (_, index) => String(index + 1));
const SECURITY = Array.from({ length: 35 }, (_, index) => `S${index + 1}`);
const INVARIANTS = Array.from({ length: 20 }, (_, index) => `I${index + 1}`);

const rows = rowsOf("docs/reliability.md", /^[SI]?\d+$/).map(({ id, cells, shownBy }) => ({
  id,
  fault: cells[0]!,
  does: cells[1]!,
  shownBy,
}));

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

test.each(CHECKERS)("the invariants that checker $name holds are those that name it", ({ name, holds }) => {
  expect(holds).toEqual(namedIn(`checker: \`${name}\``).filter((id) => id.startsWith("I")));
});

test.each(MARKS)('the rows that name "$words" are among its own, and its own stand there', ({ words, rows: own }) => {
  const claimed = own.map(String);
  expect(claimed).toEqual(expect.arrayContaining(namedIn(`simulation: \`${words}\``)));
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(claimed));
});

/** The rows that it is a proof of. */
const namedIn = (reference: string): string[] =>
  rows.filter(({ shownBy }) => shownBy.includes(reference)).map(({ id }) => id);

/** Null where the page tells the truth; else what does not hold. */
function problemOf(reference: string): string | null {
  const ofTest = problemOfReference(reference);
  if (ofTest !== undefined) return ofTest;
  const ofSimulation = /^simulation: `(.+)`$/.exec(reference);
  if (ofSimulation)
    return isReached(ofSimulation[1]!) ? null : "the simulation has neither such a fault nor such a mark";
  const ofChaos = /^chaos: `(.+)`$/.exec(reference);
  if (ofChaos) return FAULTS_OF_CHAOS.some((fault) => fault === ofChaos[1]) ? null : "no such fault in test/chaos";
  const ofChecker = /^checker: `(.+)`$/.exec(reference);
  if (ofChecker) return CHECKERS.some(({ name }) => name === ofChecker[1]) ? null : "no checker of that name";
  return "neither a test (`test/…` › title), nor a fault of simulation or chaos, nor something that is yet to come";
}

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
