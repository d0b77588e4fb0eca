import { expect, test } from "vitest";
import { runbookOf } from "../../runbook/reading.ts";
import { declared, event, givenUnder, person, resolved, room } from "../given.ts";

const RUNBOOK = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }, { name: SEV2, title: Low }]
checklists:
  - { title: Data loss, only: { severity: SEV1 }, items: [Stop writing, Count what is lost] }
  - { title: On demand, items: [Breathe] }
`);
const tick = (item: string) => ({ type: "TickItem" as const, checklist: "data-loss", item });
const ticked = (item: string) => event(2, { type: "ItemTicked", checklist: "data-loss", item });

test("it is done with its last item, and said once as a whole", () => {
  const first = givenUnder(RUNBOOK, declared(), room).when(tick("Stop writing"));
  expect(first.then({ ...tick("Stop writing"), type: "ItemTicked" }).enqueues).toEqual([]);
  const last = givenUnder(RUNBOOK, declared(), room, ticked("Stop writing")).when(tick("Count what is lost"));
  const accepted = last.then(
    { type: "ItemTicked", checklist: "data-loss", item: "Count what is lost" },
    { type: "ChecklistDone", checklist: "data-loss", title: "Data loss" },
  );
  expect(accepted.enqueues).toEqual(["say:room:5"]);
});

test("what is ticked is not ticked again, can be taken back, and what the runbook does not have is refused", () => {
  const given = givenUnder(RUNBOOK, declared(), room, ticked("Stop writing"));
  given.when(tick("Stop writing"), person("UBEN")).refused({ type: "item-unchanged" });
  given.when(tick("Panic")).refused({ type: "unknown-item" });
  given
    .when({ ...tick("Stop writing"), type: "UntickItem" })
    .then({ type: "ItemUnticked", checklist: "data-loss", item: "Stop writing" });
});

test("it is ticked off after the resolution too, and not once it was cancelled", () => {
  givenUnder(RUNBOOK, declared(), room, resolved(1))
    .when(tick("Stop writing"))
    .then({ type: "ItemTicked", checklist: "data-loss", item: "Stop writing" });
  const cancelled = event(1, { type: "Cancelled", reason: "a false alarm" });
  givenUnder(RUNBOOK, declared(), room, cancelled).when(tick("Stop writing")).refused({ type: "not-open" });
});

test("it is offered when its condition comes to hold, under one key for the incident's life", () => {
  const raise = { type: "ChangeSeverity" as const, severity: "SEV1" };
  const raised = givenUnder(RUNBOOK, declared("SEV2"), room).when(raise);
  const { enqueues } = raised.then({ type: "SeverityChanged", from: "SEV2", to: "SEV1", reason: null });
  expect(enqueues.filter((key) => key.startsWith("checklist:"))).toEqual(["checklist:data-loss"]);
  const acknowledged = givenUnder(RUNBOOK, declared(), room).when({ type: "Acknowledge" });
  const later = acknowledged.then({ type: "Acknowledged", by: "UANA" });
  expect(later.enqueues.filter((key) => key.startsWith("checklist:"))).toEqual([]);
});
