// Templates that cannot be filled: reported where they stand in the file.
import { TEMPLATE_VALUES } from "../domain/duties/template-values.ts";
import { DEFAULT_ROLES } from "./defaults.ts";
import { unknownWord } from "./problem.ts";
import { at, textsAt, type Word } from "./raw.ts";
import { readTemplate } from "./template.ts";
import type { Finding } from "./yaml-text.ts";

const texts = (file: unknown): Word[] => [
  ...textsAt(file, "templates.*.subject"),
  ...textsAt(file, "templates.*.text"),
];

/** What is no template at all. */
export const brokenTemplates = (file: unknown): Finding[] =>
  texts(file).flatMap(({ path, word }): Finding[] => {
    const read = readTemplate(word);
    if (read.ok) return [];
    const { message, line } = read.error;
    return [{ path, at: "value", message: `line ${line} of this template: ${message}` }];
  });

/** Values that nothing fills in. */
export function unknownValues(file: unknown): Finding[] {
  const known = valueNames(file);
  return texts(file).flatMap(({ path, word }) => {
    const read = readTemplate(word);
    const names = read.ok ? read.value.filter((name) => !known.includes(name)) : [];
    return names.map((name): Finding => ({ path, at: "value", message: unknownWord("value", name, known) }));
  });
}

/** Every name that a template of this file may use. */
function valueNames(file: unknown): string[] {
  const roles =
    at(file, "roles") === undefined
      ? DEFAULT_ROLES.map(({ key }) => key)
      : textsAt(file, "roles.*.key").map(({ word }) => word);
  return [...Object.keys(TEMPLATE_VALUES), ...roles.map((key) => `roles.${key}`)];
}
