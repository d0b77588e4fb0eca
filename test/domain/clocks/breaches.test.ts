import { expect, test } from "vitest";
import { WARROOM } from "../../../src/domain/actor.ts";
import { breachMoments } from "../../../src/domain/clocks/breaches.ts";
import { decide } from "../../../src/domain/decide.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { fold } from "../../../src/domain/incident.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, declared, event, resolved } from "../given.ts";

const RUNBOOK = runbookOf(`
title: Test
severities:
  - { name: SEV1, title: Outage, response: 15m, resolve: 1h }
  - { name: SEV2, title: Degraded, response: 30m }
`);

const waiting = (...events: DomainEvent[]) =>
  breachMoments(fold("I1", events), RUNBOOK).map(({ name, dueAt }) => [name, (dueAt - at(0)) / 60_000]);
const breached = (minute: number, since = 0): DomainEvent =>
  event(
    minute,
    { type: "ClockBreached", clock: "response", severity: "SEV1", target: "15 min", since: at(since), dueAt: at(15) },
    "warroom",
  );
const acknowledged = (minute: number): DomainEvent => event(minute, { type: "Acknowledged", by: "UANA" });
const changed = (minute: number, from: string, to: string): DomainEvent =>
  event(minute, { type: "SeverityChanged", from, to, reason: null });

test("each clock that runs will pass its target once", () => {
  expect(waiting(declared("SEV1"))).toEqual([
    ["response", 15],
    ["resolve", 60],
  ]);
  expect(waiting(declared("SEV1"), breached(15))).toEqual([["resolve", 60]]);
});

test("one that stopped in time passes nothing, one that stopped late has", () => {
  expect(waiting(declared("SEV1"), acknowledged(15))).toEqual([["resolve", 60]]);
  expect(waiting(declared("SEV1"), acknowledged(16))).toEqual([
    ["response", 15],
    ["resolve", 60],
  ]);
  expect(waiting(declared("SEV1"), resolved(70))).toEqual([]);
});

test("another severity sets it anew, and so may pass it anew", () => {
  const events = [declared("SEV1"), breached(15), changed(20, "SEV1", "SEV2")];
  expect(waiting(...events)).toEqual([["response", 50]]);
  expect(waiting(...events, changed(30, "SEV2", "SEV1"))).toEqual([
    ["response", 45],
    ["resolve", 90],
  ]);
});

test("it is recorded with what was promised, and not twice", () => {
  const context = { now: at(15), runbook: RUNBOOK, people: {} };
  const command = { type: "RecordBreaches" as const, clocks: ["response" as const] };
  const once = decide(fold("I1", [declared("SEV1")]), command, WARROOM, context);
  expect(once.ok && once.value.events).toMatchObject([
    { type: "ClockBreached", clock: "response", severity: "SEV1", target: "15 min", since: at(0), dueAt: at(15) },
  ]);
  const twice = decide(fold("I1", [declared("SEV1"), breached(15)]), command, WARROOM, context);
  expect(twice).toMatchObject({ ok: false, error: { type: "no-longer-wanted" } });
});
