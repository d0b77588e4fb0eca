// runbooks/regimes/: duties to notify, a file each. They are data with a source and a date, and no legal advice.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { submitted } from "../domain/regimes/due.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { BUNDLED_FOLDER } from "./extends.ts";
import { type GivenRegime, type RegimeFile, regimeFile, type WholeRegime } from "./parts/regimes.ts";
import { type RunbookProblem, unknownWord, wholeFile } from "./problem.ts";
import { at, isRecord, textsAt } from "./raw.ts";
import { checkShape } from "./shape.ts";
import { type Finding, readYaml } from "./yaml-text.ts";

const FOLDER = join(BUNDLED_FOLDER, "regimes");

export const regimeNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(".yml"))
    .map((file) => file.replace(/\.yml$/, ""))
    .sort();

export const regimePath = (name: string): string => join(FOLDER, `${name}.yml`);

/** Each with the regime itself in place of its name; without those of no file, or of a broken one: `regimeFindings`. */
export const wholeRegimes = (given: readonly GivenRegime[]): WholeRegime[] =>
  given.flatMap((one) => {
    if (typeof one !== "string" && "key" in one) return [one];
    const { use, ...rest } = typeof one === "string" ? { use: one } : one;
    const read = readBundled(use);
    return read?.ok ? [{ key: use, ...read.value, ...rest }] : [];
  });

function readBundled(name: string): Result<RegimeFile, RunbookProblem[]> | null {
  if (!regimeNames().includes(name)) return null;
  const path = regimePath(name);
  return readRegime(readFileSync(path, "utf8"), path);
}

/** One regime from its file's text. The error lists every problem. */
export function readRegime(text: string, fileName: string): Result<RegimeFile, RunbookProblem[]> {
  const yaml = readYaml(text, fileName);
  if (!yaml.ok) return yaml;
  const { value, problems } = yaml.value;
  if (value === null) return err([wholeFile(fileName, "is empty. docs/runbook.md says what a regime holds")]);
  const shape = checkShape(regimeFile, value);
  const unknown = unknownStarts(value);
  if (!shape.ok) return err(problems([...shape.error, ...unknown]));
  return unknown.length > 0 ? err(problems(unknown)) : ok(shape.value);
}

/** A clock that nothing could ever start. */
function unknownStarts(regime: unknown): Finding[] {
  const notifications = textsAt(regime, "notifications.*.key").map(({ word }) => submitted(word));
  const known = [...textsAt(regime, "starts.*.key").map(({ word }) => word), ...notifications];
  return textsAt(regime, "notifications.*.due.*.from")
    .filter(({ word }) => !known.includes(word))
    .map(({ path, word }) => ({ path, at: "value", message: unknownWord("start", word, known) }));
}

/** What is wrong with a runbook's `regimes`: names of no file, clocks that nothing starts, one that is named twice. */
export function regimeFindings(file: unknown): Finding[] {
  const entries = entriesOf(file);
  const names = entries.map(nameOf);
  return entries.flatMap((entry, index): Finding[] => {
    const path = ["regimes", index];
    const name = names[index];
    const twice: Finding[] =
      names.indexOf(name) === index || name === undefined
        ? []
        : [{ path, at: "value", message: `the regime "${name}" is named twice` }];
    const starts = unknownStarts(entry).map((one) => ({ ...one, path: [...path, ...one.path] }));
    if (name === undefined || isWritten(entry)) return [...twice, ...starts];
    const read = readBundled(name);
    const message = !read
      ? unknownWord("regime", name, regimeNames())
      : !read.ok
        ? `the file of the regime "${name}" is broken: ${read.error[0]!.message}`
        : null;
    return message === null ? twice : [{ path: isRecord(entry) ? [...path, "use"] : path, at: "value", message }];
  });
}

/** The files of the regimes that a runbook names. */
export const regimeFiles = (file: unknown): string[] =>
  entriesOf(file).flatMap((entry) => {
    const name = nameOf(entry);
    return name === undefined || isWritten(entry) ? [] : [regimePath(name)];
  });

/**
 * The text that is stored with the incidents: it has each regime in place of its name, since a clock that runs must not
 * change with a file.
 */
export function withRegimes(text: string, file: unknown): string {
  if (!isRecord(file) || regimeFiles(file).length === 0) return text;
  return stringify({ ...file, regimes: wholeRegimes(entriesOf(file) as GivenRegime[]) });
}

const entriesOf = (file: unknown): unknown[] => {
  const entries = at(file, "regimes");
  return Array.isArray(entries) ? entries : [];
};

const isWritten = (entry: unknown): boolean => at(entry, "key") !== undefined;

function nameOf(entry: unknown): string | undefined {
  const name = typeof entry === "string" ? entry : (at(entry, "use") ?? at(entry, "key"));
  return typeof name === "string" ? name : undefined;
}
