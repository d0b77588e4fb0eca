// Targets that pass, rungs, what sets them off, and pages.
import { callYourself, contactList, noPager } from "../../../src/blocks/escalation/contacts.ts";
import { climbed, saidEscalation } from "../../../src/blocks/escalation/escalation.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import { CLOCK_NAMES } from "../../../src/domain/clocks/clocks.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import type { Span } from "../../../src/domain/calendar/span.ts";
import type { Test } from "../../../src/domain/condition.ts";
import type { RungWhy } from "../../../src/domain/escalation/rungs.ts";
import type { Notice, Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import type { Contact, Runbook } from "../../../src/domain/runbook.ts";
import { ANA, BEN, CHLOE, FRESH, minute, REASON, RUNBOOK, RUNNING } from "./data.ts";
import type { Cases, Sample } from "./sample.ts";

const DIRECTOR = "Engineering director";
const VENDOR = "the payment provider";
const PHONE = "+49 30 1234";
const MAIL = "director@example.com";
const KEY = "engineering-director";

const WHYS: readonly [when: string, why: RungWhy, by: string | null][] = [
  ["nobody has acknowledged it in time", timed("acknowledged", 30), null],
  ["it is not mitigated in time", timed("mitigated", 60), null],
  ["it is not resolved in time", timed("resolved", 60), null],
  ["the runbook calls them at once", timed("resolved", 0), null],
  ["a business day", timed("resolved", 19 * 60, { unit: "business-days", count: 1 }), null],
  ["several business days", timed("resolved", 43 * 60, { unit: "business-days", count: 2 }), null],
  ["business time passes", timed("resolved", 19 * 60, { unit: "business-time", ms: 14_400_000 }), null],
  ["its day ends", timed("resolved", 600, { unit: "same-day" }), null],
  ["a day passes", timed("resolved", 1440, { unit: "days", count: 1 }), null],
  ["months pass", timed("resolved", 90_000, { unit: "months", count: 2 }), null],
  ["an update stays away", { on: "no-update" }, null],
  ["the severity is raised", { on: "raised", from: "SEV2", to: "SEV1" }, null],
  ["others block it", { on: "blocked", text: VENDOR }, null],
  ["customers complain", { on: "complaints", count: 12 }, null],
  ["more customers complain", { on: "complaints", count: null }, null],
  ["what the runbook names is found", { on: "found" }, null],
  [
    "a category and measures that the runbook names are found",
    {
      on: "found",
      found: {
        categories: ["Data loss"],
        measured: [
          { question: "Is security breached?", kind: "yes-no", value: true },
          { question: "What percentage of the requests fails?", kind: "percent", value: 21 },
        ],
      },
    },
    null,
  ],
  ["a check shows what the runbook names", shownBy({ op: ">", than: 20 }, null), null],
  ["a check has shown it for as long as the runbook asks", shownBy({ op: ">=", than: 20 }, 10), null],
  ["somebody escalates by hand", { on: "person", reason: null }, BEN],
  ["somebody escalates by hand and says why", { on: "person", reason: REASON }, BEN],
];

function shownBy(test: Test, minutes: number | null): RungWhy {
  const lasted_ms = minutes === null ? null : minutes * 60_000;
  return { on: "check", title: "Error rate", value: 23.5, unit: "%", test, lasted_ms };
}

function timed(unless: "acknowledged" | "mitigated" | "resolved", minutes: number, after?: Span): RungWhy {
  return { on: "time", unless, since: minute(0), dueAt: minute(minutes), ...(after && { after }) };
}

type SaidHere = "clock-breached" | "rung-reached" | "rungs-raised" | "blocked" | "complaints" | "paged";

export const ESCALATION_SAID: Pick<Cases<Said>, SaidHere> = {
  "clock-breached": CLOCK_NAMES.map((clock) => ({
    when: `the target of the ${clock} clock passes`,
    of: { clock, severity: "SEV1", target: "15 min", dueAt: minute(15), to: [CHLOE] },
  })),
  "rung-reached": [
    ...WHYS.map(([when, why, by]) => ({ when, of: { name: DIRECTOR, called: [CHLOE], why, by } })),
    {
      when: "everybody behind it was called before",
      of: { name: DIRECTOR, called: [CHLOE], why: timed("resolved", 30), by: null, again: true },
    },
    {
      when: "a rung is reached behind which Warroom knows nobody",
      of: { name: DIRECTOR, called: [], why: timed("resolved", 30), by: null },
    },
  ],
  "rungs-raised": [
    {
      when: "the severity is raised, and those whom the runbook then calls were called before",
      of: { names: [DIRECTOR], called: [CHLOE], from: "SEV2", to: "SEV1" },
    },
  ],
  blocked: [{ when: "somebody says that others must act first", of: { text: VENDOR, by: BEN } }],
  complaints: [
    { when: "somebody counts complaints", of: { count: 12, before: null, rose: true, by: BEN } },
    { when: "somebody counts them again", of: { count: 30, before: 12, rose: true, by: BEN } },
    { when: "there are more of them, and nobody counted", of: { count: 12, before: 12, rose: true, by: BEN } },
  ],
  paged: [
    { when: "the pager took a page", of: { key: "on-call", to: [CHLOE], how: "accepted", explains: true } },
    { when: "no pager is connected", of: { key: "on-call", to: [CHLOE], how: "not-connected", explains: true } },
    { when: "the same, once more", of: { key: "dba", to: [ANA], how: "not-connected", explains: false } },
    {
      when: "nobody stands behind whom the runbook pages",
      of: { key: "on-call", to: [], how: "not-connected", explains: true },
    },
  ],
};

export const ESCALATION_NOTICES: Pick<Cases<Notice>, "call-yourself" | "no-pager"> = {
  "call-yourself": [
    { when: "Warroom knows nobody whom the runbook calls, to whoever leads", of: { name: DIRECTOR, keys: [KEY] } },
  ],
  "no-pager": [{ when: "somebody would be paged, and no pager is connected", of: {} }],
};

type Happened = "ClockBreached" | "RungReached" | "Blocked" | "ComplaintsCounted" | "PageEnded";

const reached = { type: "RungReached" as const, rung: KEY, name: DIRECTOR, to: [KEY], called: [CHLOE], unbound: [] };

export const ESCALATION_HAPPENED: { readonly [Type in Happened]: readonly Extract<EventBody, { type: Type }>[] } = {
  ClockBreached: CLOCK_NAMES.map((clock) => ({
    type: "ClockBreached",
    clock,
    severity: "SEV1",
    target: "15 min",
    since: minute(0),
    dueAt: minute(15),
  })),
  RungReached: [
    ...WHYS.map(([, why]) => ({ ...reached, why })),
    { ...reached, called: [], unbound: [KEY], why: { on: "found" as const } },
  ],
  Blocked: [{ type: "Blocked", text: VENDOR }],
  ComplaintsCounted: [
    { type: "ComplaintsCounted", count: 12, before: null, rose: true },
    { type: "ComplaintsCounted", count: null, before: null, rose: true },
  ],
  PageEnded: [
    { type: "PageEnded", key: "on-call", to: [CHLOE], how: "accepted" },
    { type: "PageEnded", key: "on-call", to: [CHLOE], how: "not-connected" },
    { type: "PageEnded", key: "on-call", to: [], how: "not-connected" },
    { type: "PageEnded", key: "on-call", to: [], how: "not-connected", private: true },
  ],
};

type ProblemHere =
  | "unknown-rung"
  | "rung-reached"
  | "rung-not-meant"
  | "no-rung-left"
  | "no-number"
  | "complaints-unchanged";

export const ESCALATION_PROBLEMS: Pick<Cases<Problem>, ProblemHere> = {
  "unknown-rung": [
    {
      when: "somebody escalates to whom the ladder does not know",
      of: { asked: "Enginering", known: [DIRECTOR], nearest: DIRECTOR },
    },
    { when: "no rung is called anything like it", of: { asked: "Enginering", known: [DIRECTOR], nearest: null } },
  ],
  "rung-reached": [{ when: "that rung was reached already", of: { name: DIRECTOR, at: minute(30) } }],
  "rung-not-meant": [{ when: "the runbook names that rung for other incidents", of: { name: DIRECTOR } }],
  "no-rung-left": [{ when: "the ladder has no further rung", of: { name: "INC-7" } }],
  "no-number": [{ when: "complaints are counted with a word", of: { asked: "Enginering" } }],
  "complaints-unchanged": [{ when: "so many complaints are noted already", of: { count: 12 } }],
};

const SILENT = { type: "rung-reached" as const, name: DIRECTOR, called: [], why: timed("resolved", 30), by: null };
const LATE = {
  type: "clock-breached" as const,
  clock: "resolve" as const,
  severity: "SEV1",
  target: "1 h",
  dueAt: minute(60),
  to: [CHLOE],
};
const MITIGATED = { at: minute(40), by: BEN, setAt: minute(40), reason: "it is over" };
const UNPAGED = { type: "paged" as const, key: "on-call", to: [], how: "not-connected" as const, explains: true };
const CONTACTS: readonly Contact[] = [
  { name: DIRECTOR, to: [KEY], backup: ["on-call"], mail: MAIL, phone: PHONE, by: ["phone"] },
  { name: VENDOR, to: ["vendor"], backup: [], mail: null, phone: null, by: [] },
];
const WITH_CONTACTS: Runbook = { ...RUNBOOK, contacts: CONTACTS };
const rung = {
  key: KEY,
  name: DIRECTOR,
  to: [KEY],
  triggers: [],
  only: { severities: [], categories: [], measures: {} },
  duties: [],
};
const cto = {
  ...rung,
  key: "cto",
  name: "CTO",
  to: ["cto"],
  triggers: [{ on: "person" as const, reason: "critical business impact" }],
};
const LADDER: Runbook = {
  ...RUNBOOK,
  ladder: { rungs: [rung, cto, { ...cto, key: "ceo", name: "CEO", to: ["ceo"], triggers: [] }], bySeverity: {} },
};
const CLIMBED = { ...RUNNING, rungs: { [KEY]: { at: minute(30), to: [KEY], called: [CHLOE] } } };
const call: Extract<Notice, { type: "call-yourself" }> = { type: "call-yourself", name: DIRECTOR, keys: [KEY] };

export const BREACHED = {
  ...FRESH,
  breaches: [{ clock: "response" as const, since: FRESH.severitySince }],
};

export const ESCALATION_ANSWERS: readonly Sample[] = [
  {
    name: "contacts",
    of: CONTACTS,
    when: "somebody asks for the contacts",
    show: (words) => contactList(WITH_CONTACTS, { vendor: [BEN], "on-call": [ANA] }, words),
  },
  {
    name: "no contacts",
    when: "the runbook names none",
    show: (words) => contactList({ ...RUNBOOK, contacts: [] }, {}, words),
  },
  {
    name: "mitigated, and the target of the resolve clock passes",
    of: LATE,
    when: "it is late, and over for those it hit",
    show: (words) => saidEscalation({ ...RUNNING, times: { mitigated: MITIGATED } }, RUNBOOK, LATE, words),
  },
  {
    name: "a rung of people who are reached another way first",
    of: WITH_CONTACTS,
    when: "the runbook would rather phone them",
    show: (words) => saidEscalation(RUNNING, { ...LADDER, contacts: CONTACTS }, { ...SILENT, called: [CHLOE] }, words),
  },
  {
    name: "call yourself",
    of: CONTACTS,
    when: "the runbook has a phone number of whom Warroom cannot call",
    show: (words) => callYourself(RUNNING, WITH_CONTACTS, call, words),
  },
  {
    name: "call yourself, in private",
    of: CONTACTS,
    when: "the incident is private",
    show: (words) => callYourself({ ...RUNNING, private: true }, WITH_CONTACTS, call, words),
  },
  {
    name: "escalated",
    of: LADDER,
    when: "somebody escalates by hand",
    show: (words) => line(climbed(CLIMBED, LADDER, words)),
  },
  {
    name: "call yourself, with no way",
    of: CONTACTS,
    when: "the runbook says no way to reach whom Warroom cannot call",
    show: (words) => callYourself(RUNNING, WITH_CONTACTS, { ...call, name: VENDOR, keys: ["vendor"] }, words),
  },
  {
    name: "told instead of paged, without a room",
    when: "the room is not open yet",
    show: (words) => noPager({ ...FRESH, room: null }, words),
  },
  {
    name: "nobody paged in private",
    of: UNPAGED,
    when: "the runbook pages somebody, and the incident is private",
    show: (words) => saidEscalation({ ...RUNNING, private: true }, RUNBOOK, UNPAGED, words),
  },
  {
    name: "rung reached in private",
    of: SILENT,
    when: "a rung is reached in a private incident",
    show: (words) => saidEscalation({ ...RUNNING, private: true }, RUNBOOK, SILENT, words),
  },
  {
    name: "escalated to the last rung",
    of: LADDER,
    when: "no further rung is left",
    show: (words) => line(climbed(CLIMBED, { ...LADDER, ladder: { rungs: [rung], bySeverity: {} } }, words)),
  },
  {
    name: "noted",
    when: "somebody reports who blocks it, or complaints",
    show: ({ escalation }) => line(escalation.answers.said),
  },
];
