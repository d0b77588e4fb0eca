// Calls into an incident, and what came of those that people make themselves.
import { line } from "../../../src/blocks/mrkdwn.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import type { Call } from "../../../src/domain/escalation/calls.ts";
import type { Notice, Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { ANA, BEN, CHLOE, minute, REASON, RUNNING } from "./data.ts";
import type { Cases, Sample } from "./sample.ts";

const DBA = "Database admin";
const VENDOR = "Database vendor";
const TICKET = "Ticket 4711, they look into it";

const CALL: Call = {
  number: 1,
  name: "Technical lead",
  to: [BEN],
  backup: [CHLOE],
  by: ANA,
  at: minute(4),
  answered: null,
  unansweredAt: null,
};

/** One that waits, and one whose backup is asked. */
export const CALLED = {
  ...RUNNING,
  calls: [CALL, { ...CALL, number: 2, name: null }, { ...CALL, number: 3, unansweredAt: minute(9) }],
};

type SaidHere = "called" | "call-answered" | "call-unanswered" | "contact-tried";

export const CALLS_SAID: Pick<Cases<Said>, SaidHere> = {
  called: [
    { when: "somebody calls whoever has a role", of: { name: DBA, to: [BEN], by: ANA, reason: REASON } },
    { when: "somebody calls one person", of: { name: null, to: [BEN], by: ANA, reason: REASON } },
  ],
  "call-answered": [{ when: "somebody who was called answers", of: { who: BEN, by: ANA } }],
  "call-unanswered": [
    { when: "nobody answers a call, and there is a backup", of: { name: DBA, to: [BEN], backup: [CHLOE] } },
    { when: "nobody answers a call, and there is no backup", of: { name: null, to: [BEN], backup: [] } },
  ],
  "contact-tried": [
    { when: "somebody reached a contact", of: { contact: VENDOR, how: "reached", text: TICKET, by: ANA } },
    { when: "a contact did not answer", of: { contact: VENDOR, how: "no-answer", text: null, by: ANA } },
  ],
};

export const CALLS_NOTICES: Pick<Cases<Notice>, "called"> = {
  called: [
    { when: "somebody calls you into an incident", of: { by: ANA, reason: REASON } },
    { when: "you are the backup of somebody who does not answer", of: { by: ANA, reason: null } },
  ],
};

type Happened = "PeopleCalled" | "CallAnswered" | "CallUnanswered" | "ContactTried";

const called = { type: "PeopleCalled" as const, call: 1, keys: ["dba"], to: [BEN], backup: [CHLOE], reason: REASON };

export const CALLS_HAPPENED: { readonly [Type in Happened]: readonly Extract<EventBody, { type: Type }>[] } = {
  PeopleCalled: [
    { ...called, name: DBA },
    { ...called, name: null },
  ],
  CallAnswered: [{ type: "CallAnswered", call: 1, by: BEN }],
  CallUnanswered: [
    { type: "CallUnanswered", call: 1, backup: [CHLOE] },
    { type: "CallUnanswered", call: 1, backup: [] },
  ],
  ContactTried: [
    { type: "ContactTried", contact: VENDOR, how: "reached", text: TICKET },
    { type: "ContactTried", contact: VENDOR, how: "no-answer", text: null },
  ],
};

type ProblemHere = "unknown-callee" | "callee-unbound" | "call-answered" | "unknown-contact";

export const CALLS_PROBLEMS: Pick<Cases<Problem>, ProblemHere> = {
  "unknown-callee": [
    { when: "nobody is called so", of: { asked: "databse admin now", known: [DBA, "on-call"], nearest: DBA } },
    { when: "nobody is bound at all", of: { asked: "databse admin now", known: [], nearest: null } },
  ],
  "callee-unbound": [{ when: "nobody stands behind whom they call", of: { name: DBA, keys: ["dba"] } }],
  "call-answered": [{ when: "another was faster to answer a call", of: { by: BEN, at: minute(6) } }],
  "unknown-contact": [
    { when: "the runbook has no such contact", of: { asked: "databse", known: [VENDOR], nearest: VENDOR } },
    { when: "the runbook has no contacts", of: { asked: "databse", known: [], nearest: null } },
  ],
};

export const CALLS_ANSWERS: readonly Sample[] = [
  { name: "called", when: "somebody calls people", show: ({ calls }) => line(calls.answers.called) },
  { name: "on it", when: "somebody answers a call", show: ({ calls }) => line(calls.answers.onIt) },
  { name: "whom to page", when: "somebody pages nobody", show: ({ calls }) => line(calls.answers.usage) },
  {
    name: "what of the contact",
    when: "somebody names a contact and nothing else",
    show: ({ calls }) => line(calls.answers.contactUsage),
  },
];
