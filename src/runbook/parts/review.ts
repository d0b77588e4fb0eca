// `postmortem`, `after_resolve`, `meeting` and `action_items`: what comes after the end, and until when.
import { z } from "zod";
import { ALWAYS } from "../../domain/condition.ts";
import type { PostmortemSection } from "../../domain/runbook.ts";
import type { ActionItemRules, Deadline, Meeting } from "../../domain/review/review.ts";
import { DEFAULT_SECTIONS, OWNED_TITLE } from "../defaults.ts";
import { buildCondition, condition } from "./condition.ts";
import { buildSpan, key, keyOf, line, paragraph, span } from "./words.ts";

const section = z.strictObject({
  title: line(75).describe("The section's heading."),
  prompt: paragraph(500).optional().describe("What to write there. Default: nothing."),
});

export const postmortem = z
  .strictObject({
    sections: z
      .array(section)
      .min(1, "must list at least one")
      .max(20)
      .optional()
      .describe("The postmortem's sections, in order. Default: Warroom's own seven."),
  })
  .describe("What is written afterwards.");

export const afterResolve = z
  .array(
    z.strictObject({
      key: key.optional().describe("Default: made of the title."),
      title: line(100).describe("What must be done."),
      within: span.describe("How long after the resolution at the latest."),
      done_by: z
        .enum(["word", "postmortem", "meeting", "action-items"])
        .optional()
        .describe(
          "What ends it: somebody says so, or the postmortem, the meeting or the action items are there. Default: word.",
        ),
      owner: key
        .optional()
        .describe("Key of the role that sees to it and is reminded. Default: whoever leads, else the declarer."),
      only: condition.optional(),
    }),
  )
  .max(20);

export const meeting = z.strictObject({
  within: span.describe("How long after the resolution at the latest."),
  agenda: z
    .array(z.strictObject({ title: line(75), minutes: z.int().min(1, "must be at least 1").max(480) }))
    .max(20)
    .optional()
    .describe("In order. Default: none."),
});

export const actionItems = z.strictObject({
  priorities: z.array(line(20)).max(10).optional().describe("How they are graded, highest first. Default: not."),
  due_within: z
    .record(z.string(), span)
    .optional()
    .describe("By kind or priority: { P0: 1 week }; counted from the resolution. Default: not stated."),
  owned_within: span.optional().describe("When each must have an owner and a date. Default: not stated."),
});

export const buildSections = (given: z.infer<typeof postmortem> | undefined): readonly PostmortemSection[] =>
  given?.sections?.map(({ title, prompt }) => ({ title, prompt: prompt?.trim() ?? "" })) ?? DEFAULT_SECTIONS;

export function buildDeadlines(
  given: z.infer<typeof afterResolve> | undefined,
  items: z.infer<typeof actionItems> | undefined,
  nameOf: (severity: string) => string,
): Deadline[] {
  const written = (given ?? []).map(({ key: named, title, within, done_by, owner, only }) => ({
    key: named ?? keyOf(title),
    title,
    within: buildSpan(within),
    doneBy: done_by ?? "word",
    owner: owner ?? null,
    only: buildCondition(only, nameOf),
  }));
  const isWritten = written.some(({ doneBy }) => doneBy === "action-items");
  return items?.owned_within === undefined || isWritten ? written : [...written, ownedBy(items.owned_within)];
}

/** That they are owned by a time is a deadline like any other, also where the file lists none for it. */
const ownedBy = (within: string): Deadline => ({
  key: "action-items",
  title: OWNED_TITLE,
  within: buildSpan(within),
  doneBy: "action-items",
  owner: null,
  only: ALWAYS,
});

export const buildMeeting = (given: z.infer<typeof meeting> | undefined): Meeting | null =>
  given === undefined ? null : { within: buildSpan(given.within), agenda: given.agenda ?? [] };

export const buildActionItemRules = (given: z.infer<typeof actionItems> | undefined): ActionItemRules => ({
  priorities: given?.priorities ?? [],
  dueWithin: Object.entries(given?.due_within ?? {}).map(([name, within]) => ({ name, within: buildSpan(within) })),
  ownedWithin: given?.owned_within === undefined ? null : buildSpan(given.owned_within),
});
