// people.yml: who stands behind the names a runbook uses. Apart from the runbook, because people change and rules stay.
import { z } from "zod";
import type { People, Runbook } from "../domain/runbook.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { type RunbookProblem, unknownWord } from "./problem.ts";
import { checkShape } from "./shape.ts";
import { type Finding, readYaml } from "./yaml-text.ts";

export const PEOPLE_FILE = "people.yml";

const USER_ID = /^[UW][A-Z0-9]{2,}$/;

const peopleFile = z.record(z.string(), z.unknown());

/**
 * Reads people.yml: each key with one Slack user id or a list of them. A key without a value is unbound, as is one
 * that is absent. The error lists every problem.
 */
export function readPeople(text: string, fileName: string): Result<People, RunbookProblem[]> {
  const yaml = readYaml(text, fileName);
  if (!yaml.ok) return yaml;
  const { value, problems } = yaml.value;
  const file = checkShape(peopleFile, value ?? {});
  if (!file.ok) return err(problems(file.error));
  const bindings = Object.entries(file.value);
  const findings = bindings.flatMap(([key, given]) => [...keyFindings(key), ...idFindings(key, given)]);
  if (findings.length > 0) return err(problems(findings));
  return ok(Object.fromEntries(bindings.map(([key, given]) => [key, idsIn(given)])));
}

/** The keys a runbook names that nobody stands behind, in the runbook's order. */
export const unboundKeys = (runbook: Runbook, people: People): string[] =>
  keysOf(runbook).filter((key) => (people[key] ?? []).length === 0);

/** The keys of people.yml that the runbook does not name, as sentences: most often a typo, never a reason to stop. */
export function unusedKeys(runbook: Runbook, people: People): string[] {
  const known = keysOf(runbook);
  return Object.keys(people)
    .filter((key) => !known.includes(key))
    .map((key) => unknownWord("key", key, known));
}

function keysOf(runbook: Runbook): string[] {
  const { severities, roles, ladder, duties, contacts, regimes, readiness } = runbook;
  const rungs = [...Object.values(ladder.bySeverity).flat(), ...ladder.rungs];
  return [
    ...new Set([
      ...severities.flatMap(({ page, invite }) => [...page, ...invite]),
      ...roles.flatMap(({ primary, backup }) => [...primary, ...backup]),
      ...[...rungs, ...duties, ...regimes, ...readiness].flatMap(({ to }) => to),
      ...contacts.flatMap(({ to, backup }) => [...to, ...backup]),
    ]),
  ];
}

function keyFindings(key: string): Finding[] {
  if (/^[a-z0-9-]+$/.test(key)) return [];
  return [{ path: [key], at: "key", message: `key "${key}" must be lower-case letters, digits and hyphens` }];
}

function idFindings(key: string, given: unknown): Finding[] {
  const list = Array.isArray(given);
  const ids: unknown[] = list ? given : given === null ? [] : [given];
  return ids.flatMap((id, index) => {
    if (typeof id === "string" && USER_ID.test(id)) return [];
    const shown = typeof id === "string" ? `"${id}"` : JSON.stringify(id);
    const message = `${shown} is not a Slack user id. It looks like U012AB3CD: in a person's profile, "Copy member ID"`;
    return [{ path: list ? [key, index] : [key], at: "value", message }];
  });
}

const idsIn = (given: unknown): string[] => [...new Set([given ?? []].flat().map(String))];
