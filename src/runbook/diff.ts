// What differs between two runbooks, by what it means for people: the sentences in which each is explained are compared,
// never the lines of the files.
import { ASIDES } from "./explain.ts";
import type { LoadedRunbook } from "./load.ts";

/** Paragraphs, as `explained` has them: a heading, and what changed under it. Empty where nothing differs. */
export function differences(before: LoadedRunbook, after: LoadedRunbook): string[][] {
  const [old, now] = [paragraphs(before), paragraphs(after)];
  const headings = [...new Set([...old.keys(), ...now.keys()])];
  return headings.flatMap((heading) => {
    const changes = changed(old.get(heading), now.get(heading));
    return changes.length > 0 ? [[heading, ...changes]] : [];
  });
}

/** A severity is the same as long as its name is; its title is one more thing that it says. */
function paragraphs(loaded: LoadedRunbook): Map<string, string[]> {
  const [[title = ""] = [], ...parts] = loaded.explained({});
  const said = parts
    .filter(([heading]) => !ASIDES.includes(heading!))
    .map(([heading = "", ...lines]): [string, string[]] => {
      const [name, means] = heading.split(" · ");
      return means === undefined ? [heading, lines] : [name!, [`means: ${means}`, ...lines]];
    });
  return new Map([["Title", [title]], ...said]);
}

function changed(before: string[] | undefined, after: string[] | undefined): string[] {
  if (before === undefined) return ["is new", ...after!];
  if (after === undefined) return ["is gone"];
  const gone = before.filter((line) => !after.includes(line));
  const added = after.filter((line) => !before.includes(line));
  const told = new Set<string>();
  const moved = gone.flatMap((line) => {
    const name = nameOf(line);
    const now = name === null ? undefined : added.find((one) => nameOf(one) === name);
    if (now === undefined) return [];
    told.add(line).add(now);
    return [`${name}: was ${saidOf(line)}, is ${saidOf(now)}`];
  });
  const rest = (lines: string[], word: string) =>
    lines.filter((line) => !told.has(line)).map((line) => `${word}: ${line}`);
  const changes = [...moved, ...rest(gone, "gone"), ...rest(added, "new")];
  if (changes.length > 0 || before.join("\n") === after.join("\n")) return changes;
  return [`in another order: ${after.join("; ")}`];
}

/** "responded to" of "responded to: within 15 min". */
const nameOf = (line: string): string | null => {
  const end = line.indexOf(": ");
  return end < 0 ? null : line.slice(0, end);
};

const saidOf = (line: string): string => line.slice(line.indexOf(": ") + 2);
