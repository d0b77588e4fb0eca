// The runbook file as people write it. What each key means stands in its description, which editors show while typing;
// src/runbook/parts/ has the shape of each part, and what it becomes.
import { z } from "zod";
import { ENTRY_KINDS } from "../domain/timeline/entries.ts";
import { UPDATE_PARTS } from "../domain/updates/updates.ts";
import { contacts, readiness, reports } from "./parts/between.ts";
import { duties, templates } from "./parts/duties.ts";
import { escalation } from "./parts/escalation.ts";
import { categories, measures, severityRules, triage } from "./parts/facts.ts";
import { hours } from "./parts/hours.ts";
import { checklists, phases, playbooks } from "./parts/procedures.ts";
import { checks, recovery } from "./parts/recovery.ts";
import { actionItems, afterResolve, meeting, postmortem } from "./parts/review.ts";
import { regimes } from "./parts/regimes.ts";
import { roles } from "./parts/roles.ts";
import { severity } from "./parts/severities.ts";
import { channel, duration, line, webAddress } from "./parts/words.ts";

const link = z.strictObject({
  title: line(75).describe("What the link is called."),
  url: webAddress.describe("Where it leads."),
});

/** The whole file. Every key but `title` and `severities` may be left out. */
export const runbookFile = z
  .strictObject({
    title: line(75).describe("The runbook's title."),
    extends: z
      .string()
      .optional()
      .describe("The runbook that this one builds on: the path of its file from here, or the name of a bundled one."),
    hours: hours.optional(),
    severities: z.array(severity).min(1, "must list at least one").max(20).describe("The levels, highest first."),
    categories: categories.optional(),
    measures: measures.optional(),
    severity_rules: severityRules.optional(),
    statuses: z
      .array(line(40))
      .min(1, "must list at least one")
      .max(20)
      .optional()
      .describe("The words an open incident's status may take; it starts with the first."),
    mitigated_at: line(40)
      .optional()
      .describe(
        'The status that means the trouble is mitigated and being watched: entering it, Warroom proposes that time. Default: the first whose name says "monitor" or "recover", if any.',
      ),
    phases: phases.optional(),
    triage: triage
      .optional()
      .describe("What is asked in the first minutes, as a checklist. Default: Warroom's own five."),
    roles: roles.optional().describe("Who does what. Default: commander, communications, scribe and technical lead."),
    hand_over_after: duration
      .nullable()
      .optional()
      .describe("After how long whoever leads is reminded to hand over, each time anew. Default: 4h; null: never."),
    updates_by: line(40)
      .optional()
      .describe("The key of the role that posts updates. Default: communications, else the leading role."),
    update_parts: z
      .array(z.enum(UPDATE_PARTS))
      .refine((parts) => new Set(parts).size === parts.length, "lists a part twice")
      .optional()
      .describe("What the form of an update asks for besides what changed. Default: all of it."),
    escalation: escalation.optional(),
    duties: duties.optional().describe("Whom this runbook has told, and until when. Default: nobody."),
    templates: templates.optional().describe("The words of what is sent, by key. Default: Warroom's own."),
    checks: checks.optional().describe("What machines can be asked. Default: nothing."),
    recovery: recovery.optional().describe("What must be well before it is called resolved. Default: nothing."),
    checklists: checklists.optional().describe("What is ticked off, and when. Default: none."),
    playbooks: playbooks.optional().describe("What is done about a symptom. Default: none."),
    id: line(40)
      .optional()
      .describe('How an incident is called: {number}, {number:3} (001), {year}, {timestamp}. Default: "INC-{number}".'),
    room: line(60)
      .optional()
      .describe('How its channel is called; {id} is its name, {slug} its title. Default: "inc-{number}-{slug}".'),
    announce: channel.optional().describe('The channel that hears of each incident, without "#". Default: incidents.'),
    bridge: webAddress.optional().describe("Where people meet by voice. Default: none."),
    links: z.array(link).max(20).optional().describe("Pages to have at hand. Default: none."),
    contacts: contacts.optional().describe("Whom to call, and how. Default: none."),
    key_moments: z
      .record(
        z
          .string()
          .max(100, "is longer than 100 characters")
          .regex(/^[\p{Ll}\p{Lo}\p{N}_+'-]+$/u, 'must be an emoji\'s name without colons: "bulb"'),
        z.enum(ENTRY_KINDS),
      )
      .optional()
      .describe(
        "Emoji that put a message on the timeline, and as what. Default: round_pushpin, bulb, scales and wrench.",
      ),
    postmortem: postmortem.optional(),
    after_resolve: afterResolve
      .optional()
      .describe("What must be done after the end, and until when. Default: nothing."),
    meeting: meeting.optional().describe("Where all look back together. Default: none."),
    action_items: actionItems.optional().describe("What holds for action items. Default: nothing."),
    regimes: regimes
      .optional()
      .describe("Which duties to notify authorities and people there are, by name: gdpr, hipaa. Default: none."),
    readiness: readiness.optional().describe("What is practised between incidents. Default: nothing."),
    reports: reports.optional().describe("Which reports are posted. Default: none."),
  })
  .describe("A runbook of Warroom: docs/runbook.md.");

/** What such a file says, checked. */
export type RunbookYaml = z.infer<typeof runbookFile>;

/** The shape as JSON Schema, for editors. Rules between keys (unique names, known roles) are checked at load only. */
export function runbookJsonSchema(): Record<string, unknown> {
  const { required, ...schema } = z.toJSONSchema(runbookFile, { io: "input" });
  return { ...schema, title: "Warroom runbook", anyOf: [{ required }, { required: ["extends"] }] };
}
