import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readRunbook } from "../../src/runbook/load.ts";
import { problemText } from "../../src/runbook/problem.ts";

const FOLDER = "test/runbook/broken";
const files = readdirSync(FOLDER);

/** A broken file ends with what is to be said of it, one comment a line. */
const expected = (text: string): string[] => [...text.matchAll(/^# (\d+:\d+: .*)$/gm)].map(([, line]) => line!);

test.each(files)("%s is refused with the place and the next step", (file) => {
  const text = readFileSync(`${FOLDER}/${file}`, "utf8");
  const read = readRunbook(text, file);
  const said = read.ok ? [] : read.error.map((problem) => problemText(problem).slice(`${file}:`.length));
  expect(expected(text)).not.toEqual([]);
  expect(said).toEqual(expected(text));
});

test("every kind of mistake has a file", () => {
  expect(files.length).toBeGreaterThanOrEqual(25);
});
