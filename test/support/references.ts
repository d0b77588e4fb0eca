// What a page of docs/ names as its proof: `test/path.test.ts` › title, or something that is yet to come.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(import.meta.dirname, "../..");

/** Null where such a test is there and not skipped, or what is yet to come is not here; else what does not hold; undefined where it is neither. */
export function problemOfReference(reference: string): string | null | undefined {
  const ofTest = /^`(test\/[^`]+\.test\.ts)` › (.+)$/.exec(reference);
  if (ofTest) return problemOfTest(ofTest[1]!, ofTest[2]!);
  const later = /^arrives with .+ \(`(src\/[^`]+)`\)$/.exec(reference);
  if (later) return existsSync(path.join(ROOT, later[1]!)) ? `${later[1]} is here now: name its test` : null;
  return undefined;
}

/** The cells of the rows of a page's tables that begin with an id, the last of them taken apart into references. */
export function rowsOf(file: string, id: RegExp): { id: string; cells: string[]; shownBy: string[] }[] {
  return readFileSync(path.join(ROOT, file), "utf8")
    .split("\n")
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")))
    .filter(([, first = ""]) => id.test(first))
    .map(([, first, ...rest]) => {
      const cells = rest.slice(0, -1);
      return {
        id: first!,
        cells,
        shownBy: cells
          .at(-1)!
          .split("<br>")
          .map((one) => one.trim()),
      };
    });
}

function problemOfTest(file: string, title: string): string | null {
  const place = path.join(ROOT, file);
  if (!existsSync(place)) return `there is no ${file}`;
  if (title.split(" ").length < WORDS_MIN) return `"${title}" could be anywhere: name the test by more of its title`;
  const named = titlesIn(readFileSync(place, "utf8")).filter((one) => one.title.includes(title));
  if (named.length === 0) return `${file} has no test of this title`;
  return named.every(({ skipped }) => skipped) ? "the test is skipped" : null;
}

/** A shorter part of a title would be found in many. */
const WORDS_MIN = 3;

/** The string that begins a call of `test` or `describe`, or of what their `each`, `skipIf` and so on return. */
const CALL = /(?:\b(?:test|describe)(\.\w+)?|\))\(\s*(?:"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;

const titlesIn = (source: string): { title: string; skipped: boolean }[] =>
  [...source.matchAll(CALL)].map(([, way = "", quoted, template]) => ({
    title: (quoted ?? template ?? "").replaceAll(/\\(.)/g, "$1"),
    skipped: way === ".skip" || way === ".todo",
  }));
