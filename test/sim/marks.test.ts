// A mark is found by its words alone: they must be those of exactly one place in the program.
import { expect, test } from "vitest";
import { filesIn } from "../support/source-text.ts";
import { MARK_WORDS, MARKS } from "./marks.ts";

const text = filesIn("src", [".ts"])
  .map((one) => one.text)
  .join("\n");

test.each(MARKS.map(({ words }) => words))('"%s" stands once in src/', (words) => {
  expect(text.split(`"${words}"`).length - 1, "as a whole string").toBe(1);
});

test("no two marks have the same words, and each belongs to a row", () => {
  expect(MARK_WORDS.size).toBe(MARKS.length);
  expect(MARKS.filter(({ rows }) => rows.length === 0)).toEqual([]);
});
