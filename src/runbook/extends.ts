// `extends`: a file that builds on another one, and writes only what differs.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { type RunbookProblem, wholeFile } from "./problem.ts";
import { at, isRecord } from "./raw.ts";
import { readText } from "./read-text.ts";
import { readYaml, type YamlText } from "./yaml-text.ts";

/** Beside src/ and beside dist/ alike. */
export const BUNDLED_FOLDER = fileURLToPath(new URL("../../runbooks/", import.meta.url));

export interface WholeText extends YamlText {
  /** All of it in one text, which stays readable when the files have changed. */
  text: string;
  /** Its file, and those it builds on. */
  files: string[];
}

/** Deeper than anybody can follow. */
const FILES_MAX = 5;

/** Maps of which a file writes only the entries that differ. */
const BY_ENTRY = ["hours", "measures", "templates", "checks", "recovery", "action_items"];

/** A runbook's file together with those that it builds on. The error lists what cannot be read in any of them. */
export async function readWhole(
  path: string,
  above: readonly string[] = [],
): Promise<Result<WholeText, RunbookProblem[]>> {
  const text = await readText(path);
  if (!text.ok) return err([wholeFile(path, `cannot be read: ${text.error.message}`)]);
  const yaml = readYaml(text.value, path);
  if (!yaml.ok) return yaml;
  const { value, problems } = yaml.value;
  const named = at(value, "extends");
  if (!isRecord(value) || named === undefined) return ok({ ...yaml.value, text: text.value, files: [path] });
  const problem = (message: string) => err(problems([{ path: ["extends"], at: "value", message }]));
  if (typeof named !== "string") return problem("extends must be the name of a runbook, or the path of its file");
  const base = basePath(path, named);
  if (base === null)
    return problem(
      `there is no runbook "${named}": write the path of its file from here, or the name of a bundled one`,
    );
  const files = [...above, resolve(path)];
  if (files.includes(resolve(base))) return problem(`"${named}" builds on this file itself`);
  if (files.length >= FILES_MAX) return problem(`more than ${FILES_MAX} files build on one another`);
  const below = await readWhole(base, files);
  return below.ok ? ok({ ...merged(value, problems, below.value), files: [path, ...below.value.files] }) : below;
}

function basePath(path: string, named: string): string | null {
  const beside = join(dirname(path), named);
  const candidates = /\.ya?ml$/i.test(named) ? [beside] : [`${beside}.yml`, join(BUNDLED_FOLDER, `${named}.yml`)];
  return candidates.find((one) => existsSync(one)) ?? null;
}

function merged(
  own: Record<string, unknown>,
  ownProblems: YamlText["problems"],
  base: WholeText,
): Omit<WholeText, "files"> {
  const { extends: _named, ...rest } = own;
  const under = isRecord(base.value) ? base.value : {};
  const value: Record<string, unknown> = { ...under, ...rest };
  for (const key of BY_ENTRY) {
    if (isRecord(under[key]) && isRecord(rest[key])) value[key] = { ...under[key], ...rest[key] };
  }
  if (Array.isArray(rest.severities)) value.severities = rest.severities.map((one) => overBase(one, under.severities));
  return {
    value,
    text: stringify(value),
    problems: (findings) => {
      const isOwn = ({ path }: (typeof findings)[number]) => path.length === 0 || String(path[0]) in rest;
      return [...ownProblems(findings.filter(isOwn)), ...base.problems(findings.filter((one) => !isOwn(one)))];
    },
  };
}

/** A severity takes what it leaves out from the one of the same name. */
function overBase(own: unknown, base: unknown): unknown {
  const name = nameOf(own);
  const same = name === null || !Array.isArray(base) ? undefined : base.find((one) => nameOf(one) === name);
  return isRecord(own) && isRecord(same) ? { ...same, ...own } : own;
}

function nameOf(severity: unknown): string | null {
  const name = at(severity, "name");
  return typeof name === "string" ? name.toLowerCase() : null;
}
