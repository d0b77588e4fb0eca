// What is wrong with a file, and where. Made for people: one problem is one line they can click.
import { nearest } from "../lib/pure/text.ts";

export interface RunbookProblem {
  /** As it was named by whoever asked for it. */
  file: string;
  /** From 1; null when the file as a whole is meant. */
  line: number | null;
  /** From 1; null when the file as a whole is meant. */
  column: number | null;
  message: string;
}

/** `runbooks/x.yml:14:3: unknown role "scribee". Known: commander, scribe. Did you mean "scribe"?` */
export const problemText = ({ file, line, column, message }: RunbookProblem): string =>
  line === null ? `${file}: ${message}` : `${file}:${line}:${column ?? 1}: ${message}`;

/** A problem that concerns a file as a whole. */
export const wholeFile = (file: string, message: string): RunbookProblem => ({
  file,
  line: null,
  column: null,
  message,
});

/** More are looked up rather than read in an error. */
const LISTED_MAX = 16;

/** The sentence for a word that is none of the known ones. */
export function unknownWord(what: string, word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  const list = known.length > LISTED_MAX ? "all those in docs/runbook.md" : known.join(", ") || "none";
  return `unknown ${what} "${word}". Known: ${list}.${meant === undefined ? "" : ` Did you mean "${meant}"?`}`;
}
