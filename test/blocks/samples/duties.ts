// Who is to be told: the list, the forms of a text, what the room and those who are told read.
import { afterResolve } from "../../../src/blocks/aftermath.ts";
import { brief } from "../../../src/blocks/brief.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import { briefOf } from "../../../src/domain/brief.ts";
import { draftForm, dutyPost, skipForm, valuesForm } from "../../../src/blocks/duties/draft.ts";
import {
  dutiesOnCard,
  dutiesSaid,
  dutiesView,
  missingWords,
  toldOfUpdate,
  withDutiesFound,
} from "../../../src/blocks/duties/duties.ts";
import { knownValues, ownText } from "../../../src/blocks/duties/values.ts";
import type { Duty } from "../../../src/domain/duties/duty.ts";
import { TEMPLATE_VALUES } from "../../../src/domain/duties/template-values.ts";
import type { DutyEvent } from "../../../src/domain/duties/owed.ts";
import type { DomainEvent, EventBody } from "../../../src/domain/event.ts";
import { evolve, type Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Happening } from "../../../src/domain/postmortem/everything.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import type { Runbook } from "../../../src/domain/runbook.ts";
import { runbookOf } from "../../runbook/reading.ts";
import type { Words } from "../../../src/blocks/words/en.ts";
import { at, BEN, CHLOE, HIT, minute, NAMES, REASON, SUMMARY, RUNBOOK as OTHER, RUNNING } from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const { duties, templates } = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
duties:
  - { tell: Executive team, to: [executives], by: direct }
  - { tell: Status page, by: status-page, approver: commander, template: notice }
  - { tell: Customers, by: mail, within: 10m }
  - { tell: Partners, by: phone, within: 30m }
  - { tell: Support, by: channel, channel: support }
  - { tell: Press, by: press }
  - { tell: Social media, by: social }
  - { tell: Regulator, by: mail, key: later, when: { open_for: 4h } }
  - { tell: Everybody, by: channel, key: resolved, when: resolved }
templates:
  notice: { subject: "{{ incident.name }}", text: "Hit: {{ impact.users }}. It may be over at {{ update.eta }}." }
