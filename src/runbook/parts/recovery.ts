// `recovery` and `checks`: what must be well before an incident may be called resolved, and what can be asked of machines.
import { z } from "zod";
import type { Check } from "../../domain/checks/check.ts";
import type { Criterion, Recovery } from "../../domain/recovery/criteria.ts";
import { buildCheckTest, buildCondition, checkTest, condition } from "./condition.ts";
import { buildSpan, key, keyOf, line, span } from "./words.ts";

const criterion = z.union([
  line(200),
  z.strictObject({
    text: line(200).describe("What must be so."),
    check: key.optional().describe("A key of `checks`. Default: somebody attests it."),
    is: checkTest.optional().describe('What the check must show, in its own unit: "< 0.1", or yes.'),
    due: z
      .enum(["before", "at", "after"])
      .optional()
      .describe("Before, at or after it is called resolved; only the first can hold that up. Default: before."),
    only: condition.optional(),
  }),
]);
const criteria = z.array(criterion).max(30);

export const recovery = z.strictObject({
  watch: span.optional().describe("How long all must stay well first. Default: not stated, nobody has to wait."),
  mandatory: criteria.optional().describe("Without these nobody resolves, unless with a reason. Default: none."),
  recommended: criteria.optional().describe("Shown, and never in the way. Default: none."),
});

export const checks = z.record(
  key,
  z.strictObject({
    title: line(75).describe("What it shows."),
    unit: line(12)
      .optional()
      .describe("What its number counts: %, ms, s; comparisons with it are in that. Default: nothing."),
  }),
);

export function buildRecovery(given: z.infer<typeof recovery> | undefined, nameOf: (name: string) => string): Recovery {
  const build =
    (mandatory: boolean) =>
    (one: z.infer<typeof criterion>): Criterion => {
      const { text, check, is, due, only } = typeof one === "string" ? { text: one } : one;
      return {
        key: keyOf(text),
        text,
        mandatory,
        due: due ?? "before",
        check: check === undefined ? null : { key: check, test: buildCheckTest(is ?? true) },
        only: buildCondition(only, nameOf),
      };
    };
  return {
    criteria: [...(given?.mandatory ?? []).map(build(true)), ...(given?.recommended ?? []).map(build(false))],
    watch: given?.watch === undefined ? null : buildSpan(given.watch),
  };
}

export const buildChecks = (given: z.infer<typeof checks> | undefined): Check[] =>
  Object.entries(given ?? {}).map(([name, { title, unit }]) => ({ key: name, title, unit: unit ?? "" }));
