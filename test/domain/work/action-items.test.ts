import { describe, expect, test } from "vitest";
import { type Due, gradesOf, nextReminder, reminderDue, unownedTellAt } from "../../../src/domain/work/action-items.ts";
import { DAY_MS, HOUR_MS } from "../../../src/lib/pure/duration.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, claimed, declared, event, given, givenUnder, person, resolved, room, T0 } from "../given.ts";

const CALENDAR = runbookOf("title: Test\nseverities: [{ name: SEV1, title: High }]\n").calendar;
// The incident began on 2 November 2026, 9:00 UTC.
const BERLIN: Due = { day: "2026-11-06", zone: "Europe/Berlin" };
const added = (owner: string | null, due: Due | null = BERLIN, minute = 0) =>
  event(minute, { type: "ActionItemAdded", text: "alert on replica lag", owner, due, priority: "normal" });

describe("an action item", () => {
  test("is added while the incident is open and after its end, with or without an owner and a day", () => {
    const made = {
      type: "ActionItemAdded" as const,
      text: "alert",
      owner: null,
      due: null,
      priority: "normal" as const,
    };
    const { enqueues } = given(declared(), room, resolved(1))
      .when({ type: "AddActionItem", text: " alert ", owner: null, due: null })
      .then(made);
    expect(enqueues).toEqual(expect.arrayContaining(["work:action-item:1:4", "tell-unowned"]));
    const order = {
      type: "AddActionItem" as const,
      text: "alert",
      owner: "UBEN",
      due: BERLIN,
      priority: "high" as const,
    };
    given(declared(), room)
      .when(order)
      .then({ ...made, owner: "UBEN", due: BERLIN, priority: "high" });
  });
  test("needs words and a day that is not over where it is due", () => {
    const add = (text: string, day: string, zone = "UTC") =>
      given(declared()).when({ type: "AddActionItem", text, owner: null, due: { day, zone } });
    add(" ", "2026-12-01").refused({ type: "text-empty", what: "action-item" });
    add("x", "2026-11-01").refused({ type: "day-passed", day: "2026-11-01" });
    add("x", "2026-02-30").refused({ type: "day-passed" });
    const event = { type: "ActionItemAdded" as const, text: "x", owner: null, priority: "normal" as const };
    add("x", "2026-11-02").then({ ...event, due: { day: "2026-11-02", zone: "UTC" } });
    // 9:01 UTC on the 2nd is 23:01 on the 1st there.
    add("x", "2026-11-01", "Pacific/Honolulu").then({ ...event, due: { day: "2026-11-01", zone: "Pacific/Honolulu" } });
  });
  test("ends once, and whoever comes second is told who ended it", () => {
    const done = event(5, { type: "ActionItemDone", item: 1 }, "slack:UBEN");
    const over = given(declared(), added("UBEN"), done);
    for (const command of [
      { type: "FinishActionItem" as const, item: 1 },
      { type: "DropActionItem" as const, item: 1, reason: "no" },
      { type: "ReassignActionItem" as const, item: 1, owner: "UCLEO", zone: "UTC", seen: "UBEN" },
      { type: "DateActionItem" as const, item: 1, due: null },
    ]) {
      over.when(command, person("UCLEO"), 6).refused({ type: "item-moved", stage: "done", by: "UBEN", at: at(5) });
    }
    given(declared(), added("UBEN"))
      .when({ type: "DropActionItem", item: 1, reason: " " })
      .refused({ type: "text-empty", what: "reason" });
  });
  test("is taken by one of two who want it, and its day is the same day where they live", () => {
    const take = (seen: string | null) => ({
      type: "ReassignActionItem" as const,
      item: 1,
      owner: "UBEN",
      zone: "America/New_York",
      seen,
    });
    const due = { day: "2026-11-06", zone: "America/New_York" };
    given(declared(), added(null))
      .when(take(null), person("UBEN"))
      .then({ type: "ActionItemReassigned", item: 1, owner: "UBEN", previous: null, due });
    const taken = event(
      2,
      { type: "ActionItemReassigned", item: 1, owner: "UCLEO", previous: null, due },
      "slack:UCLEO",
    );
    given(declared(), added(null), taken)
      .when(take(null), person("UBEN"), 3)
      .refused({ type: "item-moved", owner: "UCLEO", by: "UCLEO", at: at(2) });
  });
  test("is nobody's but a member's to change", () => {
    given(declared(), added("UX"))
      .when({ type: "FinishActionItem", item: 1 }, person("UX", "guest"))
      .refused({ type: "not-allowed" });
  });
});

