// A language that nobody speaks: every text of the catalogue in marks, with foreign letters, two fifths longer. What is
// seen outside the marks is not in the catalogue.
import { en } from "../../src/blocks/words/en.ts";
import { mapWords } from "./map-words.ts";

const LONGER = 0.4;

/** Around a piece, until the sentence that it is handed to is marked. */
const PIECE = /\ue000([^\ue001]*)\ue001/;

/** A sentence's own words are marked, and its pieces stay outside: they have marks of their own, or are data. */
export const PSEUDO = mapWords(en, {
  piece: (piece) => `\ue000${piece}\ue001`,
  text: (text) =>
    text
      .split(PIECE)
      .map((part, index) => (index % 2 === 1 ? part : mark(part)))
      .join(""),
});

const mark = (text: string): string =>
  text === "" ? "" : `⟦${accented(text)}${"~".repeat(Math.ceil(text.length * LONGER))}⟧`;

const LETTERS: Record<string, string> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ó",
  u: "ú",
  n: "ñ",
  c: "ç",
  A: "Á",
  E: "É",
  O: "Ó",
};

/** Slack's tokens and escapes, commands, and addresses stay what they are. */
const accented = (text: string): string =>
  text
    .split(/(<[^>]*>|&\w+;|`[^`]*`|https?:\S+)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[aeiouncAEO]/g, (letter) => LETTERS[letter]!)))
    .join("");

/** What stands in no mark; a text that was cut may lack the end of its last one. */
export const outsideMarks = (text: string): string => text.replace(/⟦[^⟧]*(?:⟧|$)/g, " ");
