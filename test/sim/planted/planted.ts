import type { Bug } from "./bugs.ts";

/** The source of that file with what the bug changes in it; throws where a place is not there, or not once. */
export function planted({ name, also, ...first }: Bug, file: string, source: string): string {
  return [first, ...(also ? [also] : [])]
    .filter((place) => place.file === file)
    .reduce((text, { find, plant }) => {
      const parts = text.split(find);
      if (parts.length !== 2) throw new Error(`"${name}": its place stands ${parts.length - 1} times in src/${file}`);
      return parts.join(plant);
    }, source);
}

export const filesOf = ({ file, also }: Bug): string[] => [...new Set([file, ...(also ? [also.file] : [])])];
