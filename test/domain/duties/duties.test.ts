import { describe, expect, test } from "vitest";
import type { Incident } from "../../../src/domain/incident.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import type { Command } from "../../../src/domain/command.ts";
import { WARROOM } from "../../../src/domain/actor.ts";
import { decide } from "../../../src/domain/decide.ts";
import { dutyMoments } from "../../../src/domain/duties/moments.ts";
import { isOpen, neverTold, stateOf } from "../../../src/domain/duties/owed.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, claimed, declared, event, givenUnder, person, room } from "../given.ts";
import { fold, shownOf } from "../../../src/domain/incident.ts";
import { assert } from "../../../src/lib/pure/assert.ts";

const RUNBOOK = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High, public_update_every: 30m }, { name: SEV2, title: Low }]
categories: [{ key: data-loss, name: Data loss }]
roles: [{ key: commander, mandatory: true, backup: [managers] }, { key: communications }]
updates_by: communications
duties:
  - { tell: Executives, to: [executives], by: direct, only: { severity: SEV1 } }
  - { tell: Customers, by: mail, within: 20m, approver: commander }
  - { tell: Regulator, by: phone, when: found, only: { category: data-loss }, within: 1h }
  - { tell: Partners, by: mail, key: partners, when: { open_for: 4h } }
  - { tell: Status page, by: status-page, when: updated, only: { severity: SEV2 } }
  - { tell: Everybody, by: channel, when: resolved }
  - { tell: Customers, by: mail, key: over, when: resolved }
