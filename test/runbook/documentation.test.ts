import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { updatesRole } from "../../src/domain/runbook.ts";
import { DEFAULT_KEY_MOMENTS, DEFAULT_SECTIONS, DEFAULT_STATUSES } from "../../src/runbook/defaults.ts";
import { NOT_CARRIED_OUT } from "../../src/runbook/not-carried-out.ts";
import { readPeople, unboundKeys } from "../../src/runbook/people.ts";
import { runbookJsonSchema } from "../../src/runbook/schema.ts";
import { problemsOf, runbookOf } from "./reading.ts";

const page = readFileSync("docs/runbook.md", "utf8");
const [example, people] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text!);

test("the example of the documentation loads, has at most twenty lines and binds everybody it names", () => {
  const runbook = runbookOf(example!);
  expect(example!.trimEnd().split("\n").length).toBeLessThanOrEqual(20);
  expect(updatesRole(runbook)?.key).toBe("scribe");
  const bound = readPeople(people!, "people.yml");
  expect(bound.ok && unboundKeys(runbook, bound.value)).toEqual([]);
});

test("the documentation has a row for every key", () => {
  const documented = new Set(
    [...page.matchAll(/^\| (.*?) \|/gm)].flatMap(([row]) => [...row.matchAll(/`([a-z_]+)`/g)].map(([, key]) => key!)),
  );
  const { properties } = runbookJsonSchema() as { properties: Record<string, { items?: { properties?: object } }> };
  const keys = Object.entries(properties).flatMap(([key, { items }]) =>
    key === "links" ? [key] : [key, ...Object.keys(items?.properties ?? {})],
  );
  expect(keys.filter((key) => !documented.has(key))).toEqual([]);
});

test("the defaults of the documentation are those of the program", () => {
  expect(page).toContain(DEFAULT_STATUSES.join(", "));
  expect(page).toContain(
    Object.entries(DEFAULT_KEY_MOMENTS)
      .map(([emoji, kind]) => `\`${emoji}: ${kind}\``)
      .join(", "),
  );
  expect(page).toContain(DEFAULT_SECTIONS.map(({ title }) => title).join(", "));
});

test("the mistake that the documentation shows is shown like that", () => {
  expect(page).toContain(problemsOf(example!.replace("updates_by: scribe", "updates_by: scribee")).join("\n"));
});

test("the documentation names what is not carried out yet, and no more", () => {
  const [, keys = ""] = /\*\*Not carried out yet\.\*\*.*?:(.*?)\.\n/s.exec(page) ?? [];
  expect([...keys.matchAll(/`([a-z_.]+)`/g)].map(([, key]) => key)).toEqual(NOT_CARRIED_OUT);
});
