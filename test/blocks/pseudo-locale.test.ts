// Every visible word comes from the catalogue, and there is room for the longer words of other languages.
import { expect, test } from "vitest";
import { filesIn, withoutComments } from "../support/source-text.ts";
import { expectFits, expectModalFits } from "./payload.ts";
import { outsideMarks, PSEUDO } from "./pseudo-locale.ts";
import { AREAS } from "./samples/all.ts";
import * as data from "./samples/data.ts";
import { isView, type Shown } from "./samples/sample.ts";

const ALL = AREAS.flatMap(({ title, samples }) =>
  samples.map(({ name, of, show }) => ({ name: `${title}: ${name}`, of, show })),
);

test("a text outside the catalogue is found", () => {
  expect(strayWords("⟦Tákeñ by⟧ <@UANA> · Checkout is down: hello", [])).toEqual(["hello"]);
  expect(strayWords("⟦cut sh…", [])).toEqual([]);
});

test.each(ALL)("$name says nothing that is not in the catalogue", ({ of, show }) => {
  const given = wordsIn(of);
  expect(textsOf(show(PSEUDO)).flatMap((text) => strayWords(text, given))).toEqual([]);
});

test.each(ALL)("$name fits Slack in a language of longer words", ({ show }) => {
  const shown = show(PSEUDO);
  if (typeof shown === "string") return;
  if (isView(shown)) return expectModalFits(shown as unknown as Record<string, unknown>);
  expectFits(shown);
});

test("no sentence stands in the code beside the catalogue", () => {
  const blocks = filesIn("src/blocks", [".ts"]).filter(({ file }) => !file.startsWith("src/blocks/words/"));
  expect(blocks.flatMap(({ file, text }) => found(file, text, SENTENCE))).toEqual([]);
  const others = [...filesIn("src/in", [".ts"]), ...filesIn("src/out", [".ts"])];
  expect(others.flatMap(({ file, text }) => found(file, text, SAID))).toEqual([]);
  expect(found("x.ts", 'const a = "Take the role";', SENTENCE)).toHaveLength(1);
  expect(found("x.ts", 'return reply("Done.");', SAID)).toHaveLength(1);
});

/** Two words in a literal, and a literal that is handed on to be said. */
const SENTENCE = /(?<=[(,:=?[{>]\s*|return )(["`])(?:(?!\1)[^\n])*\p{L}{2,} \p{L}{2,}(?:(?!\1)[^\n])*\1/gu;
const SAID = /\b(?:reply|line|lines|section|context|plain|button)\(\s*(["`])(?:(?!\1).)*\p{L}(?:(?!\1).)*\1/gu;

/** What a template fills in is code. */
const found = (file: string, text: string, sentence: RegExp): string[] =>
  (
    withoutComments(text)
      .replace(/\$\{[^{}]*\}/g, "")
      .match(sentence) ?? []
  ).map((one) => `${file}: ${one}`);

/** Every text that people see of it. */
function textsOf(shown: Shown | unknown): string[] {
  if (typeof shown === "string") return [shown];
  if (Array.isArray(shown)) return shown.flatMap(textsOf);
  if (typeof shown !== "object" || shown === null) return [];
  return Object.entries(shown).flatMap(([key, value]) =>
    typeof value !== "string" ? textsOf(value) : SEEN.has(key) ? [value] : [],
  );
}

const SEEN = new Set(["text", "alt_text", "initial_value"]);

/** Ids, times and addresses, and what is typed or what a program answers: one word in backticks, and commands. */
const NO_WORDS =
  /\[[em]\d+\]|<[^>]*>|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?(?: UTC)?|https?:[^\s)]+|`\/incident [a-z-]+|`[^`\s]+`|&\w+;/g;

function strayWords(text: string, given: readonly string[]): string[] {
  let rest = outsideMarks(text).replace(NO_WORDS, " ");
  for (const known of [...DATA, ...given].sort((a, b) => b.length - a.length)) rest = without(rest, known);
  return rest.match(/\p{L}+/gu) ?? [];
}

/** As whole words only, so that "in" does not empty "incident". */
const without = (text: string, known: string): string =>
  text.replace(new RegExp(`(?<!\\p{L})${known.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}(?!\\p{L})`, "gu"), " ");

/** Names of variants: what the program calls them, never shown. */
const NAMES_OF_VARIANTS = new Set([
  "type",
  "kind",
  "stage",
  "step",
  "place",
  "what",
  "part",
  "time",
  "standing",
  "command",
]);

/** Every text in what a sample is made from: people's and the runbook's words, ids, errors of Slack. */
function wordsIn(value: unknown): string[] {
  if (typeof value === "string") return [value, ...value.split("\n")].filter((text) => /\p{L}/u.test(text));
  if (value instanceof Map) return [...value.values()].flatMap(wordsIn);
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (NAMES_OF_VARIANTS.has(key) ? [] : wordsIn(one)));
}

const DATA = [...new Set(wordsIn({ ...data }))];
