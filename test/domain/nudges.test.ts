import { describe, expect, test } from "vitest";
import type { DomainEvent } from "../../src/domain/event.ts";
import { evolve, fold, type Incident } from "../../src/domain/incident.ts";
import {
  leadAskDue,
  leadAskRecipients,
  type NudgeStep,
  nextLeadAsk,
  nextNudge,
  nudgeDue,
  nudgeRecipients,
} from "../../src/domain/nudges.ts";
import { updateDueAt } from "../../src/domain/updates/update-cycle.ts";
import type { People } from "../../src/domain/runbook.ts";
import { at, claimed, declared, event, given, PEOPLE, person, RUNBOOK, resolved, room, T0 } from "./given.ts";

const incident = (...events: DomainEvent[]): Incident => fold("I7", events);

const nudged = (minute: number, step: NudgeStep, cycle = T0): DomainEvent =>
  event(minute, { type: "NudgeSent", step, cycle, dueAt: cycle, to: ["UANA"], text: "!", ts: "1.1" }, "warroom");

const asked = (minute: number, ask: number, since = T0): DomainEvent =>
  event(minute, { type: "LeadAsked", ask, since, to: ["UANA"], text: "?", ts: "1.1" }, "warroom");

const updated = (minute: number): DomainEvent =>
  event(minute, { type: "UpdatePosted", text: "x", status: "Fixing", nextDueAt: null });

/** What would be said, and when, if each reminder went out as soon as it was due. */
function schedule(start: Incident): [step: string, at: number][] {
  const said: [string, number][] = [];
  let state = start;
  for (let next = nextNudge(state, RUNBOOK); next; next = nextNudge(state, RUNBOOK)) {
    const step = nudgeDue(state, RUNBOOK, next.at)!;
    said.push([step, next.at]);
    state = evolve(state, nudged((next.at - T0) / 60_000, step, state.updateCycle.since));
  }
  return said;
}

