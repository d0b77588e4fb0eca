import { expect, test } from "vitest";
import { heldUp, watchOverAt } from "../../../src/domain/recovery/recovery.ts";
import { plannedTimers } from "../../../src/domain/follow.ts";
import { fold } from "../../../src/domain/incident.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { testRunbook } from "../../support/runbook.ts";
import { at, declared, event, givenUnder, PEOPLE, person, room } from "../given.ts";

const BASE = `
title: Test
severities: [{ name: SEV1, title: High }, { name: SEV2, title: Low }]
`;
const RUNBOOK = runbookOf(`${BASE}
recovery:
  watch: 15m
  mandatory:
    - Errors are few
    - { text: No alert fires, only: { severity: SEV1 } }
    - { text: Customers are told, due: after }
  recommended: [The queue is short]
`);
const WATCH_ONLY = runbookOf(`${BASE}
recovery: { watch: 15m }
`);

const WATCH = { unit: "exact" as const, ms: 15 * 60_000 };
const ERRORS = { key: "errors-are-few", text: "Errors are few" };
const ALERTS = { key: "no-alert-fires", text: "No alert fires" };
const TOLD = { key: "customers-are-told", text: "Customers are told" };
const attested = (minute: number, ...criteria: { key: string; text: string }[]) =>
  event(minute, { type: "Attested", criteria });
const resolve = (anyway?: string) => ({
  type: "Resolve" as const,
  summary: "rolled back",
  ...(anyway === undefined ? {} : { anyway }),
});
const ended = event(30, { type: "Resolved", summary: "rolled back" });

test("resolving is refused while a mandatory criterion is open, which is named", () => {
  givenUnder(RUNBOOK, declared(), room, attested(5, ERRORS))
    .when(resolve(), person("UANA"), 60)
    .refused({ type: "not-recovered", name: "INC-7", open: [ALERTS.text], span: WATCH, until: null });
});

test("what is recommended, due later or not for this severity is in nobody's way", () => {
  const { state } = givenUnder(RUNBOOK, declared("SEV2"), room, attested(5, ERRORS));
  expect(heldUp(state, RUNBOOK, at(20))).toBeNull();
});

test("the watch runs from the last criterion that was attested, and holds it up until it is over", () => {
  const given = givenUnder(RUNBOOK, declared(), room, attested(5, ERRORS), attested(9, ALERTS));
  given.when(resolve(), person("UANA"), 23).refused({ type: "not-recovered", open: [], until: at(24) });
  given.when(resolve(), person("UANA"), 24).then({ type: "Resolved", summary: "rolled back" });
});

test("a criterion that is taken back and attested again begins the watch anew", () => {
  const taken = event(12, { type: "Unattested", criterion: ERRORS.key, text: ERRORS.text });
  const events = [declared(), room, attested(5, ERRORS, ALERTS), taken];
  expect(watchOverAt(fold("I7", events), RUNBOOK)).toBeNull();
  expect(watchOverAt(fold("I7", [...events, attested(13, ERRORS)]), RUNBOOK)).toEqual({ since: at(13), until: at(28) });
});

test("what checks show is watched from when they show it, whoever attests the rest when; its end is told once", () => {
  const shown = { key: "few-errors", text: "Few errors" };
  const said = { key: "nobody-complains", text: "Nobody complains" };
  const runbook = runbookOf(`${BASE}
checks: { errors: { title: Errors } }
recovery: { watch: 15m, mandatory: [{ text: Few errors, check: errors, is: "< 1" }, Nobody complains] }
`);
  const given = givenUnder(runbook, declared(), room, attested(5, shown));
  const attest = { type: "Attest" as const, criteria: [said.key] };
  const early = given.when(attest, person("UBEN"), 9).then({ type: "Attested", criteria: [said] });
  expect(early.job("say:room:4")?.job).toMatchObject({ said: { type: "all-well", until: at(20) } });
  const late = given.when(attest, person("UBEN"), 30).then({ type: "Attested", criteria: [said] });
  expect(late.job("watch-over")).toMatchObject({ dueAt: at(20) });
  expect(late.enqueues).not.toContain("say:room:4");
});

test("a raised severity brings its own criteria, and the watch waits for them", () => {
  const raised = event(8, { type: "SeverityChanged", from: "SEV2", to: "SEV1", reason: null });
  const { state } = givenUnder(RUNBOOK, declared("SEV2"), room, attested(5, ERRORS), raised);
  expect(heldUp(state, RUNBOOK, at(60))).toMatchObject({ open: [{ text: ALERTS.text }], until: null });
});

test("without mandatory criteria the watch runs from when it was mitigated", () => {
  const given = givenUnder(WATCH_ONLY, declared(), room);
  given.when(resolve(), person("UANA"), 60).refused({ type: "not-recovered", open: [], span: WATCH, until: null });
  const mitigated = event(10, { type: "TimeSet", time: "mitigated", from: null, to: at(10), reason: "rolled back" });
  givenUnder(WATCH_ONLY, declared(), room, mitigated)
    .when(resolve(), person("UANA"), 25)
    .then({ type: "Resolved", summary: "rolled back" });
});

