// `only` and `if`: under which circumstances a part of the runbook holds.
import { z } from "zod";
import { ALWAYS, type Condition, type Test } from "../../domain/condition.ts";
import { assert } from "../../lib/pure/assert.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1, "must list at least one")]);

const COMPARISON = /^(>=|<=|>|<)\s*(\d+(?:\.\d+)?)\s*(%|s|ms)?$/;

/** "> 1000", ">= 50 %", "< 30 s", or yes and no. */
export const test = z.union([
  z.boolean(),
  z.string().regex(COMPARISON, 'is no comparison: write "> 1000" or "<= 50 %"'),
]);

/** What a check must show. Its unit is the check's own, whatever that is: rules.ts looks. */
export const CHECK_COMPARISON = /^(>=|<=|>|<)\s*(\d+(?:\.\d+)?)\s*(\S.*)?$/;

export const checkTest = z.union([
  z.boolean(),
  z.string().regex(CHECK_COMPARISON, 'is no comparison: write "> 20" or "<= 0"'),
]);

export const condition = z
  .object({ severity: oneOrMore.optional(), category: oneOrMore.optional() })
  .catchall(test)
  .describe('{ severity: [P1, P2], category: security, users: "> 1000" }: all that is named must hold.');

type Given = z.infer<typeof condition>;

/** `nameOf` gives a severity in the file's own spelling. */
export function buildCondition(given: Given | undefined, nameOf: (severity: string) => string): Condition {
  if (!given) return ALWAYS;
  const { severity, category, ...measures } = given;
  return {
    severities: list(severity).map(nameOf),
    categories: list(category),
    measures: Object.fromEntries(Object.entries(measures).map(([key, value]) => [key, buildTest(value)])),
  };
}

export function buildTest(given: z.infer<typeof test>): Test {
  if (typeof given === "boolean") return { is: given };
  const [, op, number, unit] = COMPARISON.exec(given) ?? [];
  assert(op !== undefined, `the schema let "${given}" pass as a comparison`);
  return { op: op as ">", than: Number(number) / (unit === "ms" ? SECOND_MS : 1) };
}

export function buildCheckTest(given: z.infer<typeof checkTest>): Test {
  if (typeof given === "boolean") return { is: given };
  const [, op, number] = CHECK_COMPARISON.exec(given) ?? [];
  assert(op !== undefined, `the schema let "${given}" pass as a comparison`);
  return { op: op as ">", than: Number(number) };
}

const list = (given: string | string[] | undefined): string[] => (given === undefined ? [] : [given].flat());
