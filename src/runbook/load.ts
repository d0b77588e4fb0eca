// A runbook from its file, or everything that is wrong with it at once.
import { basename } from "node:path";
import type { People, Runbook } from "../domain/runbook.ts";
import { sha256 } from "../lib/hash.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { buildRunbook } from "./build.ts";
import { explain } from "./explain.ts";
import { readWhole, type WholeText } from "./extends.ts";
import { type RunbookProblem, wholeFile } from "./problem.ts";
import { regimeFiles, withRegimes } from "./regimes.ts";
import { ruleFindings } from "./rules.ts";
import { runbookFile } from "./schema.ts";
import { checkShape } from "./shape.ts";
import { warningsOf } from "./warnings.ts";
import { type Finding, readYaml } from "./yaml-text.ts";

export interface LoadedRunbook {
  runbook: Runbook;
  /** What the file says and most likely does not mean, given whom people.yml beside it binds; null for no such file. */
  warnings(people: People | null): RunbookProblem[];
  /** The whole of it for people: paragraphs of lines, each with its heading first. */
  explained(people: People): string[][];
  /** Its file, those it builds on, and those of the regimes that it names. */
  files: string[];
  /** All of it in one text, as it is stored with the incidents declared under it. */
  text: string;
  /** SHA-256 of that text, by which incidents remember the rules they were declared under. */
  hash: string;
}

/**
 * Reads a runbook's text. `fileName` stands in the problems, and its last part without the ending names the runbook.
 * The error lists every problem: those of the syntax alone where there are any, else of the shape and of the rules.
 */
export function readRunbook(text: string, fileName: string): Result<LoadedRunbook, RunbookProblem[]> {
  const yaml = readYaml(text, fileName);
  return yaml.ok ? checked({ ...yaml.value, text, files: [fileName] }, fileName) : yaml;
}

/** One that an incident is stamped with, which holds for it whatever rule for new ones was added since; null for none. */
export function readStamped(text: string, name: string): LoadedRunbook | null {
  const yaml = readYaml(text, name);
  if (!yaml.ok) return null;
  const read = checked({ ...yaml.value, text, files: [name] }, name, () => []);
  return read.ok ? read.value : null;
}

/** Reads a runbook from disk, and the files it builds on. The error lists every problem, or says why it cannot be read. */
export async function loadRunbookFile(path: string): Promise<Result<LoadedRunbook, RunbookProblem[]>> {
  const whole = await readWhole(path);
  return whole.ok ? checked(whole.value, path) : whole;
}

function checked(
  { value, problems, text, files }: WholeText,
  fileName: string,
  rules: (file: unknown) => Finding[] = ruleFindings,
): Result<LoadedRunbook, RunbookProblem[]> {
  if (value === null) return err([wholeFile(fileName, "is empty. docs/runbook.md has an example to start from")]);
  const shape = checkShape(runbookFile, value);
  const broken = rules(value);
  if (!shape.ok) return err(problems([...shape.error, ...broken]));
  if (broken.length > 0) return err(problems(broken));
  const runbook = buildRunbook(runbookName(fileName), shape.value);
  const whole = withRegimes(text, value);
  const warnings = (people: People | null) => problems(warningsOf(runbook, value, people));
  const explained = (people: People) => explain(runbook, value as Record<string, unknown>, people);
  return ok({
    runbook,
    warnings,
    explained,
    files: [...files, ...regimeFiles(value)],
    text: whole,
    hash: sha256(whole),
  });
}

/** The name under which a runbook is asked for: "agentic-canon" for "runbooks/agentic-canon.yml". */
export const runbookName = (path: string): string => basename(path).replace(/\.ya?ml$/i, "");
