// What the samples are made from. All of it is data: the words in it are people's, the runbook's or Slack's.
import type { DomainEvent, EventBody } from "../../../src/domain/event.ts";
import { ALWAYS } from "../../../src/domain/condition.ts";
import type { Measure } from "../../../src/domain/facts/measures.ts";
import { fold, type Incident } from "../../../src/domain/incident.ts";
import type { Runbook } from "../../../src/domain/runbook.ts";
import { testRunbook } from "../../support/runbook.ts";

const { runbook } = testRunbook();

const measure = (key: string, kind: Measure["kind"]): Measure => ({
  key,
  question: `How much: ${key}?`,
  kind,
  only: ALWAYS,
});

/** Its lowest severity promises a response in words alone; it names categories, and measures of every kind. */
export const RUNBOOK: Runbook = {
  ...runbook,
  categories: [
    { key: "data-loss", name: "Data loss", title: "Data is gone or wrong", kinds: [], private: false },
    { key: "security", name: "Security", title: "", kinds: [], private: true },
  ],
  measures: [
    ...runbook.measures,
    measure("users", "number"),
    measure("share", "percent"),
    measure("delay", "seconds"),
    measure("loss", "money"),
  ],
  severities: runbook.severities.map((one) =>
    one.name === "SEV4" ? { ...one, response: { words: "when somebody has time", within: null } } : one,
  ),
};

export const ANA = "UANA";
export const BEN = "UBEN";
export const CHLOE = "UCHLOE";
export const OPERATOR = "operator:dana";
export const ROOM = "C7";
export const OTHER_ROOM = "C6";

/** Names by id, as Slack shows them. */
export const NAMES: ReadonlyMap<string, string> = new Map([
  [ANA, "ana"],
  [BEN, "ben"],
  [CHLOE, "chloe"],
  [ROOM, "inc-7-checkout-is-down"],
  [OTHER_ROOM, "inc-6-payments-time-out"],
]);

export const T0 = Date.UTC(2026, 10, 2, 9, 0, 0);

/** Minutes after the declaration. */
export const minute = (count: number): number => T0 + count * 60_000;

export const at = (minutes: number, body: EventBody, user: string | null = ANA): DomainEvent => ({
  ...body,
  at: minute(minutes),
  actor: user === null ? "warroom" : `slack:${user}`,
});

export const TITLE = "Checkout is down";
export const UPDATE = "Nobody can pay. We are rolling back to 4.2; that takes about ten minutes.";
export const CORRECTION = "One in four cannot pay. We are rolling back to 4.2; that takes about ten minutes.";
export const HIT = "Nobody can pay by card";
export const NEXT_STEP = "Ben rolls back to 4.2";
export const ETA = "09:30, if it helps";
export const WORKAROUND = "Pay by invoice";
export const WHY = "It hits cards only";
export const VENDOR = "The vendor restores the backup";
export const SUMMARY = "Rolled the connection pool back from 20 to 200.";
export const FALSE_ALARM = "The probe was broken, checkout was not.";
/** Said by the samples of problems.ts; elsewhere they stand inside other sentences. */
export const PROBLEM = 'There is no severity "SEV0" in this runbook.';
export const SIMILAR = "@ana declared INC-6 at 09:00.";
export const IMPACT = "One payment in four";
export const QUESTION = RUNBOOK.triage[0]!.question;
export const TASK = "check replica lag";
export const CAME_OF_IT = "replica is fine";
export const CANNOT = "asleep on my feet";
export const ACTION_ITEM = "alert on replica lag";
export const NEEDLESS = "Postgres 17 has it";
export const FROM_MESSAGE = "ben: we had no alert on replica lag";
export const STRANGER = "@bob";
export const TYPED = "@bob check replica lag 10m";
export const DECISION = "Fail over to EU?";
export const NOTE = "The pool is at 200 of 200";
export const ZONE = "Europe/Berlin";
export const REASON = "Every fourth payment fails";

export const declared = (severity = "SEV1", started = 0): DomainEvent =>
  at(0, {
    type: "IncidentDeclared",
    team: "T1",
    number: 7,
    name: "INC-7",
    title: TITLE,
    severity,
    status: RUNBOOK.statuses[0]!,
    startedAt: minute(started),
    runbook: "hash",
  });

export const roomOpened = at(0, { type: "RoomOpened", channel: ROOM, name: "inc-7-checkout-is-down" }, null);
export const acknowledged = at(3, { type: "Acknowledged", by: BEN }, BEN);
export const took = (minutes: number, role: string, user: string, previous: string | null = null): DomainEvent =>
  at(minutes, { type: "RoleAssigned", role, user, previous }, user);
export const update = at(12, {
  type: "UpdatePosted",
  text: UPDATE,
  status: RUNBOOK.statuses[2]!,
  nextDueAt: minute(27),
});
export const resolved = at(41, { type: "Resolved", summary: SUMMARY });

/** Just declared, and its room open. */
export const FRESH: Incident = fold("I7", [declared(), roomOpened]);
/** Staffed, acknowledged, and with an update. */
export const RUNNING: Incident = fold("I7", [
  declared(),
  roomOpened,
  acknowledged,
  took(4, "commander", BEN),
  took(5, "communications", CHLOE),
  update,
]);
export const RESOLVED: Incident = fold("I7", [
  declared(),
  roomOpened,
  acknowledged,
  took(4, "commander", BEN),
  update,
  resolved,
]);
export const CANCELLED: Incident = fold("I7", [
  declared(),
  roomOpened,
  at(9, { type: "Cancelled", reason: FALSE_ALARM }, BEN),
]);
export const ROOMLESS: Incident = fold("I7", [
  declared(),
  at(0, { type: "RoomRefused", error: "restricted_action" }, null),
]);
/** No update is asked for, and the response target is words alone. */
export const LOW: Incident = fold("I7", [declared("SEV4"), roomOpened]);
export const UNKNOWN_SEVERITY: Incident = { ...FRESH, severity: "SEV9" };
export const OTHER: Incident = {
  ...FRESH,
  id: "I6",
  name: "INC-6",
  title: "Payments time out",
  severity: "SEV2",
  declaredAt: minute(-95),
  room: { channel: OTHER_ROOM, name: "inc-6-payments-time-out", openedAt: minute(-95) },
};
