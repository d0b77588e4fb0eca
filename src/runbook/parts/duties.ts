// `duties` and `templates`: who is told, by which way, until when, and in which words.
import { z } from "zod";
import { type Duty, type DutyMoment, IN_SLACK, OUTLETS, type Template } from "../../domain/duties/duty.ts";
import { buildCondition, condition } from "./condition.ts";
import { buildSpan, channel, duration, key, keyOf, line, milliseconds, paragraph, peopleKeys, span } from "./words.ts";

const MOMENTS = ["declared", "acknowledged", "updated", "mitigated", "resolved", "found"] as const;

const moment = z.union([
  z.enum(MOMENTS),
  z.strictObject({ open_for: span.describe("Once it has run that long.") }),
  z.strictObject({ every: duration.describe("Again and again while it runs.") }),
]);

export const duties = z
  .array(
    z.strictObject({
      key: key.optional().describe("Default: made of the audience, the outlet and the moment."),
      tell: line(75).describe("Who is told, as people call them."),
      to: peopleKeys.optional().describe("Who that is. Default: nobody in particular."),
      by: z
        .enum(OUTLETS)
        .describe("The way. What reaches beyond the organisation is drafted, and goes out with somebody's word."),
      channel: channel.optional().describe('For `by: channel`, without "#". Default: that of `announce`.'),
      when: moment
        .optional()
        .describe(
          "declared, acknowledged, updated (each update), mitigated, resolved, found (its `only` came to hold, at the declaration or since), { open_for }, { every }. Default: declared.",
        ),
      within: span.optional().describe("How long after that at the latest. Default: not stated, no clock."),
      only: condition.optional(),
      owner: z.string().optional().describe("The role that sees to it. Default: whoever posts the updates."),
      approver: z.string().optional().describe("The role whose word lets it go out. Default: nobody's."),
      automatic: z
        .boolean()
        .optional()
        .describe(
          "Whether it goes out by itself when its moment comes. Default: what stays in Slack and needs nobody's word does.",
        ),
      template: z.string().optional().describe("A key of `templates`. Default: Warroom's own words."),
    }),
  )
  .max(60);

export const templates = z.record(
  key,
  z.strictObject({
    subject: line(300).optional().describe("Liquid. Default: no subject."),
    text: paragraph(6_000).describe("Liquid: {{ incident.name }}, {{ severity }}, {{ status }}, {{ impact }} …"),
  }),
);

export const buildDuties = (
  given: z.infer<typeof duties> | undefined,
  announce: string,
  nameOf: (severity: string) => string,
): Duty[] =>
  (given ?? []).map((one) => ({
    key: one.key ?? keyOf(`${one.tell} ${one.by} ${momentName(one.when)}`),
    audience: one.tell,
    to: one.to ?? [],
    outlet: one.by,
    channel: one.by === "channel" ? (one.channel ?? announce) : null,
    moment: buildMoment(one.when),
    within: one.within === undefined ? null : buildSpan(one.within),
    only: buildCondition(one.only, nameOf),
    owner: one.owner ?? null,
    approver: one.approver ?? null,
    automatic: one.automatic ?? (IN_SLACK.includes(one.by) && one.approver === undefined),
    template: one.template ?? null,
  }));

function buildMoment(given: z.infer<typeof moment> | undefined): DutyMoment {
  if (given === undefined) return { at: "declared" };
  if (typeof given === "string") return { at: given };
  if ("open_for" in given) return { at: "open-for", span: buildSpan(given.open_for) };
  return { at: "every", every_ms: milliseconds(given.every) };
}

const momentName = (given: z.infer<typeof moment> | undefined): string =>
  given === undefined ? "declared" : typeof given === "string" ? given : Object.values(given).join(" ");

export const buildTemplates = (given: z.infer<typeof templates> | undefined): Template[] =>
  Object.entries(given ?? {}).map(([name, { subject, text }]) => ({ key: name, subject: subject ?? null, text }));
