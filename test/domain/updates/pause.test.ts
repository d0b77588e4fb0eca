import { describe, expect, test } from "vitest";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { fold } from "../../../src/domain/incident.ts";
import { nextNudge, nudgeDue } from "../../../src/domain/nudges.ts";
import { updatesOwed } from "../../../src/domain/postmortem/updates-owed.ts";
import { updateDueAt } from "../../../src/domain/updates/update-cycle.ts";
import { at, declared, event, given, person, RUNBOOK, resolved, room } from "../given.ts";

const paused = (minute: number, until: number): DomainEvent =>
  event(minute, { type: "NudgesPaused", until: at(until), reason: "waiting for the vendor" });
const resumed = (minute: number): DomainEvent => event(minute, { type: "NudgesResumed" });
const updated = (minute: number): DomainEvent =>
  event(minute, { type: "UpdatePosted", text: "x", status: "Triage", nextDueAt: at(minute + 20) });

const state = (...events: DomainEvent[]) => fold("I7", [declared(), room, ...events]);
const next = (...events: DomainEvent[]) => nextNudge(state(...events), RUNBOOK);
const due = (...events: DomainEvent[]) => updateDueAt(state(...events), RUNBOOK);

const pause = (minutes: number) => ({ type: "PauseNudges" as const, until: at(minutes), reason: "vendor" });

describe("a pause of the reminders", () => {
  test("moves the due time to its end, and the reminders around it", () => {
    expect(due(paused(5, 60))).toBe(at(60));
    expect(next(paused(5, 60)), "within the pause nothing is said").toEqual({ step: "soon", at: at(60) });
    expect(nudgeDue(state(paused(5, 60)), RUNBOOK, at(60) - 1)).toBeNull();
    expect(nudgeDue(state(paused(5, 60)), RUNBOOK, at(60)), "one reminder, not two").toBe("due");
    const sent = {
      type: "NudgeSent" as const,
      step: "due" as const,
      cycle: at(0),
      dueAt: at(60),
      to: [],
      text: "",
      ts: "",
    };
    expect(next(paused(5, 60), event(60, sent)), "half an interval later, however long it was").toEqual({
      step: "overdue",
      at: at(70),
    });
  });
  test("that ends before the update is due moves nothing but the first reminder", () => {
    expect(due(paused(5, 18))).toBe(at(20));
    expect(next(paused(5, 18))).toEqual({ step: "soon", at: at(18) });
    expect(next(paused(5, 10))).toEqual({ step: "soon", at: at(16) });
  });
  test("ends with an update, when it is lifted, and when the incident is reopened", () => {
    expect(state(paused(5, 60), updated(10)).pause).toBeNull();
    expect(due(paused(5, 60), updated(10))).toBe(at(30));
    expect(due(paused(5, 60), resumed(10))).toBe(at(20));
    expect(due(paused(5, 60), resumed(40)), "due at once, not in the past").toBe(at(40));
    expect(due(paused(5, 60), resolved(6), event(8, { type: "Reopened", reason: "x" }))).toBe(at(28));
  });
  test("outlives a change of severity, which starts another interval", () => {
    const changed = event(10, { type: "SeverityChanged", from: "SEV1", to: "SEV2", reason: null });
    expect(due(paused(5, 200), changed)).toBe(at(200));
    expect(due(paused(5, 60), changed)).toBe(at(70));
  });
  test("has a reason and an end within a day, and something to pause", () => {
    given(declared(), room)
      .when({ ...pause(46), reason: "" })
      .refused({ type: "text-empty", what: "reason" });
    given(declared(), room).when(pause(1)).refused({ type: "time-passed" });
    given(declared(), room)
      .when(pause(2 + 24 * 60))
      .refused({ type: "time-too-far" });
    given(declared("SEV4"), room).when(pause(46)).refused({ type: "no-reminders", severity: "SEV4" });
    given(declared(), room, resolved(1)).when(pause(46)).refused({ type: "not-open" });
  });
  test("is said in the room once, with its end", () => {
    const { job, enqueues } = given(declared(), room)
      .when(pause(46))
      .then({ type: "NudgesPaused", until: at(46), reason: "vendor" });
    expect(enqueues).toEqual(["say:room:3", "nudge-update"]);
    expect(job("nudge-update")!.dueAt).toBe(at(46));
  });
  test("can be lifted only while it runs", () => {
    given(declared(), room, paused(5, 60))
      .when({ type: "ResumeNudges" }, person("UBEN"), 10)
      .then({ type: "NudgesResumed" });
    given(declared(), room).when({ type: "ResumeNudges" }).refused({ type: "not-paused" });
    given(declared(), room, paused(5, 60))
      .when({ type: "ResumeNudges" }, person("UBEN"), 60)
      .refused({ type: "not-paused" });
  });
  test("begun when an update was overdue does not hide that it was", () => {
    const events = [declared(), room, paused(25, 60), updated(50)].map((one, index) => ({ ...one, seq: index + 1 }));
    const owed = updatesOwed("I7", RUNBOOK, events, at(55));
    expect(owed.map(({ dueAt, posted, insteadOf }) => [dueAt, posted?.at ?? null, insteadOf?.what ?? null])).toEqual([
      [at(20), null, "paused"],
      [at(60), at(50), null],
    ]);
  });
});