test("it is resolved all the same with a reason, which is kept with what was open; without one it is not", () => {
  const given = givenUnder(RUNBOOK, declared(), room, attested(5, ERRORS));
  given.when(resolve("  ")).refused({ type: "text-empty", what: "reason" });
  given.when(resolve("nobody uses it at night")).then({
    type: "Resolved",
    summary: "rolled back",
    anyway: { reason: "nobody uses it at night", open: [ALERTS.text], until: null },
  });
});

test("of the bundled runbook's ten, the five mandatory ones hold it up, and nothing is watched", () => {
  const { runbook } = testRunbook("novacron");
  const { mandatory = [], recommended = [] } = Object.groupBy(runbook.recovery.criteria, (one) =>
    one.mandatory ? "mandatory" : "recommended",
  );
  expect([mandatory.length, recommended.length]).toEqual([5, 5]);
  const { state } = givenUnder(runbook, declared("SEV-1"), room);
  expect(heldUp(state, runbook, at(9))).toEqual({ open: mandatory, span: null, until: null });
  const { state: well } = givenUnder(runbook, declared("SEV-1"), room, attested(5, ...mandatory));
  expect(heldUp(well, runbook, at(5))).toBeNull();
});

test("a runbook without criteria holds nothing up", () => {
  givenUnder(runbookOf(BASE), declared(), room).when(resolve()).then({ type: "Resolved", summary: "rolled back" });
});

test("the room hears once all that is mandatory is well, and when something is taken back", () => {
  const first = givenUnder(RUNBOOK, declared(), room).when({ type: "Attest", criteria: [ERRORS.key, TOLD.key] });
  expect(first.then({ type: "Attested", criteria: [ERRORS, TOLD] }).enqueues).not.toContain("say:room:3");
  const given = givenUnder(RUNBOOK, declared(), room, attested(5, ERRORS));
  const last = given
    .when({ type: "Attest", criteria: [ERRORS.key, ALERTS.key] }, person("UBEN"), 9)
    .then({ type: "Attested", criteria: [ALERTS] });
  expect(last.job("say:room:4")?.job).toMatchObject({ said: { type: "all-well", by: "UBEN", until: at(24) } });
  expect(last.job("watch-over")).toMatchObject({ dueAt: at(24), job: { since: at(9) } });
  given
    .when({ type: "Unattest", criterion: ERRORS.key })
    .then({ type: "Unattested", criterion: ERRORS.key, text: ERRORS.text });
});

test("attesting what is attested, or taking back what is not, changes nothing", () => {
  const given = givenUnder(RUNBOOK, declared(), room, attested(5, ERRORS));
  given.when({ type: "Attest", criteria: [ERRORS.key, "unknown"] }).refused({ type: "nothing-to-attest" });
  given.when({ type: "Unattest", criterion: ALERTS.key }).refused({ type: "nothing-attested" });
});

test("after the end only what is due then is attested", () => {
  const given = givenUnder(RUNBOOK, declared(), room, attested(5, ERRORS, ALERTS), ended);
  given.when({ type: "Attest", criteria: [TOLD.key] }).then({ type: "Attested", criteria: [TOLD] });
  given.when({ type: "Unattest", criterion: ERRORS.key }).refused({ type: "nothing-attested" });
});

test("the end of a watch is told once, and not after the incident's", () => {
  const events = [declared(), room, attested(5, ERRORS, ALERTS)];
  const told = event(20, { type: "WatchOver", since: at(5), text: "", ts: "1.1" }, "warroom");
  expect(watchOverAt(fold("I7", events), RUNBOOK)).not.toBeNull();
  expect(watchOverAt(fold("I7", [...events, told]), RUNBOOK)).toBeNull();
  expect(watchOverAt(fold("I7", [...events, ended]), RUNBOOK)).toBeNull();
  givenUnder(RUNBOOK, ...events, told)
    .when({ type: "RecordWatchOver", since: at(5), text: "", ts: "1.2" })
    .refused({ type: "no-longer-wanted" });
  const context = { now: at(6), runbook: RUNBOOK, people: PEOPLE };
  expect(plannedTimers(fold("I7", events), context)).toContainEqual(
    expect.objectContaining({ do: "enqueue", key: "watch-over:I7", dueAt: at(20) }),
  );
});

test("a reopened incident begins anew: what was well is not known to be", () => {
  const reopened = event(40, { type: "Reopened", reason: "it is back" });
  const { state } = givenUnder(RUNBOOK, declared(), room, attested(5, ERRORS, ALERTS), ended, reopened);
  expect(heldUp(state, RUNBOOK, at(90))?.open.map(({ text }) => text)).toEqual([ERRORS.text, ALERTS.text]);
});
