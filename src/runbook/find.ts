// Which runbook, from one setting: a path, or the name of one of those that come with Warroom.
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { People, RunbookFile } from "../domain/runbook.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { BUNDLED_FOLDER } from "./extends.ts";
import { type LoadedRunbook, loadRunbookFile, runbookName } from "./load.ts";
import { PEOPLE_FILE, readPeople } from "./people.ts";
import { type RunbookProblem, unknownWord, wholeFile } from "./problem.ts";
import { readText } from "./read-text.ts";

/** `files` has people.yml besides, whether there is one or not. */
export interface OpenedRunbook extends LoadedRunbook {
  path: string;
  people: People;
  /** Where the people came from, or null where the runbook has no people.yml beside it. */
  peoplePath: string | null;
  file: RunbookFile;
}

/**
 * The runbook that `asked` (the value of WARROOM_RUNBOOK) means, with its people. The error lists every problem of both
 * files, or says that there is no such runbook and which there are.
 */
export async function openRunbook(
  asked: string,
  folder: string = BUNDLED_FOLDER,
): Promise<Result<OpenedRunbook, RunbookProblem[]>> {
  const path = await findRunbook(asked, folder);
  if (!path.ok) return err([path.error]);
  const [loaded, people] = await Promise.all([loadRunbookFile(path.value), loadPeopleBeside(path.value)]);
  if (loaded.ok && people.ok) {
    // Also where there is none yet: it may come.
    const files = [...loaded.value.files, join(dirname(path.value), PEOPLE_FILE)];
    const file = { name: basename(path.value), changedAt: await changedAt(loaded.value.files) };
    return ok({ path: path.value, ...loaded.value, ...people.value, files, file });
  }
  return err([...(loaded.ok ? [] : loaded.error), ...(people.ok ? [] : people.error)]);
}

/** When the last of them was changed. */
async function changedAt(files: readonly string[]): Promise<number> {
  const stats = await Promise.all(files.map((file) => stat(file)));
  return Math.round(Math.max(...stats.map(({ mtimeMs }) => mtimeMs)));
}

/** Where the runbook that `asked` means is: `asked` itself where it is a path, else the bundled one of that name. */
export async function findRunbook(
  asked: string,
  folder: string = BUNDLED_FOLDER,
): Promise<Result<string, RunbookProblem>> {
  if (/[/\\]|\.ya?ml$/i.test(asked)) return findFile(asked);
  const files = await runbooksIn(folder);
  const file = files.find((one) => runbookName(one) === asked);
  if (file !== undefined) return ok(join(folder, file));
  const message = `${unknownWord("runbook", asked, files.map(runbookName))} A file of your own is given by its path.`;
  return err(wholeFile("WARROOM_RUNBOOK", message));
}

async function findFile(path: string): Promise<Result<string, RunbookProblem>> {
  const files = await runbooksIn(dirname(path));
  if (files.includes(basename(path))) return ok(path);
  return err(wholeFile(path, unknownWord("file", basename(path), files)));
}

/** The runbook files of a folder, sorted; none where there is no such folder. */
const runbooksIn = (folder: string): Promise<string[]> =>
  readdir(folder).then(
    (files) => files.filter((file) => /\.ya?ml$/i.test(file) && file !== PEOPLE_FILE).sort(),
    () => [],
  );

/** people.yml in the folder of a runbook; nobody where there is no such file. */
export async function loadPeopleBeside(
  path: string,
): Promise<Result<{ people: People; peoplePath: string | null }, RunbookProblem[]>> {
  const peoplePath = join(dirname(path), PEOPLE_FILE);
  const text = await readText(peoplePath);
  if (!text.ok && text.error.code === "ENOENT") return ok({ people: {}, peoplePath: null });
  if (!text.ok) return err([wholeFile(peoplePath, `cannot be read: ${text.error.message}`)]);
  const people = readPeople(text.value, peoplePath);
  return people.ok ? ok({ people: people.value, peoplePath }) : people;
}
