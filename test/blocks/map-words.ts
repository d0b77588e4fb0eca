// A catalogue with every text changed on its way out: how tests see which words are used, and what is none of them.
import type { Catalogue } from "../../src/blocks/words/catalogue.ts";
import type { Words } from "../../src/blocks/words/en.ts";

export interface Change {
  /** Called for each text at the moment it is taken; `path` is "card.unclaimed". */
  text(text: string, path: string): string;
  /** Called for each piece that a sentence is handed. */
  piece?(piece: string): string;
}

export const mapWords = (words: Words, change: Change): Words => mapPart(words, change, "") as unknown as Words;

function mapPart(part: Catalogue, change: Change, before: string): Catalogue {
  const mapped = {};
  for (const [name, entry] of Object.entries(part)) {
    const path = before === "" ? name : `${before}.${name}`;
    Object.defineProperty(mapped, name, { enumerable: true, get: () => taken(entry, path) });
  }
  return mapped;

  function taken(entry: Catalogue[string], path: string) {
    if (typeof entry === "string") return change.text(entry, path);
    if (typeof entry === "object") return mapPart(entry, change, path);
    return (...given: unknown[]) => change.text(entry(...(given.map(changed) as never[])), path);
  }

  function changed(given: unknown): unknown {
    if (typeof given !== "object" || given === null || !change.piece) return given;
    const pieces = Object.entries(given);
    return Object.fromEntries(
      pieces.map(([name, piece]) => [name, typeof piece === "string" ? change.piece!(piece) : piece]),
    );
  }
}

/** Where every text of a catalogue stands. */
export const pathsOf = (part: Catalogue, before = ""): string[] =>
  Object.entries(part).flatMap(([name, entry]) => {
    const path = before === "" ? name : `${before}.${name}`;
    return typeof entry === "object" ? pathsOf(entry, path) : [path];
  });
