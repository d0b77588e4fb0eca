// Who was never told of an incident is told the first of it, and not in its place what is new.
import { expect, test } from "vitest";
import { WARROOM } from "../../../src/domain/actor.ts";
import { decide } from "../../../src/domain/decide.ts";
import { dutyMoments } from "../../../src/domain/duties/moments.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { evolve, fold } from "../../../src/domain/incident.ts";
import { assert } from "../../../src/lib/pure/assert.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, declared, event, room } from "../given.ts";

test("those outside hear nothing regular before they heard the first: that is due instead, and asked for", () => {
  const runbook = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High, public_update_every: 30m }, { name: SEV2, title: Low }]
duties:
  - { tell: Customers, key: customers, by: status-page }
  - { tell: Customers, key: restored, by: status-page, when: resolved }
  - { tell: Partners, key: partners, by: mail }
`);
  const context = { now: at(0), runbook, people: {} };
  const first = decide(fold("I7", [declared(), room]), { type: "RecordDuties" }, WARROOM, context);
  assert(first.ok, "they are owed");
  const { after } = first.value;
  expect(after.owed.map(({ id, dueAt }) => [id, dueAt])).toEqual([
    ["customers", at(30)],
    ["partners", null],
  ]);
  expect(dutyMoments(after, runbook)).toEqual([{ step: "overdue", at: at(30), id: "customers" }]);
  const told = { type: "DutyDone" as const, duty: "customers", audience: "Customers", outlet: "status-page" as const };
  const done = evolve(after, event(40, { ...told, how: "done", note: null }));
  expect(dutyMoments(done, runbook)).toMatchObject([{ step: "owed", at: at(70), id: "public update SEV1@1" }]);
});

test("a first notice that stands in for regular ones is asked for as often as those would be, until it is over", () => {
  const runbook = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High, public_update_every: 30m }]
duties: [{ tell: Customers, key: customers, by: status-page }]
`);
  const owed = { id: "customers", duty: "customers", since: at(0), dueAt: at(30), automatic: false };
  const late = (minute: number) => event(minute, { type: "DutiesOverdue", duties: ["customers"] }, "warroom");
  const events = [declared(), event(0, { type: "DutiesOwed", duties: [owed] }), late(30), late(45)];
  const next = (...more: DomainEvent[]) => dutyMoments(fold("I7", [...events, ...more]), runbook);
  expect(next()).toEqual([{ step: "overdue", at: at(75), id: "customers" }]);
  expect(next(late(200)), "after a time away once").toEqual([{ step: "overdue", at: at(230), id: "customers" }]);
  expect(next(event(50, { type: "Resolved", summary: "Fixed" }))).toEqual([]);
});

test("an update is not passed on to who never had the first notice, nor the one before it", () => {
  const runbook = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
duties:
  - { tell: Status page, key: first, by: status-page }
  - { tell: Status page, key: news, by: status-page, when: updated }
  - { tell: Support, key: support, by: mail, when: updated }
`);
  const first = { id: "first", duty: "first", since: at(0), dueAt: null, automatic: false };
  const owed = event(0, { type: "DutiesOwed", duties: [first] }, "warroom");
  const update = event(5, { type: "UpdatePosted", text: "On it", status: "Investigating", nextDueAt: null });
  const settled = { duty: "first", audience: "Status page", outlet: "status-page" as const };
  const done = (minute: number) => event(minute, { ...settled, type: "DutyDone", how: "done", note: null });
  const ids = (...events: DomainEvent[]) =>
    dutyMoments(fold("I7", [declared(), ...events]), runbook).map((one) => one.id);
  expect(ids(owed, update)).toEqual(["support@3"]);
  expect(ids(owed, update, done(7))).toEqual(["support@3"]);
  expect(ids(owed, done(3), update)).toEqual(["news@4", "support@4"]);
});
