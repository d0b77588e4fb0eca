import { expect, test } from "vitest";
import { deadlineNudgesDue, deadlinesOf, nextDeadlineNudge } from "../../../src/domain/review/deadlines.ts";
import { fold } from "../../../src/domain/incident.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { at, claimed, declared, event, givenUnder, PEOPLE, resolved, room } from "../given.ts";

const RUNBOOK = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }, { name: SEV2, title: Low }]
roles: [{ key: commander, mandatory: true }, { key: scribe }]
after_resolve:
  - { title: Evidence, within: 100m }
  - { title: Stakeholders, within: 100m, only: { severity: SEV1 } }
  - { title: Postmortem, within: 10h, owner: scribe, done_by: postmortem }
  - { title: Meeting, within: 20h, done_by: meeting }
  - { title: Items, within: 30h, done_by: action-items }
hours: { days: [mon, tue, wed, thu, fri, sat, sun], opens: "00:00", closes: "24:00" }
`);
const ENDED = [declared(), room, claimed(1, "commander"), resolved(30)];
const nudged = (minute: number, ...steps: { deadline: string; step: "soon" | "due" | "overdue" }[]) =>
  event(
    minute,
    { type: "DeadlinesNudged", endedAt: at(30), nudged: steps, to: ["UANA"], text: "", ts: "1.1" },
    "warroom",
  );
const due = (minute: number, ...more: Parameters<typeof fold>[1]) =>
  deadlineNudgesDue(fold("I7", [...ENDED, ...more]), RUNBOOK, PEOPLE, at(minute));

test("they run from the resolution, and not while it is open or cancelled", () => {
  const keys = (state: ReturnType<typeof fold>) => deadlinesOf(state, RUNBOOK).map(({ key }) => key);
  expect(keys(fold("I7", ENDED.slice(0, -1)))).toEqual([]);
  expect(keys(fold("I7", [declared(), event(3, { type: "Cancelled", reason: "no" })]))).toEqual([]);
  expect(keys(fold("I7", ENDED))).toEqual(["evidence", "stakeholders", "postmortem", "meeting", "items"]);
  expect(keys(fold("I7", [declared("SEV2"), resolved(30)]))).not.toContain("stakeholders");
  expect(deadlinesOf(fold("I7", ENDED), RUNBOOK)[0]!.dueAt).toBe(at(130));
});

test("who answers for several is reminded of them in one message, at 80 %, when due and at 150 %, once each", () => {
  expect(nextDeadlineNudge(fold("I7", ENDED), RUNBOOK)).toBe(at(110));
  expect(due(109)).toBeNull();
  const both = (step: "soon" | "due" | "overdue") => [
    { deadline: "evidence", step },
    { deadline: "stakeholders", step },
  ];
  expect(due(110)).toEqual({ to: ["UANA"], nudged: both("soon") });
  expect(due(129, nudged(110, ...both("soon")))).toBeNull();
  expect(due(130, nudged(110, ...both("soon")))).toEqual({ to: ["UANA"], nudged: both("due") });
  // After a time away only the latest.
  expect(due(181)).toEqual({ to: ["UANA"], nudged: both("overdue") });
  expect(nextDeadlineNudge(fold("I7", [...ENDED, nudged(181, ...both("overdue"))]), RUNBOOK)).toBe(at(510));
});

test("what falls into the night is said when people work again, once, though several steps passed; its time stays", () => {
  const usual = {
    ...RUNBOOK,
    calendar: { ...RUNBOOK.calendar, zone: "Europe/Berlin", opens_min: 540, closes_min: 1020 },
  };
  // It ends at 15:30 UTC, half past four in Berlin: at 80 % of 100 min people have gone home.
  const state = fold("I7", [declared(), room, claimed(1, "commander"), resolved(390)]);
  expect(new Date(nextDeadlineNudge(state, usual)!).toISOString()).toBe("2026-11-03T08:00:00.000Z");
  expect(deadlineNudgesDue(state, usual, PEOPLE, at(600))).toBeNull();
  const morning = deadlineNudgesDue(state, usual, PEOPLE, at(23 * 60));
  expect(morning?.nudged).toContainEqual({ deadline: "evidence", step: "overdue" });
  expect(deadlinesOf(state, usual)[0]!.dueAt).toBe(at(490));
});

test("what is due as the day closes is said then, and not the next morning", () => {
  const meeting = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
after_resolve: [{ title: Meeting, within: 2 business days, done_by: meeting }]
`);
  const state = fold("I7", [...ENDED, nudged(1_900, { deadline: "meeting", step: "soon" })]);
  expect(new Date(nextDeadlineNudge(state, meeting)!).toISOString()).toBe("2026-11-04T17:00:00.000Z");
});