describe("its owner is reminded", () => {
  // 9:00 in Berlin, which is an hour ahead of UTC in November.
  const morning = Date.UTC(2026, 10, 6, 8);
  const reminded = (step: number) =>
    event(0, { type: "ActionItemReminded", item: 1, to: "UBEN", step, since: T0 }, "warroom");

  test("at nine on the day, once more three days later, and then not any more, also after the end", () => {
    const { state } = given(declared(), room, resolved(0), added("UBEN"));
    expect(nextReminder(state)).toMatchObject({ step: 1, at: morning });
    expect(nextReminder(given(declared(), added("UBEN"), reminded(1)).state)).toMatchObject({
      step: 2,
      at: morning + 3 * DAY_MS,
    });
    expect(nextReminder(given(declared(), added("UBEN"), reminded(1), reminded(2)).state)).toBeNull();
  });
  test("not of what has no owner, no day, or is over", () => {
    const none = [added(null), added("UBEN", null), added("operator:root")];
    for (const one of none) expect(nextReminder(given(declared(), one).state)).toBeNull();
    const done = event(1, { type: "ActionItemDone", item: 1 });
    expect(nextReminder(given(declared(), added("UBEN"), done).state)).toBeNull();
  });
  test("only of the latest step after a time away", () => {
    const [item] = given(declared(), added("UBEN")).state.actionItems;
    expect(reminderDue(item!, morning - 1)).toBeNull();
    expect(reminderDue(item!, morning)).toMatchObject({ step: 1 });
    expect(reminderDue(item!, morning + 9 * DAY_MS)).toMatchObject({ step: 2 });
  });
  test("not in the morning of a day that had begun when it was named", () => {
    const today = { day: "2026-11-02", zone: "UTC" };
    expect(nextReminder(given(declared(), added("UBEN", today)).state)).toMatchObject({ step: 2 });
  });
  test("anew when it gets a new day, and the reminder's timer follows", () => {
    const { state } = given(declared(), room, added("UBEN"), reminded(1));
    const { job, decision } = given(declared(), room, added("UBEN"), reminded(1))
      .when({ type: "DateActionItem", item: 1, due: { day: "2026-11-09", zone: "Europe/Berlin" } })
      .then({ type: "ActionItemDated", item: 1, due: { day: "2026-11-09", zone: "Europe/Berlin" } });
    expect(state.actionItems[0]!.dueAt).toBe(Date.UTC(2026, 10, 6, 23) - 1);
    expect(job("remind-action-item")).toMatchObject({ dueAt: morning + 3 * DAY_MS });
    expect(nextReminder(decision.after)).toMatchObject({ step: 1 });
    given(declared(), room, added("UBEN"), reminded(1))
      .when({ type: "RecordItemReminded", item: 1, to: "UBEN", step: 1, since: T0 })
      .refused({ type: "no-longer-wanted" });
  });
});

describe("of what nobody owns", () => {
  test("the lead is told once, an hour after the end or after the last was added", () => {
    expect(unownedTellAt(given(declared(), added(null)).state, CALENDAR)).toBeNull();
    expect(unownedTellAt(given(declared(), added(null), resolved(5)).state, CALENDAR)).toBe(at(5) + HOUR_MS);
    const late = given(declared(), room, claimed(0, "commander", "UBEN"), resolved(5), added(null, null, 30));
    expect(unownedTellAt(late.state, CALENDAR)).toBe(at(30) + HOUR_MS);
    const { decision } = late
      .when({ type: "RecordUnownedTold", to: "UBEN", items: [1] }, undefined, 90)
      .then({ type: "UnownedTold", to: "UBEN", items: [1] });
    expect(unownedTellAt(decision.after, CALENDAR)).toBeNull();
  });
  test("at night it waits until people work", () => {
    // Friday, 23:00 UTC.
    const ended = given(declared(), added(null), resolved(4 * 24 * 60 + 14 * 60)).state;
    expect(new Date(unownedTellAt(ended, CALENDAR)!).toISOString()).toBe("2026-11-09T09:00:00.000Z");
  });
  test("nobody is told where each has an owner", () => {
    expect(unownedTellAt(given(declared(), added("UBEN"), resolved(5)).state, CALENDAR)).toBeNull();
  });
});

const GRADED = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
action_items: { priorities: [P0, P1], due_within: { P0: 1 week, Long-term: 1 month } }
`);

test("what nobody dated is due by its grade, counted from the resolution; a date that was given stands", () => {
  const add = { type: "AddActionItem" as const, text: "alert", owner: null, due: null };
  const made = { type: "ActionItemAdded" as const, text: "alert", owner: null };
  const after = givenUnder(GRADED, declared(), resolved(30));
  const week = { day: "2026-11-09", zone: "UTC" };
  after.when({ ...add, priority: "P0" }, undefined, 600).then({ ...made, due: week, priority: "P0" });
  after.when({ ...add, priority: "P1" }, undefined, 600).then({ ...made, due: null, priority: "P1" });
  const named = { day: "2026-11-20", zone: "UTC" };
  after.when({ ...add, priority: "P0", due: named }, undefined, 600).then({ ...made, due: named, priority: "P0" });
  expect(gradesOf(GRADED)).toEqual(["P0", "P1", "Long-term"]);
});