describe("reminders of an update", () => {
  test("come at 80 %, 100 % and 150 % of the interval, and then no more", () => {
    expect(schedule(incident(declared()))).toEqual([
      ["soon", at(16)],
      ["due", at(20)],
      ["overdue", at(30)],
    ]);
  });
  test("are never a moment early", () => {
    const state = incident(declared());
    expect(nudgeDue(state, RUNBOOK, at(16) - 1)).toBeNull();
    expect(nudgeDue(state, RUNBOOK, at(16))).toBe("soon");
    expect(updateDueAt(state, RUNBOOK)).toBe(at(20));
  });
  test("begin anew with each update", () => {
    expect(schedule(incident(declared(), nudged(16, "soon"), updated(18)))).toEqual([
      ["soon", at(34)],
      ["due", at(38)],
      ["overdue", at(48)],
    ]);
  });
  test("follow a change of severity, from that moment", () => {
    const changed = event(10, { type: "SeverityChanged", from: "SEV1", to: "SEV2", reason: null });
    expect(schedule(incident(declared(), changed))).toEqual([
      ["soon", at(58)],
      ["due", at(70)],
      ["overdue", at(100)],
    ]);
    const { job, cancels } = given(declared(), room)
      .when({ type: "ChangeSeverity", severity: "SEV4" })
      .then({ type: "SeverityChanged", from: "SEV1", to: "SEV4", reason: null });
    expect(job("nudge-update")).toBeUndefined();
    expect(cancels).toEqual(["nudge-update", "record-breach"]);
  });
  test("do not come for a severity without a cadence", () => {
    expect(schedule(incident(declared("SEV4")))).toEqual([]);
    expect(updateDueAt(incident(declared("SEV4")), RUNBOOK)).toBeNull();
  });
  test("stop when the incident ends, and come again when it is reopened", () => {
    expect(schedule(incident(declared(), resolved(1)))).toEqual([]);
    expect(schedule(incident(declared(), event(1, { type: "Cancelled", reason: "no" })))).toEqual([]);
    const reopened = event(50, { type: "Reopened", reason: "again" });
    expect(schedule(incident(declared(), resolved(1), reopened))[0]).toEqual(["soon", at(66)]);
    const { cancels } = given(declared(), room, claimed(0, "commander"))
      .when({ type: "Resolve", summary: "done" })
      .then({ type: "Resolved", summary: "done" });
    expect(cancels).toEqual(["nudge-update", "record-breach", "long-hours"]);
  });
  test("are one after a time away, the latest that passed, and the passed ones never follow", () => {
    const state = incident(declared());
    expect(nudgeDue(state, RUNBOOK, at(25))).toBe("due");
    expect(nudgeDue(state, RUNBOOK, at(60 * 24))).toBe("overdue");
    expect(nextNudge(incident(declared(), nudged(25, "due")), RUNBOOK)).toEqual({ step: "overdue", at: at(30) });
    expect(nextNudge(incident(declared(), nudged(600, "overdue")), RUNBOOK)).toBeNull();
  });
  test("that an update overtook on the way count for nothing in the new interval", () => {
    const state = incident(declared(), updated(18), nudged(19, "overdue", T0));
    expect(nextNudge(state, RUNBOOK)).toEqual({ step: "soon", at: at(34) });
  });
  test("name who answers for updates, else the lead, else the declarer", () => {
    const to = (step: NudgeStep, ...events: DomainEvent[]) =>
      nudgeRecipients(incident(declared(), ...events), RUNBOOK, PEOPLE, step);
    const lead = claimed(1, "commander", "ULEAD");
    const communications = claimed(1, "communications", "UCOMMS");
    for (const step of ["soon", "due"] as const) {
      expect(to(step, lead, communications)).toEqual(["UCOMMS"]);
      expect(to(step, lead)).toEqual(["ULEAD"]);
      expect(to(step, claimed(1, "scribe", "UX"))).toEqual(["UANA"]);
    }
  });
  test("that are overdue name the lead and the backup, each once, else the declarer", () => {
    const overdue = (people: People, ...events: DomainEvent[]) =>
      nudgeRecipients(incident(declared(), ...events), RUNBOOK, people, "overdue");
    expect(overdue(PEOPLE, claimed(1, "commander", "ULEAD"), claimed(1, "communications", "UCOMMS"))).toEqual([
      "ULEAD",
      "UMAX",
    ]);
    expect(overdue(PEOPLE, claimed(1, "commander", "UMAX"))).toEqual(["UMAX"]);
    expect(overdue(PEOPLE)).toEqual(["UMAX"]);
    expect(overdue({})).toEqual(["UANA"]);
  });
  test("are one stored job at a time, which nothing but a change of its time replaces", () => {
    const inRoom = given(declared(), room, claimed(0, "commander"));
    const update = { type: "UpdatePosted" as const, text: "x", status: "Triage", nextDueAt: at(21) };
    const moved = inRoom.when({ type: "PostUpdate", text: "x" }).then(update);
    expect(moved.job("nudge-update")).toMatchObject({ dueAt: at(17), again: "replace", lane: "post:T1:C7" });
    const noted = { type: "NoteAdded" as const, text: "x", happenedAt: at(1) };
    expect(inRoom.when({ type: "AddNote", text: "x" }).then(noted).decision.jobs).toEqual([]);
  });
});

