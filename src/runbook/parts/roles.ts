import { z } from "zod";
import type { Role } from "../../domain/runbook.ts";
import { DEFAULT_ROLES, DEFAULT_UPDATES_BY } from "../defaults.ts";
import { inWords, key, line, peopleKeys } from "./words.ts";

export const roles = z
  .array(
    z.strictObject({
      key: key.describe("What commands and this file call the role: technical-lead."),
      name: line(40).optional().describe('What people read. Default: the key in words, "Technical lead".'),
      mandatory: z
        .union([z.boolean(), z.array(z.string()).min(1, "must list at least one")])
        .optional()
        .describe(
          "Asked for until somebody holds it: true, or the severities at which. The first that always is leads. Default: false.",
        ),
      duties: z.array(line(200)).max(20).optional().describe("Told to whoever takes the role. Default: none."),
      primary: peopleKeys.optional().describe("Who is asked first to take the role. Default: nobody."),
      backup: peopleKeys.optional().describe("Who is asked when nobody takes the role. Default: nobody."),
    }),
  )
  .min(1, "must list at least one")
  .max(20);

export function buildRoles(
  given: z.infer<typeof roles> | undefined,
  updatesBy: string | undefined,
  nameOf: (severity: string) => string,
): readonly Role[] {
  const postsUpdates = updatesBy ?? DEFAULT_UPDATES_BY;
  const listed = given?.map((one) => ({
    key: one.key,
    name: one.name ?? inWords(one.key),
    mandatory: one.mandatory === true,
    mandatoryAt: Array.isArray(one.mandatory) ? one.mandatory.map(nameOf) : [],
    duties: one.duties ?? [],
    primary: one.primary ?? [],
    backup: one.backup ?? [],
  }));
  return (listed ?? DEFAULT_ROLES).map((role) => ({ ...role, postsUpdates: role.key === postsUpdates }));
}
