import { describe, expect, test } from "vitest";
import { decide } from "../../../src/domain/decide.ts";
import { nextRung } from "../../../src/domain/escalation/decide-rung.ts";
import { rungMoments, timedMoments } from "../../../src/domain/escalation/rungs.ts";
import type { Command } from "../../../src/domain/command.ts";
import type { DomainEvent, EventBody } from "../../../src/domain/event.ts";
import { fold } from "../../../src/domain/incident.ts";
import { WARROOM } from "../../../src/domain/actor.ts";
import type { People } from "../../../src/domain/runbook.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, declared, event, person, resolved } from "../given.ts";

const RUNBOOK = runbookOf(`
title: Test
hours: { zone: Europe/Berlin, days: [mon, tue, wed, thu, fri], opens: "09:00", closes: "17:00" }
severities:
  - { name: SEV1, title: Outage, update_every: 20m }
  - name: SEV2
    title: Degraded
    escalation:
      - { name: Team lead, after: 2h }
  - name: SEV4
    title: Low
    escalation:
      - { name: Engineer, after: next business day }
categories: [{ key: security, title: Somebody broke in }]
escalation:
  - { name: Manager, after: { SEV1: 30m }, unless: acknowledged, when: [raised, blocked, complaints] }
  - { name: Director, after: 1h, when: [no-update] }
  - { name: Security team, when: [found], only: { category: security } }
  - { name: CEO, when: [{ person: critical for the business }], only: { severity: SEV1 } }
`);

const PEOPLE: People = { manager: ["UMAN"], director: ["UDIR"] };

const folded = (...events: DomainEvent[]) => fold("I1", events);
const reachedAt = (minute: number, rung: string, to = [rung]): DomainEvent =>
  event(
    minute,
    { type: "RungReached", rung, name: rung, to, called: [], unbound: [], why: { on: "found" } },
    "warroom",
  );
const changed = (minute: number, from: string, to: string): DomainEvent =>
  event(minute, { type: "SeverityChanged", from, to, reason: null });
/** Key → minutes after the declaration. */
const moments = (...events: DomainEvent[]): Record<string, number> =>
  Object.fromEntries(
    timedMoments(folded(...events), RUNBOOK).map(({ rung, at: when }) => [rung.key, (when - at(0)) / 60_000]),
  );

function ordered(events: DomainEvent[], command: Command, minute: number): EventBody[] | string {
  const by = command.type.startsWith("Record") ? WARROOM : person("UANA");
  const decision = decide(folded(...events), command, by, { now: at(minute), runbook: RUNBOOK, people: PEOPLE });
  if (!decision.ok) return decision.error.type;
  return decision.value.events.map(({ at: _at, actor: _actor, ...body }) => body);
}

describe("by time", () => {
  test("each rung has the time that the severity gives it", () => {
    expect(moments(declared("SEV1"))).toEqual({ manager: 30, director: 60 });
  });

  test("the rungs of a severity's own stand in place of everybody's times", () => {
    expect(moments(declared("SEV2"))).toEqual({ "sev2-team-lead": 120 });
  });

  test("another severity counts anew, and what was reached is not reached again", () => {
    const events = [
      declared("SEV1"),
      reachedAt(30, "manager"),
      changed(40, "SEV1", "SEV2"),
      changed(50, "SEV2", "SEV1"),
    ];
    expect(moments(...events)).toEqual({ director: 110 });
  });

  test("a raise makes no rung later than it was to be, however often; a fall counts anew", () => {
    const all = { ...RUNBOOK, ladder: { ...RUNBOOK.ladder, bySeverity: {} } };
    const director = (...events: DomainEvent[]) =>
      timedMoments(folded(...events), all).find(({ rung }) => rung.key === "director");
    const raised = director(declared("SEV4"), changed(30, "SEV4", "SEV2"), changed(40, "SEV2", "SEV1"));
    expect(raised).toMatchObject({ at: at(60), why: { on: "time", since: at(0), dueAt: at(60) } });
    expect(director(declared("SEV2"), changed(30, "SEV2", "SEV4"), changed(40, "SEV4", "SEV1"))?.at).toBe(at(90));
    const reopened = event(600, { type: "Reopened", reason: "not fixed" });
    expect(director(declared("SEV2"), resolved(5), reopened, changed(610, "SEV2", "SEV1"))?.at).toBe(at(660));
  });

  test("acknowledging keeps those that wait for that, and the end all", () => {
    const acknowledged = event(5, { type: "Acknowledged", by: "UANA" });
    expect(moments(declared("SEV1"), acknowledged)).toEqual({ director: 60 });
    expect(moments(declared("SEV1"), resolved(5))).toEqual({});
  });

  test("opened again, it counts from then", () => {
    const reopened = event(600, { type: "Reopened", reason: "not fixed" });
    expect(moments(declared("SEV1"), resolved(5), reopened)).toEqual({ manager: 630, director: 660 });
  });

  test("the next business day begins when people come to work, after the weekend", () => {
    // Saturday, 7 November 2026, 12:00 UTC.
    const saturday = Date.UTC(2026, 10, 7, 12);
    const incident = fold("I1", [{ ...declared("SEV4"), at: saturday }]);
    const [next] = timedMoments(incident, RUNBOOK);
    expect(new Date(next!.at).toISOString()).toBe("2026-11-09T08:00:00.000Z");
  });
});