describe("asking for a lead", () => {
  test("comes 2, 5 and 10 minutes after the role fell empty, and then no more", () => {
    expect(nextLeadAsk(incident(declared()), RUNBOOK)).toEqual({ ask: 1, at: at(2) });
    expect(nextLeadAsk(incident(declared(), asked(2, 1)), RUNBOOK)).toEqual({ ask: 2, at: at(5) });
    expect(nextLeadAsk(incident(declared(), asked(2, 1), asked(5, 2)), RUNBOOK)).toEqual({ ask: 3, at: at(10) });
    expect(nextLeadAsk(incident(declared(), asked(10, 3)), RUNBOOK)).toBeNull();
  });
  test("is one after a time away", () => {
    expect(leadAskDue(incident(declared()), RUNBOOK, at(2) - 1)).toBeNull();
    expect(leadAskDue(incident(declared()), RUNBOOK, at(2))).toBe(1);
    expect(leadAskDue(incident(declared()), RUNBOOK, at(9))).toBe(2);
    expect(leadAskDue(incident(declared()), RUNBOOK, at(999))).toBe(3);
    expect(leadAskDue(incident(declared(), asked(999, 3)), RUNBOOK, at(9999))).toBeNull();
  });
  test("stops while somebody holds the role, or it is over", () => {
    expect(nextLeadAsk(incident(declared(), claimed(1, "commander")), RUNBOOK)).toBeNull();
    expect(nextLeadAsk(incident(declared(), resolved(1)), RUNBOOK)).toBeNull();
    const { cancels } = given(declared(), room)
      .when({ type: "ClaimRole", role: "commander" })
      .then({ type: "RoleAssigned", role: "commander", user: "UANA", previous: null, how: "claimed" });
    expect(cancels).toEqual(["ask-for-lead"]);
  });
  test("begins anew when the lead steps down", () => {
    const { job, decision } = given(declared(), room, asked(2, 1), asked(5, 2), claimed(6, "commander", "UBEN"))
      .when({ type: "ReleaseRole", role: "commander" }, person("UBEN"), 30)
      .then({ type: "RoleReleased", role: "commander", user: "UBEN", lead: true });
    expect(decision.after.leadVacant).toEqual({ since: at(30), asks: 0 });
    expect(job("ask-for-lead")?.dueAt).toBe(at(32));
  });
  test("goes on as it was when somebody frees another role", () => {
    const { decision } = given(declared(), room, claimed(1, "scribe"), asked(2, 1))
      .when({ type: "ReleaseRole", role: "scribe" }, person("UANA"), 4)
      .then({ type: "RoleReleased", role: "scribe", user: "UANA", lead: false });
    expect(decision.after.leadVacant).toEqual({ since: T0, asks: 1 });
    expect(nextLeadAsk(decision.after, RUNBOOK)).toEqual({ ask: 2, at: at(5) });
  });
  test("that was still on its way when the role was held and freed counts for nothing", () => {
    const freed = event(9, { type: "RoleReleased", role: "commander", user: "UBEN", lead: true });
    const state = incident(declared(), claimed(8, "commander", "UBEN"), freed, asked(9, 3, T0));
    expect(nextLeadAsk(state, RUNBOOK)).toEqual({ ask: 1, at: at(11) });
  });
  test("asks the declarer, at the third time the backup where there is one", () => {
    const to = (ask: number, people = PEOPLE) => leadAskRecipients(incident(declared()), RUNBOOK, people, ask);
    expect([to(1), to(2), to(3)]).toEqual([["UANA"], ["UANA"], ["UMAX"]]);
    expect(to(3, {})).toEqual(["UANA"]);
  });
  test("asks whom the runbook names first for the role, and after their five minutes the backup", () => {
    const roles = RUNBOOK.roles.map((role) => (role.mandatory ? { ...role, primary: ["lead"] } : role));
    const to = (ask: number, people: People) =>
      leadAskRecipients(incident(declared()), { ...RUNBOOK, roles }, people, ask);
    const people = { ...PEOPLE, lead: ["ULEAD"] };
    expect([1, 2, 3].map((ask) => to(ask, people))).toEqual([["ULEAD"], ["UMAX"], ["UONE", "UTWO"]]);
    const unpaged = { lead: ["ULEAD"], managers: PEOPLE.managers! };
    expect(to(3, unpaged), "the severity calls nobody").toEqual(["UMAX"]);
    expect(to(2, { lead: ["ULEAD"] }), "no backup is bound").toEqual(["ULEAD"]);
    expect(to(1, PEOPLE), "nobody stands behind the first").toEqual(["UANA"]);
  });
  test("asks those whom the severity calls where an operator declared it, who reads nothing in Slack", () => {
    const byOperator = { ...incident(declared()), declaredBy: "operator:root" };
    const called = ["UONE", "UTWO"];
    expect(leadAskRecipients(byOperator, RUNBOOK, PEOPLE, 1)).toEqual(called);
    expect(nudgeRecipients(byOperator, RUNBOOK, PEOPLE, "due")).toEqual(called);
    expect(nudgeRecipients(byOperator, RUNBOOK, { "on-call": called }, "overdue")).toEqual(called);
    expect(leadAskRecipients(byOperator, RUNBOOK, {}, 1)).toEqual(["operator:root"]);
  });
  test("waits for a channel to ask in", () => {
    const { job } = given(declared())
      .when({ type: "RecordRoomOpened", channel: "C7", name: "inc-7" })
      .then({ type: "RoomOpened", channel: "C7", name: "inc-7" });
    expect(job("ask-for-lead")).toMatchObject({ dueAt: at(2), lane: "post:T1:C7" });
  });
});
