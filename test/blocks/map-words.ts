// A catalogue with every text changed on its way out: how tests see which words are used, and what is none of them.
import type { Catalogue } from "../../src/blocks/words/catalogue.ts";
import type { Words } from "../../src/blocks/words/en.ts";

/** `change` is called for each text at the moment it is taken; `path` is "card.unclaimed". */
export const mapWords = (words: Words, change: (text: string, path: string) => string): Words =>
  mapPart(words, change, "") as unknown as Words;

function mapPart(part: Catalogue, change: (text: string, path: string) => string, before: string): Catalogue {
  const mapped = {};
  for (const [name, entry] of Object.entries(part)) {
    const path = before === "" ? name : `${before}.${name}`;
    Object.defineProperty(mapped, name, { enumerable: true, get: () => taken(entry, path) });
  }
  return mapped;

  function taken(entry: Catalogue[string], path: string) {
    if (typeof entry === "string") return change(entry, path);
    if (typeof entry === "function") return (...pieces: never[]) => change(entry(...pieces), path);
    return mapPart(entry, change, path);
  }
}

/** Where every text of a catalogue stands. */
export const pathsOf = (part: Catalogue, before = ""): string[] =>
  Object.entries(part).flatMap(([name, entry]) => {
    const path = before === "" ? name : `${before}.${name}`;
    return typeof entry === "object" ? pathsOf(entry, path) : [path];
  });
