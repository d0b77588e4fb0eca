// `phases`, `checklists` and `playbooks`: what people do, and in which order.
import { z } from "zod";
import type { Checklist, Phase, Playbook, PlaybookStep } from "../../domain/procedures/procedures.ts";
import { buildCondition, condition } from "./condition.ts";
import { duration, key, keyOf, line, milliseconds, paragraph, webAddress } from "./words.ts";

const timeInBox = z.union([z.literal(0), duration]);

export const phases = z
  .array(
    z.strictObject({
      name: line(40),
      from: timeInBox.optional().describe("When it begins at the earliest: 0, or 5m. Default: 0."),
      to: duration.optional().describe("When it should be over. Default: it has no time of its own."),
      counted_from: z.enum(["declaration", "entry"]).optional().describe("Default: declaration."),
      demands: z
        .array(line(200))
        .max(20)
        .optional()
        .describe("What must be there before it is entered. Default: nothing."),
    }),
  )
  .max(20)
  .describe("The parts of the work, in order.");

export const checklists = z
  .array(
    z.strictObject({
      key: key.optional().describe("Default: made of the title."),
      title: line(75),
      items: z.array(line(200)).min(1, "must list at least one").max(40),
      only: condition.optional().describe("Offered in the room as soon as this holds. Default: on demand."),
    }),
  )
  .max(30);

const step = z.union([
  line(300),
  z.strictObject({
    do: line(300).describe("What is done."),
    command: paragraph(1_000).optional().describe("To copy into a terminal. Default: none."),
    url: webAddress.optional().describe("Where to look. Default: nowhere."),
    automatic: z.boolean().optional().describe("A machine does it, where one is connected. Default: false."),
    approver: z.string().optional().describe("The role that must agree first. Default: nobody."),
  }),
]);

export const playbooks = z
  .array(
    z.strictObject({
      key: key.optional().describe("Default: made of the symptom."),
      symptom: line(100).describe("What one sees when it fits."),
      steps: z.array(step).min(1, "must list at least one").max(40),
    }),
  )
  .max(60);

export const buildPhases = (given: z.infer<typeof phases> | undefined): Phase[] =>
  (given ?? []).map(({ name, from, to, counted_from, demands }) => ({
    name,
    box:
      to === undefined
        ? null
        : {
            from: counted_from === "entry" ? "entry" : "declared",
            begins_ms: typeof from === "string" ? milliseconds(from) : 0,
            ends_ms: milliseconds(to),
          },
    demands: demands ?? [],
  }));

export const buildChecklists = (
  given: z.infer<typeof checklists> | undefined,
  nameOf: (severity: string) => string,
): Checklist[] =>
  (given ?? []).map(({ key: named, title, items, only }) => ({
    key: named ?? keyOf(title),
    title,
    items,
    only: only === undefined ? null : buildCondition(only, nameOf),
  }));

export const buildPlaybooks = (given: z.infer<typeof playbooks> | undefined): Playbook[] =>
  (given ?? []).map(({ key: named, symptom, steps }) => ({
    key: named ?? keyOf(symptom),
    symptom,
    steps: steps.map(buildStep),
  }));

function buildStep(given: z.infer<typeof step>): PlaybookStep {
  const { do: text, command, url, automatic, approver } = typeof given === "string" ? { do: given } : given;
  return {
    text,
    command: command ?? null,
    url: url ?? null,
    automatic: automatic ?? false,
    approver: approver ?? null,
  };
}