test("what is done is not reminded of, and what another role answers for goes to its holder", () => {
  const done = event(40, { type: "DeadlineDone", deadline: "evidence", title: "Evidence" });
  expect(due(110, done)).toEqual({ to: ["UANA"], nudged: [{ deadline: "stakeholders", step: "soon" }] });
  const all = [done, event(41, { type: "DeadlineDone", deadline: "stakeholders", title: "Stakeholders" })];
  expect(due(510, ...all)).toEqual({ to: ["UANA"], nudged: [{ deadline: "postmortem", step: "soon" }] });
  expect(due(510, ...all, claimed(42, "scribe", "UBEN"))?.to).toEqual(["UBEN"]);
});

test("a meeting that has a time, and action items that all have an owner and a date, are done by themselves", () => {
  const open = (...more: Parameters<typeof fold>[1]) =>
    deadlinesOf(fold("I7", [...ENDED, ...more]), RUNBOOK).flatMap(({ key, done }) => (done === null ? [key] : []));
  const item = (owner: string | null) =>
    event(50, {
      type: "ActionItemAdded",
      text: "x",
      owner,
      due: { day: "2026-12-01", zone: "UTC" },
      priority: "normal",
    });
  expect(open(event(50, { type: "MeetingSet", startsAt: at(1_000) }))).not.toContain("meeting");
  expect(open(event(50, { type: "MeetingSet", startsAt: at(20) }))).toContain("meeting");
  expect(open()).toContain("items");
  expect(open(item("UANA"))).not.toContain("items");
  expect(open(item("UANA"), item(null))).toContain("items");
});

test("somebody says that one is done, and takes it back; twice changes nothing", () => {
  const finish = { type: "FinishDeadline", deadline: "evidence" } as const;
  const unfinish = { type: "UnfinishDeadline", deadline: "evidence" } as const;
  const given = givenUnder(RUNBOOK, ...ENDED);
  given.when(finish).then({ type: "DeadlineDone", deadline: "evidence", title: "Evidence" });
  given.when(unfinish).refused({ type: "deadline-unchanged" });
  given.when({ ...finish, deadline: "nothing" }).refused({ type: "unknown-deadline", name: "INC-7" });
  const done = givenUnder(
    RUNBOOK,
    ...ENDED,
    event(40, { type: "DeadlineDone", deadline: "evidence", title: "Evidence" }),
  );
  done.when(finish).refused({ type: "deadline-unchanged" });
  done.when(unfinish).then({ type: "DeadlineUndone", deadline: "evidence", title: "Evidence" });
});

test("another end has its own: what was done and said of the first counts no more", () => {
  const again = [
    nudged(110, { deadline: "evidence", step: "soon" }),
    event(111, { type: "DeadlineDone", deadline: "stakeholders", title: "Stakeholders" }),
    event(120, { type: "Reopened", reason: "it is back" }),
    resolved(200),
    // A reminder of the first end, recorded late.
    nudged(201, { deadline: "evidence", step: "due" }),
  ];
  expect(due(280, ...again)?.nudged).toEqual([
    { deadline: "evidence", step: "soon" },
    { deadline: "stakeholders", step: "soon" },
  ]);
});

test("a reminder is recorded once", () => {
  const record = {
    type: "RecordDeadlineNudge" as const,
    endedAt: at(30),
    nudged: [{ deadline: "evidence", step: "soon" as const }],
    to: ["UANA"],
    text: "x",
    ts: "1.1",
  };
  const { type: _, ...said } = record;
  givenUnder(RUNBOOK, ...ENDED)
    .when(record)
    .then({ type: "DeadlinesNudged", ...said });
  givenUnder(RUNBOOK, ...ENDED, nudged(110, { deadline: "evidence", step: "soon" }))
    .when(record)
    .refused({ type: "no-longer-wanted" });
});