`);
const RUNBOOK: Runbook = { ...OTHER, duties, templates };
const PUBLIC: Runbook = {
  ...RUNBOOK,
  severities: OTHER.severities.map((one) => ({ ...one, publicCadence_ms: 30 * 60_000 })),
};
type Seven = readonly [Duty, Duty, Duty, Duty, Duty, Duty, Duty];
const [EXECUTIVES, PAGE, CUSTOMERS, PARTNERS, SUPPORT, PRESS, SOCIAL] = duties as unknown as Seven;

const owes = (duty: Duty, minutes: number, within: number | null = null, automatic = false) => ({
  id: duty.key,
  duty: duty.key,
  since: minute(minutes),
  dueAt: within === null ? null : minute(minutes + within),
  automatic,
});
const told = ({ key, audience, outlet }: Duty) => ({ duty: key, audience, outlet });
const ERROR = "channel_not_found";
const TEXT = "Card payments fail. We are on it.";

const EVENTS: EventBody[] = [
  {
    type: "DutiesOwed",
    duties: [
      owes(EXECUTIVES, 0, null, true),
      owes(PAGE, 0),
      owes(CUSTOMERS, 0, 10),
      owes(PARTNERS, 0, 300),
      owes(SUPPORT, 0),
      owes(PRESS, 0),
      owes(SOCIAL, 0),
    ],
  },
  { ...told(PAGE), type: "DutyDrafted", subject: "INC-7", text: TEXT },
  { ...told(SUPPORT), type: "DutySending", to: ["#support"], subject: null, text: TEXT },
  { ...told(PRESS), type: "DutySkipped", reason: REASON },
  { ...told(SOCIAL), type: "DutyDone", how: "done", note: null },
];
const OWING: Incident = EVENTS.reduce((state, body) => evolve(state, at(2, body, BEN)), RUNNING);
const HELD: Incident = [
  { type: "DutyHeldBack", duty: EXECUTIVES.key, held: { why: "missing", missing: ["impact.users", "roles.scribe"] } },
  { ...told(SUPPORT), type: "DutyNotTold", to: "#support", why: ERROR },
].reduce((state, body) => evolve(state, at(3, body as EventBody, null)), OWING);
const ASKED_TWICE: Incident = [12, 17].reduce(
  (state, minutes) => evolve(state, at(minutes, { type: "DutiesOverdue", duties: [CUSTOMERS.key] })),
  OWING,
);
const SEV: Incident = evolve(
  { ...RUNNING, owed: [] },
  at(2, { type: "DutiesOwed", duties: [{ ...owes(PAGE, 2), id: "p@1", duty: `public update ${RUNNING.severity}` }] }),
);

/** A list that is longer than a form, one that Warroom sent, one that is wanted no longer. */
const MANY = Array.from({ length: 33 }, (_, index): Duty => ({ ...PARTNERS, key: `partner-${index}` }));
const OTHERS: readonly Duty[] = [
  { ...PAGE, key: "woken", audience: "On call", outlet: "page", approver: null },
  { ...PAGE, key: "ticket", audience: "Incident ticket", outlet: "ticket", approver: null },
  { ...SUPPORT, key: "lower", only: { ...SUPPORT.only, severities: ["SEV4"] } },
  { ...SUPPORT, key: "acknowledged", moment: { at: "acknowledged" } },
  { ...PAGE, key: "updated", moment: { at: "updated" } },
  { ...SUPPORT, key: "mitigated", moment: { at: "mitigated" } },
];
const WIDE: Runbook = { ...RUNBOOK, duties: [...OTHERS, ...MANY] };
const [WOKEN, TICKET, LOWER] = OTHERS as readonly [Duty, Duty, Duty];
const LONG: Incident = (
  [
    { type: "DutiesOwed", duties: [WOKEN, TICKET, LOWER, ...MANY].map((one) => owes(one, 0)) },
    { ...told(WOKEN), type: "DutyDrafted", subject: null, text: TEXT },
    { ...told(TICKET), type: "DutyDone", how: "sent", note: "OPS-77" },
  ] satisfies EventBody[]
).reduce((state: Incident, body) => evolve(state, at(2, body, BEN)), { ...RUNNING, acknowledged: null, updates: [] });
const HIT_NOW: Incident = evolve(OWING, at(4, { type: "ImpactSet", words: { summary: HIT }, changed: ["summary"] }));
const OVER: Incident = evolve(OWING, at(40, { type: "Resolved", summary: SUMMARY }));

export const DUTIES_SAID: Pick<Cases<Said>, "duties-owed" | "duties-overdue" | "duty-waits" | "duty-not-told"> = {
  "duties-owed": [{ when: "somebody was to be told, and no longer is", of: { duties: [] } }],
  "duties-overdue": [{ when: "a duty was overdue, and no longer is", of: { duties: [], again: [], lead: [] } }],
  "duty-waits": [{ when: "a text waited, and no longer does", of: { duty: "" } }],
  "duty-not-told": [{ when: "somebody was not told, and need not be", of: { duty: "", to: "", why: ERROR } }],
};

export const DUTIES_PROBLEMS: Pick<
  Cases<Problem>,
  "unknown-duty" | "duty-settled" | "duty-on-its-way" | "duty-not-wanted" | "needs-approval" | "nobody-bound"
> = {
  "unknown-duty": [{ when: "there is none of that number", of: {} }],
  "duty-settled": [
    { when: "Warroom told them already", of: { how: "sent", by: BEN, at: minute(5) } },
    { when: "somebody told them already", of: { how: "done", by: BEN, at: minute(5) } },
    { when: "somebody skipped it already", of: { how: "skipped", by: BEN, at: minute(5) } },
  ],
  "duty-on-its-way": [{ when: "it was sent a moment ago", of: {} }],
  "duty-not-wanted": [{ when: "the circumstances are others by now", of: {} }],
  "needs-approval": [
    { when: "somebody sends what another person has to approve", of: { role: "commander", user: CHLOE } },
  ],
  "nobody-bound": [{ when: "nobody in Slack stands behind its audience", of: { audience: EXECUTIVES.audience } }],
};

type ToldOfDuty = Extract<Happening, { type: DutyEvent["type"] }>["type"];

export const DUTIES_HAPPENED: { readonly [Type in ToldOfDuty]: readonly Extract<DomainEvent, { type: Type }>[] } = {
  DutiesOwed: [
    at(2, EVENTS[0]!) as Extract<DomainEvent, { type: "DutiesOwed" }>,
    at(2, { ...EVENTS[0]!, drill: true } as EventBody) as Extract<DomainEvent, { type: "DutiesOwed" }>,
  ],
  DutiesOverdue: [
    at(12, { type: "DutiesOverdue", duties: [CUSTOMERS.key] }) as Extract<DomainEvent, { type: "DutiesOverdue" }>,
    at(12, { type: "DutiesOverdue", duties: [CUSTOMERS.key, PARTNERS.key], again: [CUSTOMERS.key] }) as Extract<
      DomainEvent,
      { type: "DutiesOverdue" }
    >,
  ],
  DutyDrafted: [at(2, EVENTS[1]!) as Extract<DomainEvent, { type: "DutyDrafted" }>],
  DutySending: [at(2, EVENTS[2]!) as Extract<DomainEvent, { type: "DutySending" }>],
  DutyNotTold: [
    at(2, { ...told(SUPPORT), type: "DutyNotTold", to: "#support", why: ERROR }) as Extract<
      DomainEvent,
      { type: "DutyNotTold" }
    >,
  ],
  DutyDone: [
    at(2, { ...told(SUPPORT), type: "DutyDone", how: "sent", note: null }) as Extract<
      DomainEvent,
      { type: "DutyDone" }
    >,
    at(2, { ...told(PARTNERS), type: "DutyDone", how: "done", note: REASON }) as Extract<
      DomainEvent,
      { type: "DutyDone" }
    >,
  ],
  DutySkipped: [at(2, EVENTS[3]!) as Extract<DomainEvent, { type: "DutySkipped" }>],
};

const ownTextOf = (incident: Incident, words: Words): string =>
  ownText(incident, knownValues(incident, RUNBOOK, { names: NAMES, now: minute(20) }, words), words);

const METADATA = { incident: RUNNING.id, channel: null, duty: PAGE.key };
const DRAFT = { subject: "INC-7", text: TEXT };

const said = (name: string, when: string, what: Parameters<typeof dutiesSaid>[2], incident = OWING): Sample => ({
  name,
  when,
  of: [duties, TEXT, ERROR],
  show: (words) => dutiesSaid(incident, RUNBOOK, what, words),
});

export const DUTY_AREAS: readonly Area[] = [
  {
    title: "Duties",
    chars_max: 900,
    samples: [
      {
        name: "list",
        when: "somebody types `/incident duties`",
        of: [duties, REASON],
        show: (words) => dutiesView(OWING, RUNBOOK, { now: minute(20) }, words),
      },
      {
        name: "list with trouble",
        when: "Warroom could not tell somebody",
        of: [duties, REASON, ERROR],
        show: (words) => dutiesView(HELD, RUNBOOK, { now: minute(5), remark: words.duties.problem.notWanted }, words),
      },
      {
        name: "empty list",
        when: "nobody is to be told yet",
        of: duties,
        show: (words) => dutiesView({ ...RUNNING, owed: [] }, RUNBOOK, { now: minute(1) }, words),
      },
      {
        name: "no duties",
        when: "the runbook has none",
        show: (words) => dutiesView(RUNNING, { ...OTHER, duties: [] }, { now: minute(1) }, words),
      },
      {
        name: "public update",
        when: "the severity promises those outside a regular update",
        of: duties,
        show: (words) => dutiesView(SEV, PUBLIC, { now: minute(3) }, words),
      },
      {
        name: "below an update",
        when: "an update is posted of which others are to be told by hand",
        of: WIDE.duties,
        show: (words) => ({ text: "INC-7", blocks: toldOfUpdate(RUNNING, WIDE, words) }),
      },
      {
        name: "on the card",
        when: "some are open",
        show: (words) => ({ text: words.duties.card(4), blocks: dutiesOnCard(OWING, RUNBOOK, words) }),
      },
      said("owed", "their moment has come", { type: "duties-owed", duties: [PAGE.key, CUSTOMERS.key] }),
      {
        name: "owed, others not decided",
        when: "whom else it concerns hangs on what nobody has measured",
        of: [duties, RUNBOOK.measures, "Insurer"],
        show: (words) => {
          const { only } = SOCIAL;
          const open = {
            ...SOCIAL,
            key: "open",
            audience: "Insurer",
            only: { ...only, measures: { users: { op: ">" as const, than: 50 } } },
          };
          const undecided = { ...RUNBOOK, duties: [...duties, open] };
          return dutiesSaid(OWING, undecided, { type: "duties-owed", duties: [CUSTOMERS.key] }, words);
        },
      },
      {
        name: "found open",
        when: "somebody takes the lead while some are open",
        of: [duties, REASON],
        show: (words) => withDutiesFound(line(REASON), [PAGE.key, CUSTOMERS.key], OWING, RUNBOOK, words),
      },
      {
        name: "never told",
        when: "it is resolved, and nobody has said that somebody was told",
        of: [duties, RUNBOOK.postmortem, RUNBOOK.review],
        show: (words) => afterResolve(OVER, RUNBOOK, null, words),
      },
      said("overdue", "nobody has told them in time", {
        type: "duties-overdue",
        duties: [CUSTOMERS.key],
        again: [],
        lead: [],
      }),
      said(
        "overdue for long",
        "nobody has told them for long",
        {
          type: "duties-overdue",
          duties: [CUSTOMERS.key],
          again: [CUSTOMERS.key],
          lead: [BEN, CHLOE],
        },
        ASKED_TWICE,
      ),
      said("draft waits", "somebody asks for approval", { type: "duty-waits", duty: PAGE.key }),
      said("value missing", "a text needs what nobody has said", { type: "duty-waits", duty: EXECUTIVES.key }, HELD),
      said(
        "not told",
        "Slack does not take it",
        { type: "duty-not-told", duty: SUPPORT.key, to: "#support", why: ERROR },
        HELD,
      ),
      {
        name: "missing values",
        when: "somebody presses Draft",
        of: duties,
        show: (words) => valuesForm(PAGE, ["impact.users", "roles.scribe"], METADATA, RUNBOOK, words),
      },
      {
        name: "whatever can be missing",
        when: "a text needs all that Warroom knows of",
        of: duties,
        show: (words) => line(missingWords(Object.keys(TEMPLATE_VALUES), RUNBOOK, words)),
      },
      {
        name: "preview",
        when: "the text is whole",
        of: [duties, TEXT],
        show: (words) =>
          draftForm(OWING, PAGE, { ...DRAFT, asks: "ask", approver: CHLOE, byHand: "not-connected" }, METADATA, words),
      },
      {
        name: "preview of what can be sent",
        when: "the text is whole, and Warroom can send it",
        of: [duties, TEXT],
        show: (words) =>
          draftForm(
            { ...OWING, private: true },
            EXECUTIVES,
            { subject: null, text: TEXT, asks: "send", approver: null, byHand: null },
            METADATA,
            words,
          ),
      },
      {
        name: "preview for nobody in Slack",
        when: "nobody in Slack stands behind its audience",
        of: [duties, TEXT],
        show: (words) =>
          draftForm(
            OWING,
            EXECUTIVES,
            { ...DRAFT, asks: "done", approver: null, byHand: "nobody-bound" },
            METADATA,
            words,
          ),
      },
      {
        name: "values still missing",
        when: "the text still names what nobody has said",
        show: (words) => words.duties.form.stillMissing({ values: words.duties.value["impact.users"] }),
      },
      {
        name: "in the brief",
        when: "somebody comes while some are open",
        of: [duties, TEXT],
        show: (words) => {
          const facts = briefOf(OWING, RUNBOOK, minute(20));
          return brief(OWING, RUNBOOK, { facts, to: BEN, cardUrl: null, now: minute(20) }, words);
        },
      },
      {
        name: "in the draft",
        when: "the postmortem lists whom the runbook had told",
        show: (words) => words.duties.told.heading,
      },
      { name: "skip", when: "somebody presses Skip", of: duties, show: (words) => skipForm(PRESS, METADATA, words) },
      {
        name: "text of the runbook",
        when: "Warroom tells somebody in Slack",
        of: TEXT,
        show: (words) => dutyPost(OWING, DRAFT, words),
      },
      {
        name: "Warroom's own text",
        when: "the runbook has no words for it",
        show: (words) => dutyPost(OWING, { subject: null, text: ownTextOf(OWING, words) }, words),
      },
      {
        name: "Warroom's own text, with the impact",
        when: "the runbook has no words for it, and the impact is known",
        of: HIT,
        show: (words) => dutyPost(OWING, { subject: null, text: ownTextOf(HIT_NOW, words) }, words),
      },
      {
        name: "Warroom's own text of the end",
        when: "it is resolved, and the runbook has no words for it",
        of: SUMMARY,
        show: (words) => dutyPost(OVER, { subject: null, text: ownTextOf(OVER, words) }, words),
      },
      {
        name: "done",
        when: "somebody types `/incident duties done 2`",
        show: ({ duties: all }) => line(all.answers.done),
      },
      { name: "usage", when: "what was typed is no order", show: ({ duties: all }) => line(all.answers.usage) },
    ],
  },
  {
    title: "Duties: more than a form takes",
    chars_max: 3_000,
    samples: [
      {
        name: "long list",
        when: "there are more than a form takes",
        of: [WIDE.duties, "OPS-77"],
        show: (words) => dutiesView(LONG, WIDE, { now: minute(20) }, words),
      },
    ],
  },
];
