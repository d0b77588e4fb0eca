import { expect, test } from "vitest";
import { fittingPlaybooks } from "../../../src/domain/procedures/fitting.ts";
import type { PlaybookCommand } from "../../../src/domain/procedures/playbooks.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { claimed, declared, event, givenUnder, person, room } from "../given.ts";

const RUNBOOK = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
roles: [{ key: commander, mandatory: true }]
categories: [{ key: database, name: Database trouble }]
playbooks:
  - symptom: The checkout is slow
    steps: [{ do: Restart, automatic: true }, { do: Roll back, approver: commander }, Look]
  - { symptom: The databases are full, steps: [Delete] }
  - { symptom: Nobody knows, steps: [Think] }
`);
const slow = { playbook: "the-checkout-is-slow", symptom: "The checkout is slow" };
const [ROLL_BACK, RESTART, LOOK] = [
  { playbook: slow.playbook, step: "Roll back" },
  { playbook: slow.playbook, step: "Restart" },
  { playbook: slow.playbook, step: "Look" },
];
const { symptom } = slow;
const order = (type: PlaybookCommand["type"], which: typeof LOOK): PlaybookCommand => ({ type, ...which! }) as never;
const lead = claimed(1, "commander", "UBEN");
const asked = event(2, { type: "ApprovalAsked", ...ROLL_BACK, symptom, role: "commander" });
const posted = event(2, { type: "ApprovalPosted", ...ROLL_BACK, channel: "C7", ts: "7.1" }, "warroom");

test("a step is done once, by whoever does it, and taken back", () => {
  givenUnder(RUNBOOK, declared(), room)
    .when(order("DoStep", LOOK))
    .then({ type: "StepDone", ...LOOK, symptom });
  const done = givenUnder(RUNBOOK, declared(), room, event(2, { type: "StepDone", ...LOOK, symptom }));
  done.when(order("DoStep", LOOK), person("UBEN")).refused({ type: "item-unchanged" });
  done.when(order("UndoStep", LOOK)).then({ type: "StepUndone", ...LOOK, symptom });
  done.when(order("DoStep", { ...LOOK, step: "Panic" })).refused({ type: "unknown-item" });
});

test("a step that needs a role's word waits for it, from whoever holds the role then", () => {
  const before = givenUnder(RUNBOOK, declared(), room, lead);
  before.when(order("DoStep", ROLL_BACK)).refused({ type: "approval-needed", role: "commander" });
  before.when(order("ApproveStep", ROLL_BACK), person("UBEN")).refused({ type: "item-unchanged" });
  const asks = before.when(order("AskApproval", ROLL_BACK));
  const { enqueues } = asks.then({ type: "ApprovalAsked", ...ROLL_BACK, symptom, role: "commander" });
  expect(enqueues).toContain("approval:4");
  const waits = givenUnder(RUNBOOK, declared(), room, lead, asked, posted);
  waits.when(order("AskApproval", ROLL_BACK)).refused({ type: "item-unchanged" });
  waits.when(order("DoStep", ROLL_BACK), person("UBEN")).refused({ type: "approval-needed" });
  waits.when(order("ApproveStep", ROLL_BACK)).refused({ type: "not-approver", role: "commander", user: "UBEN" });
  const nobody = givenUnder(RUNBOOK, declared(), room, asked);
  nobody.when(order("ApproveStep", ROLL_BACK)).refused({ type: "not-approver", user: null });
  const answers = waits.when(order("ApproveStep", ROLL_BACK), person("UBEN"), 3);
  const told = answers.then({ type: "StepApproved", ...ROLL_BACK, symptom, role: "commander" });
  expect(told.job("say:room:6")?.job).toMatchObject({ said: { type: "step-answered", by: "UBEN", asked: "UANA" } });
  const approved = event(3, { type: "StepApproved", ...ROLL_BACK, symptom, role: "commander" }, "slack:UBEN");
  givenUnder(RUNBOOK, declared(), room, lead, asked, approved)
    .when(order("DoStep", ROLL_BACK))
    .then({ type: "StepDone", ...ROLL_BACK, symptom });
});

test("refused, it may be asked for again; who holds the role needs to ask nobody, and the room is not told", () => {
  const refused = event(3, { type: "StepRefused", ...ROLL_BACK, symptom, role: "commander" }, "slack:UBEN");
  const after = givenUnder(RUNBOOK, declared(), room, lead, asked, posted, refused);
  after.when(order("DoStep", ROLL_BACK)).refused({ type: "approval-needed" });
  after.when(order("AskApproval", ROLL_BACK)).then({ type: "ApprovalAsked", ...ROLL_BACK, symptom, role: "commander" });
  const own = givenUnder(RUNBOOK, declared(), room, lead).when(order("AskApproval", ROLL_BACK), person("UBEN"));
  const { enqueues } = own.then({ type: "StepApproved", ...ROLL_BACK, symptom, role: "commander" });
  expect(enqueues).toEqual([]);
});

test("answered while the question was on its way, its message is brought to the answer once it stands", () => {
  const approved = event(3, { type: "StepApproved", ...ROLL_BACK, symptom, role: "commander" }, "slack:UBEN");
  const late = givenUnder(RUNBOOK, declared(), room, lead, asked, approved);
  const recorded = late.when({ type: "RecordApprovalPosted", ...ROLL_BACK, channel: "C7", ts: "7.1" });
  const { enqueues } = recorded.then({ type: "ApprovalPosted", ...ROLL_BACK, channel: "C7", ts: "7.1" });
  expect(enqueues).toEqual(["refresh:approval:the-checkout-is-slow:Roll back"]);
});

test("a machine does an automatic step once; where it did not, people are told and do it by hand", () => {
  const run = givenUnder(RUNBOOK, declared(), room).when(order("RunStep", RESTART));
  expect(run.then({ type: "StepRunAsked", ...RESTART, symptom }).enqueues).toEqual(["run-step:3"]);
  givenUnder(RUNBOOK, declared(), room).when(order("RunStep", LOOK)).refused({ type: "item-unchanged" });
  const runs = givenUnder(RUNBOOK, declared(), room, event(2, { type: "StepRunAsked", ...RESTART, symptom }));
  runs.when(order("RunStep", RESTART)).refused({ type: "item-unchanged" });
  const outcome = { type: "RecordStepRun" as const, ...RESTART, why: "no" };
  runs.when({ ...outcome, how: "done" }).then({ type: "StepDone", ...RESTART, symptom });
  const not = { type: "StepNotRun" as const, ...RESTART, symptom, how: "failed" as const, why: "no" };
  const told = runs.when({ ...outcome, how: "failed" }).then(not);
  expect(told.job("say:room:4")?.job).toMatchObject({ said: { type: "step-not-run", asked: "UANA", why: "no" } });
  const after = givenUnder(
    RUNBOOK,
    declared(),
    room,
    event(2, { type: "StepRunAsked", ...RESTART, symptom }),
    event(3, not),
  );
  after.when({ ...outcome, how: "done" }).refused({ type: "no-longer-wanted" });
  after.when(order("DoStep", RESTART)).then({ type: "StepDone", ...RESTART, symptom });
});

test("those fit first that share words with the title, the impact or the categories", () => {
  const fitting = (...events: Parameters<typeof givenUnder>[1][]) =>
    fittingPlaybooks(givenUnder(RUNBOOK, declared(), ...events).state, RUNBOOK).map(({ key }) => key);
  expect(fitting()).toEqual(["the-checkout-is-slow"]);
  const found = event(2, { type: "CategoryAdded", category: "database" });
  expect(fitting(found)).toEqual(["the-checkout-is-slow", "the-databases-are-full"]);
});
