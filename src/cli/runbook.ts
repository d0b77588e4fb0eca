// warroom runbook: what is wrong with runbook files, what is foolish in them, what they say, and how two differ.
import { differences } from "../runbook/diff.ts";
import { findRunbook, loadPeopleBeside, type OpenedRunbook, openRunbook } from "../runbook/find.ts";
import { loadRunbookFile } from "../runbook/load.ts";
import { problemText } from "../runbook/problem.ts";
import { counted, print, UserError } from "./terminal.ts";

/** Each by its path, or by the name of one that comes with Warroom. Ends with 1 where one of them cannot be used. */
export async function check(asked: string[]): Promise<void> {
  const results = await Promise.all(asked.map(checkOne));
  for (const { lines } of results) for (const line of lines) print(line);
  if (results.some(({ usable }) => !usable)) process.exitCode = 1;
}

/** The whole runbook as a person would explain it. */
export async function show(asked: string): Promise<void> {
  const { explained, people } = await opened(asked);
  print(inParagraphs(explained(people)));
}

/** What changes for people from one runbook to the other. */
export async function diff(before: string, after: string): Promise<void> {
  const found = differences(await opened(before), await opened(after));
  print(found.length === 0 ? "Nothing differs." : inParagraphs(found));
}

/** The runbook that is asked for, with its people. */
export async function opened(asked: string): Promise<OpenedRunbook> {
  const read = await openRunbook(asked);
  if (!read.ok) throw new UserError(read.error.map(problemText).join("\n"));
  return read.value;
}

export const inParagraphs = (paragraphs: string[][]): string =>
  paragraphs.map(([heading, ...lines]) => [heading, ...lines.map((line) => `  ${line}`)].join("\n")).join("\n\n");

async function checkOne(asked: string): Promise<{ lines: string[]; usable: boolean }> {
  const path = await findRunbook(asked);
  if (!path.ok) return { lines: [problemText(path.error)], usable: false };
  const [loaded, people] = await Promise.all([loadRunbookFile(path.value), loadPeopleBeside(path.value)]);
  const broken = [...(loaded.ok ? [] : loaded.error), ...(people.ok ? [] : people.error)];
  if (!loaded.ok || !people.ok) {
    return { lines: [...broken.map(problemText), `${path.value}: ${counted(broken.length, "error")}`], usable: false };
  }
  const warnings = loaded.value.warnings(people.value.peoplePath === null ? null : people.value.people);
  const lines = warnings.map((warning) => problemText({ ...warning, message: `warning: ${warning.message}` }));
  const summary = warnings.length === 0 ? "good" : `usable, with ${counted(warnings.length, "warning")}`;
  return { lines: [...lines, `${path.value}: ${summary}`], usable: true };
}
