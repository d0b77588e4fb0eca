// The runbook file as people write it. What each key means stands in its description, which editors show while typing.
import { z } from "zod";
import { LANDINGS } from "../domain/facts/triage.ts";
import { ENTRY_KINDS } from "../domain/timeline/entries.ts";
import { UPDATE_PARTS } from "../domain/updates/updates.ts";
import { DAY_MS, MINUTE_MS, parseDuration } from "../lib/pure/duration.ts";

// Below a minute a reminder would never be silent; beyond a year is a typo.
const DURATION_MIN_MS = MINUTE_MS;
const DURATION_MAX_MS = 366 * DAY_MS;

/** A name, title or sentence that stands on one line. */
const line = (chars_max: number) =>
  z
    .string()
    .max(chars_max, `is longer than ${chars_max} characters`)
    .regex(/^\S([^\r\n]*\S)?$/, "must be one line of text, not empty, without spaces around it");

const paragraph = (chars_max: number) =>
  z.string().max(chars_max, `is longer than ${chars_max} characters`).regex(/\S/, "is empty");

const duration = z
  .string()
  .regex(/^\d+\s*(s|m|min|h|d)(\s*\d+\s*(s|m|min|h|d))*$/, {
    error: 'is not a duration: write "15m", "2h" or "1h 30m"',
    abort: true,
  })
  .refine(inRange, { error: "must be at least 1m and at most 366d" })
  .describe('A length of time: "15m", "2h", "1h 30m", "3d".');

const target = z
  .union([
    duration,
    z.strictObject({
      words: line(60).optional().describe('The runbook\'s own words, such as "next business day".'),
      within: duration.optional().describe("The number behind the words. Without it no clock runs."),
    }),
  ])
  .describe('A duration, or { words: "next business day" }, or { words: "at once", within: "15m" }.');

/** A key under which people.yml lists people. */
const peopleKey = line(40)
  .regex(/^[a-z0-9-]+$/, "must be lower-case letters, digits and hyphens")
  .describe("A key of people.yml.");
const peopleKeys = z.array(peopleKey).max(20);

const severity = z.strictObject({
  name: line(24)
    .regex(/^\S+$/, "must be one word: commands read it as one")
    .describe("What people say and type: SEV1, P1, Critical."),
  title: line(75).describe("What the name means, in a few words."),
  examples: z.array(line(200)).max(20).optional().describe("What belongs to this level. Default: none."),
  response: target
    .nullable()
    .optional()
    .describe("How soon somebody responds, counted from the declaration. Default: null, no target."),
  update_every: duration.nullable().optional().describe("How often an update is due. Default: null, as needed."),
  invite: peopleKeys.optional().describe("Who is invited to the room at declaration. Default: nobody."),
});

const role = z.strictObject({
  key: line(40)
    .regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens, starting with a letter")
    .describe("What commands and this file call the role: technical-lead."),
  name: line(40).optional().describe('What people read. Default: the key in words, "Technical lead".'),
  mandatory: z
    .boolean()
    .optional()
    .describe("Asked for until somebody holds it; the first mandatory role leads. Default: false."),
  duties: z.array(line(200)).max(20).optional().describe("Told to whoever takes the role. Default: none."),
  backup: peopleKeys.optional().describe("Who is asked when nobody takes the role. Default: nobody."),
});

const question = z.strictObject({
  question: line(150).describe("What is asked."),
  lands: z
    .enum(LANDINGS)
    .optional()
    .describe(
      "Where the answer goes: onto the timeline (observation, hypothesis, decision, action, impact, communication), as a time (started, detected), or into a part of the impact (summary, users, services, regions, business, data, security). Default: observation.",
    ),
});

const section = z.strictObject({
  title: line(75).describe("The section's heading."),
  prompt: paragraph(500).optional().describe("What to write there. Default: nothing."),
});

const link = z.strictObject({
  title: line(75).describe("What the link is called."),
  url: line(2_000)
    .regex(/^https?:\/\/[^\s<>|]+$/, "must be a web address that starts with http:// or https://")
    .describe("Where it leads."),
});

/** The whole file. Every key but `title` and `severities` may be left out. */
export const runbookFile = z
  .strictObject({
    title: line(75).describe("The runbook's title."),
    severities: z.array(severity).min(1, "must list at least one").max(20).describe("The levels, highest first."),
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
    triage: z
      .array(question)
      .max(20)
      .optional()
      .describe("What is asked in the first minutes, as a checklist. Default: Warroom's own five."),
    roles: z
      .array(role)
      .min(1, "must list at least one")
      .max(20)
      .optional()
      .describe("Who does what. Default: commander, communications, scribe and technical lead."),
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
    id: line(40).optional().describe('How an incident is called. Default: "INC-{number}".'),
    room: line(60)
      .optional()
      .describe('How its channel is called; {slug} is its title. Default: "inc-{number}-{slug}".'),
    announce: line(80)
      .regex(
        /^[\p{Ll}\p{Lo}\p{N}_-]+$/u,
        'must be a channel\'s name: lower-case letters, digits, "-" and "_", without "#"',
      )
      .optional()
      .describe('The channel that hears of each incident, without "#". Default: incidents.'),
    links: z.array(link).max(20).optional().describe("Pages to have at hand. Default: none."),
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
    postmortem: z
      .strictObject({
        sections: z
          .array(section)
          .min(1, "must list at least one")
          .max(20)
          .optional()
          .describe("The postmortem's sections, in order. Default: Warroom's own seven."),
      })
      .optional()
      .describe("What is written afterwards."),
  })
  .describe("A runbook of Warroom: docs/runbook.md.");

export type RunbookFile = z.infer<typeof runbookFile>;

/** The shape as JSON Schema, for editors. Rules between keys (unique names, known roles) are checked at load only. */
export const runbookJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(runbookFile, { io: "input" }),
  title: "Warroom runbook",
});

function inRange(text: string): boolean {
  const span_ms = parseDuration(text);
  return span_ms !== undefined && span_ms >= DURATION_MIN_MS && span_ms <= DURATION_MAX_MS;
}
