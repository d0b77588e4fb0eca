import { expect, test } from "vitest";
import { phaseOf, timetable } from "../../../src/domain/procedures/phases.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, declared, event, givenUnder } from "../given.ts";

const RUNBOOK = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
statuses: [Triage, Fixing, Watching]
phases:
  - { name: First look, from: 0, to: 5m }
  - { name: triage, from: 2m, to: 5m, counted_from: entry }
  - { name: Fixing, to: 30m, counted_from: entry, demands: [Two hypotheses, A commander] }
  - { name: Digging, from: 5m, to: 30m }
`);
const fixing = { type: "ChangeStatus" as const, status: "fixing" };
const [TWO, LEAD] = ["Two hypotheses", "A commander"] as const;
const changed = { type: "StatusChanged" as const, from: "Triage", to: "Fixing" };

test("a status whose phase demands something is entered once that is said to be so", () => {
  const given = givenUnder(RUNBOOK, declared());
  given.when(fixing).refused({ type: "demands-open", status: "Fixing", demands: [TWO, LEAD] });
  given.when({ ...fixing, met: [TWO] }).refused({ type: "demands-open", demands: [LEAD] });
  given.when({ ...fixing, met: [LEAD, TWO, "Luck"] }).then({ ...changed, met: [TWO, LEAD] });
});

test("or with a reason, which stands with what was not so", () => {
  const given = givenUnder(RUNBOOK, declared());
  given.when({ ...fixing, met: [TWO], anyway: " " }).refused({ type: "text-empty", what: "reason" });
  given
    .when({ ...fixing, met: [TWO], anyway: "It burns" })
    .then({ ...changed, met: [TWO], anyway: { reason: "It burns", open: [LEAD] } });
});

test("an update does not enter it by the way, and may be posted while it stands there", () => {
  const update = { type: "PostUpdate" as const, text: "We fix it", status: "Fixing" };
  givenUnder(RUNBOOK, declared()).when(update).refused({ type: "demands-open", status: "Fixing" });
  givenUnder(RUNBOOK, declared(), event(3, changed))
    .when(update, undefined, 4)
    .then({ type: "UpdatePosted", text: "We fix it", status: "Fixing", nextDueAt: null });
});

test("a phase's time is counted from when its status was entered, also by an update, and anew after a reopening", () => {
  const untilOf = (...events: Parameters<typeof givenUnder>[1][]) =>
    phaseOf(givenUnder(RUNBOOK, declared(), ...events).state, RUNBOOK)?.until ?? null;
  expect(untilOf()).toBe(at(5));
  expect(untilOf(event(3, changed))).toBe(at(33));
  const back = event(9, { type: "UpdatePosted", text: "?", status: "Triage", nextDueAt: null });
  expect(untilOf(event(3, changed), back)).toBe(at(14));
  expect(untilOf(event(3, changed), event(4, { ...back, at: at(4) } as never))).toBe(at(9));
  const reopened = event(20, { type: "Reopened", reason: "It is back" });
  expect(untilOf(event(10, { type: "Resolved", summary: "?" }), reopened)).toBe(at(25));
  expect(untilOf(event(3, { ...changed, to: "Watching" }))).toBeNull();
});

test("what is counted from the declaration and bears no status's name begins by the clock", () => {
  const rows = timetable(givenUnder(RUNBOOK, declared()).state, RUNBOOK);
  expect(rows.map(({ phase, from, until }) => [phase.name, from, until])).toEqual([
    ["First look", at(0), at(5)],
    ["Digging", at(5), at(30)],
  ]);
});
