import { expect, test } from "vitest";
import { shownPrompts } from "../../src/blocks/postmortem/prompts.ts";
import { en } from "../../src/blocks/words/en.ts";
import { testRunbook } from "../support/runbook.ts";

test("what the record answers by itself has no button; a second section about the same has, for the record is told in the first", () => {
  const prompts = shownPrompts(testRunbook("mgmtvibe").runbook, en);
  expect(prompts.map(({ title, kind }) => `${title}: ${kind}`)).toEqual([
    "Root Cause: why",
    "Contributing Factors: section",
    "Prevention Measures: section",
    "Lessons Learned: improve",
  ]);
});
