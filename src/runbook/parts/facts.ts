// What a runbook asks about an incident: its categories, what is measured, which severity follows from that.
import { z } from "zod";
import { LANDINGS, type TriageQuestion } from "../../domain/facts/triage.ts";
import { MEASURE_KINDS, type Measure } from "../../domain/facts/measures.ts";
import type { Category } from "../../domain/runbook.ts";
import type { SeverityRule } from "../../domain/severity/rules.ts";
import { DEFAULT_TRIAGE } from "../defaults.ts";
import { buildCondition, condition } from "./condition.ts";
import { inWords, key, line } from "./words.ts";

export const categories = z
  .array(
    z.strictObject({
      key,
      name: line(40).optional().describe('What people read. Default: the key in words, "Data loss".'),
      title: line(150).optional().describe("What belongs to it, in a few words. Default: nothing."),
      kinds: z.array(line(60)).max(20).optional().describe("What it is divided into. Default: nothing."),
      private: z.boolean().optional().describe("Whether such an incident is declared private. Default: false."),
    }),
  )
  .max(20)
  .describe("What kinds of trouble there are. An incident may be of several, and more may be found while it runs.");

export const measures = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_]*$/, "must be lower-case letters, digits and underscores"),
    z.strictObject({
      ask: line(150).describe("The question."),
      kind: z.enum(MEASURE_KINDS).describe("What the answer is."),
      only: condition.optional().describe("Asked only where this holds: the branches of a decision tree."),
    }),
  )
  .describe("What the rules of this file ask in numbers or by yes and no. The form of the declaration asks for them.");

export const severityRules = z
  .array(
    z.strictObject({
      severity: z.string().describe("The level that is proposed."),
      if: condition,
      because: line(150).optional().describe("Why, in the runbook's words."),
    }),
  )
  .max(50)
  .describe("Which level follows from what is known. The highest that holds is proposed; a person decides.");

export const triage = z
  .array(
    z.strictObject({
      question: line(150).describe("What is asked."),
      lands: z
        .enum(LANDINGS)
        .optional()
        .describe(
          "Where the answer goes: onto the timeline (observation, hypothesis, decision, action, impact, communication), as a time (started, detected), or into a part of the impact (summary, users, services, regions, business, data, security). Default: observation.",
        ),
    }),
  )
  .max(20);

export const buildCategories = (given: z.infer<typeof categories> | undefined): Category[] =>
  (given ?? []).map((one) => ({
    key: one.key,
    name: one.name ?? inWords(one.key),
    title: one.title ?? "",
    kinds: one.kinds ?? [],
    private: one.private ?? false,
  }));

export const buildMeasures = (
  given: z.infer<typeof measures> | undefined,
  nameOf: (name: string) => string,
): Measure[] =>
  Object.entries(given ?? {}).map(([measure, { ask, kind, only }]) => ({
    key: measure,
    question: ask,
    kind,
    only: buildCondition(only, nameOf),
  }));

export const buildSeverityRules = (
  given: z.infer<typeof severityRules> | undefined,
  nameOf: (name: string) => string,
): SeverityRule[] =>
  (given ?? []).map((rule) => ({
    severity: nameOf(rule.severity),
    when: buildCondition(rule.if, nameOf),
    because: rule.because ?? "",
  }));

export const buildTriage = (given: z.infer<typeof triage> | undefined): readonly TriageQuestion[] =>
  given?.map(({ question, lands }) => ({ question, lands: lands ?? "observation" })) ?? DEFAULT_TRIAGE;
