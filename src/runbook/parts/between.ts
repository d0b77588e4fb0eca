// What a runbook wants between incidents, and what it keeps at hand: exercises, reports, contacts.
import { z } from "zod";
import { type Exercise, EXERCISE_KINDS, RHYTHMS } from "../../domain/readiness/readiness.ts";
import type { Contact } from "../../domain/runbook.ts";
import { key, keyOf, line, peopleKeys } from "./words.ts";

export const readiness = z
  .array(
    z.strictObject({
      key: key.optional().describe("Default: made of the title."),
      title: line(100).describe("What is practised or looked after."),
      every: z.enum(RHYTHMS),
      kind: z
        .enum(EXERCISE_KINDS)
        .optional()
        .describe("`drill`: one of `/incident drill` counts. `runbook-review`: names this file. Default: exercise."),
      to: peopleKeys.optional().describe("Who is reminded. Default: nobody; it is said in the channel of `announce`."),
    }),
  )
  .max(30);

export const contacts = z
  .array(
    z.strictObject({
      name: line(75).describe("Who it is, as people call them."),
      to: peopleKeys.optional().describe("Who that is in Slack. Default: nobody."),
      backup: peopleKeys.optional().describe("Who else. Default: nobody."),
      mail: line(200).optional(),
      phone: line(40).optional(),
      by: z.array(line(40)).max(5).optional().describe("The ways to reach them, first one first. Default: not stated."),
    }),
  )
  .max(60);

const REPORTS = ["daily", "weekly", "monthly"] as const;
export const reports = z.array(z.enum(REPORTS)).max(3);

export const buildReadiness = (given: z.infer<typeof readiness> | undefined): Exercise[] =>
  (given ?? []).map(({ key: named, title, every, kind, to }) => {
    return { key: named ?? keyOf(title), title, every, kind: kind ?? "exercise", to: to ?? [] };
  });

export const buildContacts = (given: z.infer<typeof contacts> | undefined): Contact[] =>
  (given ?? []).map(({ name, to, backup, mail, phone, by }) => ({
    name,
    to: to ?? [],
    backup: backup ?? [],
    mail: mail ?? null,
    phone: phone ?? null,
    by: by ?? [],
  }));