`);
const PEOPLE = { executives: ["UEXA", "UEXB"], managers: ["UMAX"] };

/** What comes of the events and, minute by minute, of the timer. */
function play(events: readonly DomainEvent[], until: number): { state: Incident; told: DomainEvent[] } {
  let state = fold("I7", events.slice(0, 1));
  const told: DomainEvent[] = [];
  let next = 1;
  for (let minute = 0; minute <= until; minute++) {
    while (events[next] && events[next]!.at <= at(minute)) {
      state = fold("I7", [...history(state), events[next]!]);
      next += 1;
    }
    const result = decide(state, { type: "RecordDuties" }, WARROOM, {
      now: at(minute),
      runbook: RUNBOOK,
      people: PEOPLE,
    });
    if (!result.ok) continue;
    told.push(...result.value.events);
    remember(result.value.after, [...history(state), ...result.value.events]);
    state = result.value.after;
  }
  return { state, told };

  function history(one: Incident): DomainEvent[] {
    return HISTORIES.get(one) ?? [...events.slice(0, one.seq)];
  }
}

const HISTORIES = new WeakMap<Incident, DomainEvent[]>();
const remember = (state: Incident, events: DomainEvent[]) => HISTORIES.set(state, events);

const owed = (told: readonly DomainEvent[]) =>
  told.flatMap((one) =>
    one.type === "DutiesOwed" ? one.duties.map(({ id }) => `${(one.at - at(0)) / 60_000} ${id}`) : [],
  );
const overdue = (told: readonly DomainEvent[]) =>
  told.flatMap((one) =>
    one.type === "DutiesOverdue" ? one.duties.map((id) => `${(one.at - at(0)) / 60_000} ${id}`) : [],
  );

test("each is owed at its moment, once, and those outside again and again", () => {
  const { told } = play([declared("SEV1"), room], 250);
  expect(owed(told)).toEqual([
    "0 executives-direct-declared",
    "0 customers-mail-declared",
    ...[30, 60, 90, 120, 150, 180, 210].map((minute, index) => `${minute} public update SEV1@${index + 1}`),
    "240 partners",
    "240 public update SEV1@8",
  ]);
});

test("what has a time is told to be overdue when it has passed, once more when it is late by half of it, and never again", () => {
  const { told } = play([declared("SEV2"), room], 120);
  expect(overdue(told)).toEqual(["20 customers-mail-declared", "30 customers-mail-declared"]);
});

test("a severity that is raised brings its duties, and counts from then", () => {
  const raised = event(10, { type: "SeverityChanged", from: "SEV2", to: "SEV1", reason: null });
  const { told } = play([declared("SEV2"), room, raised], 45);
  expect(owed(told)).toEqual(["0 customers-mail-declared", "10 executives-direct-declared", "40 public update SEV1@1"]);
});

test("one that is done never comes again, whatever the severity does", () => {
  const done = event(3, {
    type: "DutyDone",
    duty: "executives-direct-declared",
    audience: "Executives",
    outlet: "direct",
    how: "sent",
    note: null,
  });
  const change = (minute: number, from: string, to: string) =>
    event(minute, { type: "SeverityChanged", from, to, reason: null });
  const first = owes(0, "executives-direct-declared");
  const { told } = play(
    [declared("SEV1"), room, first, done, change(5, "SEV1", "SEV2"), change(6, "SEV2", "SEV1")],
    20,
  );
  expect(owed(told)).not.toContain("6 executives-direct-declared");
});

test("one that was not done is wanted no longer once the severity does not ask for it", () => {
  const lowered = event(5, { type: "SeverityChanged", from: "SEV1", to: "SEV2", reason: null });
  const { state } = play([declared("SEV1"), room, owes(0, "executives-direct-declared"), lowered], 6);
  const [first] = state.owed;
  assert(first, "it was owed");
  expect(stateOf(first, state, RUNBOOK)).toBe("dropped");
});

test("what is found later counts from when it was found", () => {
  const found = event(17, { type: "CategoryAdded", category: "data-loss" });
  const { state } = play([declared("SEV2"), room, found], 18);
  expect(state.owed.at(-1)).toMatchObject({ id: "regulator-phone-found", since: at(17), dueAt: at(77) });
});

test("of each update it is owed anew, and an earlier one is wanted no longer", () => {
  const update = (minute: number) =>
    event(minute, { type: "UpdatePosted", text: "On it", status: "Investigating", nextDueAt: null });
  const { state } = play([declared("SEV2"), room, update(5), update(25)], 26);
  const updates = state.owed.filter(({ duty }) => duty === "status-page-status-page-updated");
  expect(updates.map((one) => stateOf(one, state, RUNBOOK))).toEqual(["dropped", "open"]);
});

test("after a time away one that comes again is owed once, not once for each that passed", () => {
  const state = fold("I7", [declared("SEV1"), room]);
  const context = { now: at(200), runbook: RUNBOOK, people: PEOPLE };
  const result = decide(state, { type: "RecordDuties" }, WARROOM, context);
  assert(result.ok, "duties are owed");
  const [first] = owed(result.value.events).filter((one) => one.includes("public"));
  expect(first).toBe("200 public update SEV1@1");
  const next = dutyMoments(result.value.after, RUNBOOK).filter(
    (one) => one.step === "owed" && one.id.includes("public"),
  );
  expect(next).toMatchObject([{ at: at(230) }]);
});

test("the executives are told without a click, each by a job of their own; those outside are not", () => {
  const { after, jobs } = decided(fold("I7", [declared("SEV1"), room]), { type: "RecordDuties" }, 1);
  expect(after.owed.map(({ automatic }) => automatic)).toEqual([true, false]);
  expect(keys(jobs)).toContain("draft-duty:executives-direct-declared:I7");
  const draft: Command = {
    type: "RecordDutyDraft",
    duty: "executives-direct-declared",
    subject: null,
    text: "INC-7",
    missing: [],
  };
  const sending = decided(after, draft, 1);
  expect(keys(sending.jobs).filter((key) => key.startsWith("tell-duty"))).toHaveLength(2);
  const tell = (to: string): Command => ({
    type: "RecordDutyTold",
    duty: draft.duty,
    to,
    channel: `D${to}`,
    ts: "1.1",
  });
  const half = decided(sending.after, tell("UEXA"), 1);
  expect(half.after.owed[0]!.settled).toBeNull();
  expect(decided(half.after, tell("UEXB"), 1).after.owed[0]!.settled).toMatchObject({ how: "sent" });
});

test("of a private incident nobody is told without a click, neither people nor a channel", () => {
  const hidden = { ...declared("SEV1"), private: true } as DomainEvent;
  const resolved = event(5, { type: "Resolved", summary: "Fixed" });
  for (const [events, minute] of [
    [[hidden, room], 1],
    [[hidden, room, resolved], 6],
  ] as const) {
    const { after, jobs } = decided(fold("I7", events), { type: "RecordDuties" }, minute);
    expect(after.owed.map(({ automatic }) => automatic)).not.toContain(true);
    expect(keys(jobs).some((key) => key.startsWith("draft-duty"))).toBe(false);
  }
});

test("a text that lacks a value is held back, and says which", () => {
  const { after } = decided(fold("I7", [declared("SEV1"), room]), { type: "RecordDuties" }, 1);
  const command: Command = {
    type: "RecordDutyDraft",
    duty: "executives-direct-declared",
    subject: null,
    text: "[update.eta]",
    missing: ["update.eta"],
  };
  const held = decided(after, command, 1);
  expect(held.after.owed[0]).toMatchObject({ sending: null, held: { why: "missing", missing: ["update.eta"] } });
});

test("only who approves it sends it, as long as somebody holds that role or leads", () => {
  const send = { type: "SendDuty" as const, duty: "customers-mail-declared", subject: null, text: "We are on it" };
  const leads = event(1, { type: "RoleAssigned", role: "commander", user: "UBEN", previous: null });
  const events = [declared("SEV1"), room, owes(0, "customers-mail-declared")];
  givenUnder(RUNBOOK, ...events, leads)
    .when(send, person("UANA"), 2)
    .refused({ type: "needs-approval", role: "commander", user: "UBEN" });
  const sent = {
    type: "DutySending" as const,
    duty: "customers-mail-declared",
    audience: "Customers",
    outlet: "mail" as const,
    subject: null,
    text: "We are on it",
    to: ["mail"],
  };
  givenUnder(RUNBOOK, ...events, leads)
    .when(send, person("UBEN"), 2)
    .then(sent);
  givenUnder(RUNBOOK, ...events)
    .when(send, person("UANA"), 2)
    .then(sent);
});

test("nobody is told twice: what is settled, on its way or no longer wanted is left as it is", () => {
  const finish = { type: "FinishDuty" as const, duty: "customers-mail-declared", note: null };
  const base = [declared("SEV1"), room, owes(0, "customers-mail-declared")];
  const told = { duty: "customers-mail-declared", audience: "Customers", outlet: "mail" as const };
  const skipped = event(1, { ...told, type: "DutySkipped", reason: "None is hit" });
  const sending = event(1, { ...told, type: "DutySending", to: ["mail"], subject: null, text: "On it" });
  const resolved = event(1, { type: "Resolved", summary: "Fixed" });
  const refusal = (more: DomainEvent) => givenUnder(RUNBOOK, ...base, more).when(finish, person("UANA"), 2);
  refusal(skipped).refused({ type: "duty-settled", how: "skipped", by: "UANA", at: at(1) });
  refusal(sending).refused({ type: "duty-on-its-way" });
  refusal(resolved).refused({ type: "duty-not-wanted" });
});

const TICKET = { duty: "ticket", audience: "Ticket", outlet: "ticket" as const };

describe("once it is resolved", () => {
  const runbook = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
roles: [{ key: commander, mandatory: true }, { key: scribe }]
duties:
  - { tell: Ticket, key: ticket, by: ticket }
  - { tell: Customers, key: customers, by: mail }
  - { tell: Press, key: press, by: press }
  - { tell: Support, key: support, by: mail }
  - { tell: Status page, key: page, by: status-page, when: updated }
  - { tell: Partners, key: partners, by: ticket, when: { open_for: 1h } }
  - { tell: Customers, key: restored, by: mail, when: resolved }
  - { tell: Ticket, key: closed, by: ticket, when: resolved }
`);
  const base = [
    declared(),
    room,
    owes(0, "ticket"),
    owes(0, "customers"),
    owes(0, "press"),
    owes(0, "support"),
    event(1, { type: "DutySkipped", duty: "press", audience: "Press", outlet: "press", reason: "Nobody asked" }),
    event(2, { type: "UpdatePosted", text: "On it", status: "Investigating", nextDueAt: null }),
    owes(2, "page@8"),
  ];
  const over = [...base, event(5, { type: "Resolved", summary: "Fixed" })];

  test("what nobody told while it ran is open and named; not what was skipped, or who is told of the end instead", () => {
    expect(neverTold(fold("I7", base), runbook)).toEqual([]);
    expect(neverTold(fold("I7", over), runbook).map(({ id }) => id)).toEqual(["ticket", "support"]);
    const state = fold("I7", over);
    expect(state.owed.filter((one) => isOpen(one, state, runbook))).toEqual(neverTold(state, runbook));
  });

  test("a ticket is still to be opened, by hand, and closed after that; none is owed that was not", () => {
    const state = fold("I7", over);
    givenUnder(runbook, ...over)
      .when({ type: "FinishDuty", duty: "ticket", note: "OPS-77" }, person("UANA"), 6)
      .then({ type: "DutyDone", duty: "ticket", audience: "Ticket", outlet: "ticket", how: "done", note: "OPS-77" });
    expect(dutyMoments(state, runbook).map((one) => one.id)).toEqual([`restored@${at(5)}`]);
    const opened = event(6, { type: "DutyDone", ...TICKET, how: "done", note: "OPS-77" });
    expect(dutyMoments(fold("I7", [...over, opened]), runbook).map((one) => one.id)).toEqual([
      `restored@${at(5)}`,
      `closed@${at(5)}`,
    ]);
  });

  test("what is overdue then is said while people work", () => {
    const late = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
duties: [{ tell: Stakeholders, key: stakeholders, by: direct, when: resolved, within: 9h }]
`);
    const state = fold("I7", [declared(), event(5, { type: "Resolved", summary: "Fixed" })]);
    const owed = decide(state, { type: "RecordDuties" }, WARROOM, { now: at(5), runbook: late, people: PEOPLE });
    assert(owed.ok, "they are to be told");
    expect(new Date(dutyMoments(owed.value.after, late)[0]!.at).toISOString()).toBe("2026-11-03T09:00:00.000Z");
  });
});

describe("whoever takes the lead", () => {
  const base = [declared("SEV2"), room, owes(0, "customers-mail-declared")];
  const told = (...more: DomainEvent[]) => {
    const claim: Command = { type: "ClaimRole", role: "commander" };
    const context = { now: at(9), runbook: RUNBOOK, people: PEOPLE };
    const taken = decide(fold("I7", [...base, ...more]), claim, person("UBEN"), context);
    assert(taken.ok, "the role is free");
    return taken.value.jobs.flatMap((one) => (one.do === "enqueue" && one.job.kind === "say" ? [one.job.said] : []));
  };

  test("hears what nobody has said to be done", () => {
    expect(told()).toContainEqual(expect.objectContaining({ role: "commander", duties: ["customers-mail-declared"] }));
  });

  test("hears nothing of what is done, or somebody else's to see to", () => {
    const done = { type: "DutyDone" as const, duty: "customers-mail-declared", audience: "Customers" };
    for (const one of [event(3, { ...done, outlet: "mail", how: "done", note: null }), claimed(3, "communications")]) {
      expect(told(one)).toEqual([expect.not.objectContaining({ duties: expect.anything() })]);
    }
  });
});

test("what is on its way is told even where an edited runbook has dropped its duty meanwhile", () => {
  const told = { duty: "customers-mail-declared", audience: "Customers", outlet: "mail" as const };
  const edited = runbookOf("title: Test\nseverities: [{ name: SEV1, title: High }, { name: SEV2, title: Low }]");
  givenUnder(
    edited,
    declared("SEV1"),
    room,
    owes(0, told.duty),
    event(1, { ...told, type: "DutySending", to: ["mail"], subject: null, text: "On it" }),
  )
    .when({ type: "RecordDutyAccepted", duty: told.duty, to: "mail", reference: "M-1" }, WARROOM, 2)
    .then(
      { type: "DutyTold", duty: told.duty, to: "mail", channel: null, ts: null, reference: "M-1" },
      { ...told, type: "DutyDone", how: "sent", note: "M-1" },
    );
});

function owes(minute: number, id: string): DomainEvent {
  return event(
    minute,
    { type: "DutiesOwed", duties: [{ id, duty: id, since: at(minute), dueAt: null, automatic: false }] },
    "warroom",
  );
}

function decided(state: Incident, command: Command, minute: number) {
  const result = decide(state, command, WARROOM, { now: at(minute), runbook: RUNBOOK, people: PEOPLE });
  assert(result.ok, `${command.type} was refused`);
  return result.value;
}

const keys = (jobs: readonly { key: string }[]): string[] => jobs.map(({ key }) => key);

test("one that could not be sent is open again, and what shows that is drawn again", () => {
  const told = { duty: "executives-direct-declared", audience: "Executives", outlet: "direct" as const };
  const id = told.duty;
  const owing = event(0, {
    type: "DutiesOwed",
    duties: [{ id, duty: id, since: at(0), dueAt: null, automatic: true }],
  });
  const sending = event(0, { type: "DutySending", ...told, to: ["UEXA"], subject: null, text: "It is down" });
  const failed = event(0, { type: "DutyNotTold", ...told, to: "UEXA", why: "user_not_found" });
  const steps = [[owing], [owing, sending], [owing, sending, failed]].map((then) => fold("I7", [declared(), ...then]));
  expect(steps.map((one) => stateOf(one.owed[0]!, one, RUNBOOK))).toEqual(["open", "sending", "open"]);
  expect(shownOf(steps[1]!)).not.toBe(shownOf(steps[0]!));
  expect(shownOf(steps[2]!)).not.toBe(shownOf(steps[1]!));
});
