import { expect, test } from "vitest";
import { clocksOf } from "../../../src/domain/clocks/clocks.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { fold } from "../../../src/domain/incident.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, declared, event } from "../given.ts";

const RUNBOOK = runbookOf(`
title: Test
severities:
  - { name: SEV1, title: Outage, acknowledge: 5m, response: 10m, first_update: 15m, resolve: 1h }
  - { name: SEV2, title: Degraded, response: 30m, resolve: next business day }
  - { name: SEV4, title: Low, response: { words: immediately } }
`);

const clocks = (events: DomainEvent[]) =>
  Object.fromEntries(clocksOf(fold("I1", events), RUNBOOK).map((clock) => [clock.name, clock]));
const noted = (minute: number, by?: string): DomainEvent =>
  event(minute, { type: "NoteAdded", text: "looking", happenedAt: at(minute), kind: "observation" }, by);
const acknowledged = (minute: number): DomainEvent => event(minute, { type: "Acknowledged", by: "UBEN" }, "slack:UBEN");

test("every target of the severity runs from the declaration", () => {
  const due = Object.entries(clocks([declared("SEV1")])).map(([name, { dueAt }]) => [name, dueAt]);
  expect(due).toEqual([
    ["acknowledge", at(5)],
    ["response", at(10)],
    ["first-update", at(15)],
    ["resolve", at(60)],
  ]);
});

test("acknowledging is responding, where it has no target of its own", () => {
  const { response } = clocks([declared("SEV2"), noted(3), acknowledged(7)]);
  expect(response?.stoppedAt).toBe(at(7));
});

test("where it has, the first act of anybody is the response; Warroom's own acts are none", () => {
  const { response, acknowledge } = clocks([declared("SEV1"), noted(2, "warroom"), noted(3), acknowledged(7)]);
  expect(response?.stoppedAt).toBe(at(3));
  expect(acknowledge?.stoppedAt).toBe(at(7));
});

test("another severity sets its own targets, from that moment on", () => {
  const raised = event(20, { type: "SeverityChanged", from: "SEV2", to: "SEV1", reason: null });
  const { acknowledge, resolve } = clocks([declared("SEV2"), raised]);
  expect([acknowledge?.dueAt, resolve?.dueAt]).toEqual([at(25), at(80)]);
});

test("words without a number start no clock that could be late", () => {
  const { response } = clocks([declared("SEV4")]);
  expect(response?.dueAt).toBeNull();
});

test("business days end when the organisation closes", () => {
  // A Monday morning.
  expect(new Date(clocks([declared("SEV2")]).resolve!.dueAt!).toISOString()).toBe("2026-11-03T17:00:00.000Z");
});

test("the end stops all clocks that still run", () => {
  const running = (events: DomainEvent[]) =>
    Object.values(clocks(events)).flatMap(({ name, stoppedAt }) => (stoppedAt === null ? [name] : []));
  expect(running([declared("SEV1"), acknowledged(1)])).toEqual(["first-update", "resolve"]);
  const resolved = event(30, { type: "Resolved", summary: "fixed" });
  expect(running([declared("SEV1"), acknowledged(1), resolved])).toEqual([]);
});