describe("by what happens", () => {
  test("a severity that rises, and none that falls", () => {
    const raised = rungMoments(folded(declared("SEV2"), changed(10, "SEV2", "SEV1")), RUNBOOK);
    expect(raised.find(({ rung }) => rung.key === "manager")).toMatchObject({
      at: at(10),
      why: { on: "raised", from: "SEV2", to: "SEV1" },
    });
    const fallen = rungMoments(folded(declared("SEV1"), changed(10, "SEV1", "SEV4")), RUNBOOK);
    expect(fallen.find(({ rung }) => rung.key === "manager")?.at).toBeNull();
  });

  test("somebody says that others block it", () => {
    const blocked = event(7, { type: "Blocked", text: "the provider" });
    expect(moments(declared("SEV1"), blocked)).toEqual({ manager: 7, director: 60 });
    expect(moments(declared("SEV1"), blocked, resolved(8), event(9, { type: "Reopened", reason: "no" }))).toEqual({
      manager: 39,
      director: 69,
    });
  });

  test("complaints that rise, and none that fall", () => {
    const counting = (count: number | null, ...events: DomainEvent[]) =>
      ordered([declared("SEV1"), ...events], { type: "CountComplaints", count }, 5);
    expect(counting(5)).toEqual([{ type: "ComplaintsCounted", count: 5, before: null, rose: true }]);
    const five = event(5, { type: "ComplaintsCounted", count: 5, before: null, rose: true });
    expect(counting(3, five)).toEqual([{ type: "ComplaintsCounted", count: 3, before: 5, rose: false }]);
    expect(counting(null, five)).toEqual([{ type: "ComplaintsCounted", count: 5, before: 5, rose: true }]);
    expect(counting(5, five)).toBe("complaints-unchanged");
    expect(moments(declared("SEV1"), five)).toMatchObject({ manager: 5 });
  });

  test("a category that is found, and one that was known from the start", () => {
    expect(moments(declared("SEV1"))).not.toHaveProperty("security-team");
    const found = event(9, { type: "CategoryAdded", category: "security" });
    expect(moments(declared("SEV1"), found)).toMatchObject({ "security-team": 0 });
    const known = { ...declared("SEV1"), categories: ["security"] } as DomainEvent;
    expect(moments(known)).toMatchObject({ "security-team": 0 });
  });

  test("an update that stays away past the last reminder", () => {
    const nudge: EventBody = {
      type: "NudgeSent",
      step: "overdue",
      cycle: at(0),
      dueAt: at(20),
      to: [],
      text: "",
      ts: "",
    };
    expect(moments(declared("SEV1"), event(30, nudge, "warroom"))).toEqual({ manager: 30, director: 20 });
  });
});

describe("reached", () => {
  test("whoever is bound is called, and for the others whoever leads is asked", () => {
    const command: Command = { type: "RecordRungs", rungs: ["manager"] };
    const [reached] = ordered([declared("SEV1")], command, 30);
    const why = {
      on: "time",
      unless: "acknowledged",
      since: at(0),
      dueAt: at(30),
      after: { unit: "exact", ms: 1_800_000 },
    };
    expect(reached).toMatchObject({ rung: "manager", to: ["manager"], called: ["UMAN"], unbound: [], why });
    expect(ordered([declared("SEV1"), reachedAt(30, "manager")], command, 31)).toBe("no-longer-wanted");
    expect(ordered([{ ...declared("SEV1"), private: true } as DomainEvent], command, 30)).toMatchObject([
      { called: [], unbound: ["manager"] },
    ]);
  });

  test("by hand one climbs to the next, or to whom one names", () => {
    const escalate = (text: string, ...events: DomainEvent[]) =>
      ordered([declared("SEV1"), ...events], { type: "Escalate", text }, 3);
    expect(escalate("")).toMatchObject([{ rung: "manager", why: { on: "person", reason: null } }]);
    expect(escalate("it gets worse")).toMatchObject([{ rung: "manager", why: { reason: "it gets worse" } }]);
    expect(escalate("ceo the press is calling")).toMatchObject([
      { rung: "ceo", unbound: ["ceo"], why: { reason: "the press is calling" } },
    ]);
    expect(escalate("managre")).toBe("unknown-rung");
    expect(escalate("manager", reachedAt(1, "manager"))).toBe("rung-reached");
    expect(escalate("", ...["manager", "director", "ceo"].map((key) => reachedAt(1, key)))).toBe("no-rung-left");
  });

  test("a reason that the runbook names leads to its rung", () => {
    const escalate = (severity: string, text: string) => ordered([declared(severity)], { type: "Escalate", text }, 3);
    const ceo = [{ rung: "ceo", why: { on: "person", reason: "Critical for the business: no orders" } }];
    expect(escalate("SEV1", "Critical for the business: no orders")).toMatchObject(ceo);
    expect(escalate("SEV2", "critical for the business")).toMatchObject([{ rung: "sev2-team-lead" }]);
  });

  test("whom the runbook means for other severities is not climbed to", () => {
    expect(ordered([declared("SEV2")], { type: "Escalate", text: "ceo" }, 3)).toBe("rung-not-meant");
  });

  test("the next one reaches somebody who has not heard of it", () => {
    const events = [declared("SEV2"), reachedAt(1, "sev2-team-lead", ["team-lead", "manager"])];
    expect(nextRung(folded(...events), RUNBOOK)?.key).toBe("director");
  });
});
