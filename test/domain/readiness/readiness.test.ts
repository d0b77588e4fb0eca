// The readiness record: one reminder a period, what people say of it, and what a change of the runbook does.
import { describe, expect, test } from "vitest";
import { outlooksOf, remindersTurn } from "../../../src/domain/readiness/due.ts";
import { DAY_MS, MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { person } from "../given.ts";
import { berlin, createRecord, exercise } from "./given.ts";

const RESTORE = exercise("restore", "weekly");
const DRILL = exercise("drill", "quarterly", { kind: "drill" });
/** A Wednesday. */
const BEGUN = berlin("2026-11-04", "14:00");
const MONDAY = berlin("2026-11-09");

const timerAt = (jobs: readonly object[]) =>
  jobs.flatMap((job) =>
    "job" in job && "dueAt" in job && (job.job as { kind: string }).kind === "note-exercises" ? [job.dueAt] : [],
  );
const reminders = (jobs: readonly object[]) =>
  jobs.flatMap((one) => {
    const { job } = one as {
      job?: { kind: string; to: string | null; rounds: { exercise: string; period: string }[] };
    };
    return job?.kind === "remind-exercises" ? [[job.to, ...job.rounds.map((r) => `${r.exercise} ${r.period}`)]] : [];
  });

describe("reminders", () => {
  test("begin with the first period that begins after it came into the runbook", () => {
    const record = createRecord([RESTORE, DRILL], BEGUN);
    expect(timerAt(record.begun.jobs)).toEqual([MONDAY]);
    expect(record.remind(berlin("2026-11-05")).problem?.type).toBe("no-longer-wanted");
    expect(reminders(record.remind(MONDAY).jobs)).toEqual([[null, "restore 2026-11-09"]]);
  });

  test("come once a period, and the timer goes on to the next", () => {
    const record = createRecord([RESTORE], BEGUN);
    const { jobs } = record.remind(MONDAY);
    expect(timerAt(jobs)).toEqual([berlin("2026-11-16")]);
    expect(record.remind(MONDAY + MINUTE_MS).problem?.type).toBe("no-longer-wanted");
    expect(reminders(record.remind(berlin("2026-11-16")).jobs)).toEqual([[null, "restore 2026-11-16"]]);
  });

  test("of several periods that passed unseen are one, which says what is missing", () => {
    const record = createRecord([RESTORE], BEGUN);
    const late = berlin("2026-12-10", "10:00");
    expect(remindersTurn(record.state, late).type).toBe("due");
    const { jobs } = record.remind(late);
    expect(reminders(jobs)).toEqual([[null, "restore 2026-12-07"]]);
    expect(timerAt(jobs)).toEqual([berlin("2026-12-14")]);
    const [outlook] = outlooksOf(record.state, late);
    expect(outlook!.missed).toEqual(["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]);
  });

  test("wait for the hours in which people work", () => {
    const record = createRecord([RESTORE], BEGUN);
    expect(remindersTurn(record.state, berlin("2026-11-14", "12:00"))).toEqual({
      type: "not-yet",
      at: berlin("2026-11-16"),
    });
    expect(remindersTurn(record.state, berlin("2026-11-12", "06:00"))).toEqual({
      type: "not-yet",
      at: berlin("2026-11-12"),
    });
  });

  test("do not come for what was done before", () => {
    const record = createRecord([RESTORE], BEGUN);
    record.order({ type: "FinishExercise", exercise: "restore", note: "" }, berlin("2026-11-09", "08:00"));
    expect(timerAt(record.remind(MONDAY).jobs)).toEqual([]);
    expect(record.state.exercises[0]!.rounds).toHaveLength(1);
    expect(remindersTurn(record.state, MONDAY)).toEqual({ type: "not-yet", at: berlin("2026-11-16") });
  });

  test("go to whom the runbook names, each with all that is theirs, and what is nobody's to the channel", () => {
    const named = [exercise("a", "weekly", { to: ["lead"] }), exercise("b", "weekly", { to: ["lead", "ops"] })];
    const record = createRecord([...named, exercise("c", "weekly", { to: ["nobody"] })], BEGUN, {
      lead: ["ULEA"],
      ops: ["UOPS"],
    });
    expect(reminders(record.remind(MONDAY).jobs)).toEqual([
      ["ULEA", "a 2026-11-09", "b 2026-11-09"],
      ["UOPS", "b 2026-11-09"],
      [null, "c 2026-11-09"],
    ]);
  });

  test("of what was moved come on that day, or on the first working day after it, and once", () => {
    const record = createRecord([RESTORE], BEGUN);
    record.remind(MONDAY);
    const moved = { type: "MoveExercise" as const, exercise: "restore", note: "", to: "2026-11-14" };
    const { jobs } = record.order(moved, berlin("2026-11-10"));
    // A Saturday: Monday, together with the next week's own.
    expect(timerAt(jobs)).toEqual([]);
    expect(reminders(record.remind(berlin("2026-11-16")).jobs)).toEqual([
      [null, "restore 2026-11-09", "restore 2026-11-16"],
    ]);
    expect(record.remind(berlin("2026-11-16", "10:00")).problem).not.toBeNull();
  });

  test("of what was moved by months still come when much else was recorded since", () => {
    const record = createRecord([RESTORE], BEGUN);
    record.remind(MONDAY);
    record.order({ type: "MoveExercise", exercise: "restore", note: "", to: "2027-04-05" }, MONDAY + DAY_MS);
    for (let week = 1; week < 21; week++) record.remind(MONDAY + week * 7 * DAY_MS);
    // Summer time by then.
    const april = Date.parse("2027-04-05T09:00:00+02:00");
    expect(reminders(record.remind(april).jobs)).toEqual([[null, "restore 2026-11-09", "restore 2027-04-05"]]);
  });
});

describe("what people say", () => {
  const begun = () => {
    const record = createRecord([RESTORE, DRILL], BEGUN);
    record.remind(MONDAY);
    return record;
  };
  const finish = { type: "FinishExercise" as const, exercise: "restore", note: "40 min" };
  const skip = { type: "SkipExercise" as const, exercise: "restore", reason: "No time." };

  test("stands in the record with who, when and the note", () => {
    const record = begun();
    record.order(finish, berlin("2026-11-10"));
    const answer = { how: "done", by: "UANA", at: berlin("2026-11-10"), note: "40 min", drill: null };
    expect(record.state.exercises[0]!.rounds[0]).toMatchObject({ period: "2026-11-09", answer });
  });

  test("is refused a second time, and may be put right", () => {
    const record = begun();
    record.order(finish, berlin("2026-11-10"));
    expect(record.order(finish, berlin("2026-11-10")).problem).toMatchObject({ type: "exercise-answered", by: "UANA" });
    expect(record.order(skip, berlin("2026-11-11")).problem).toBeNull();
    expect(record.order(finish, berlin("2026-11-12")).problem).toBeNull();
  });

  test("that it is not done takes a reason", () => {
    const record = begun();
    expect(record.order({ ...skip, reason: " " }, MONDAY).problem).toEqual({ type: "text-empty", what: "reason" });
    expect(record.order({ ...skip, reason: "x".repeat(501) }, MONDAY).problem?.type).toBe("text-too-long");
  });

  test("may be of an earlier period, and of none that is to come or that is no period", () => {
    const record = begun();
    record.remind(berlin("2026-11-16"));
    const now = berlin("2026-11-17");
    expect(record.order({ ...finish, period: "2026-11-09" }, now).problem).toBeNull();
    expect(record.order({ ...finish, period: "2026-11-23" }, now).problem?.type).toBe("unknown-period");
    expect(record.order({ ...finish, period: "2026-11-10" }, now).problem?.type).toBe("unknown-period");
    expect(outlooksOf(record.state, now)[0]!.missed).toEqual([]);
  });

  test.each([
    ["2026-11-09", "exercise-day-passed"],
    ["2026-13-09", "exercise-day-passed"],
    ["", "exercise-day-passed"],
    ["2028-01-01", "exercise-day-too-far"],
  ])("moving it to %j is refused: %s", (to, type) => {
    const move = { type: "MoveExercise" as const, exercise: "restore", note: "", to };
    expect(begun().order(move, MONDAY).problem?.type).toBe(type);
  });

  test("is not for guests, and what Warroom records is not for people", () => {
    const record = begun();
    expect(record.order(finish, MONDAY, person("UGUEST", "guest")).problem?.type).toBe("not-allowed");
    expect(record.order({ type: "RecordDrillHeld", name: null, at: MONDAY }, MONDAY).problem?.type).toBe("not-allowed");
  });

  test("is overdue once the last working day is over, and until somebody says something", () => {
    const record = begun();
    const standing = (at: number) => outlooksOf(record.state, at)[0]!;
    expect(standing(berlin("2026-11-13", "17:00"))).toMatchObject({ isOverdue: false });
    expect(standing(berlin("2026-11-13", "17:01"))).toMatchObject({ isOverdue: true });
    record.order(skip, berlin("2026-11-13", "18:00"));
    expect(standing(berlin("2026-11-13", "19:00"))).toMatchObject({ isOverdue: false });
  });
});

test("a drill that was held counts for the period in which it ended, once", () => {
  const record = createRecord([RESTORE, DRILL], BEGUN);
  const held = (name: string, at: number) =>
    record.order({ type: "RecordDrillHeld", name, at }, at, { kind: "warroom" }).events.map(({ type }) => type);
  expect(held("INC-3", berlin("2026-12-30"))).toEqual(["ExerciseDone"]);
  expect(held("INC-4", berlin("2026-12-31"))).toEqual([]);
  expect(held("INC-5", berlin("2027-01-02"))).toEqual(["ExerciseDone"]);
  expect(record.state.exercises[1]!.rounds.map(({ period, answer }) => [period, answer?.drill])).toEqual([
    ["2026-10-01", "INC-3"],
    ["2027-01-01", "INC-5"],
  ]);
  expect(record.state.exercises[0]!.rounds).toEqual([]);
});

describe("a changed runbook", () => {
  test("plans anew at once, and keeps what is known of what stays", () => {
    const record = createRecord([RESTORE], BEGUN);
    record.remind(MONDAY);
    const { jobs } = record.set(
      [{ ...RESTORE, title: "Restore, renamed" }, exercise("scan", "weekly")],
      MONDAY + DAY_MS,
      {
        ...record.state.calendar,
        opens_min: 8 * 60,
      },
    );
    expect(timerAt(jobs)).toEqual([berlin("2026-11-16", "08:00")]);
    expect(record.state.exercises[0]).toMatchObject({ title: "Restore, renamed", since: BEGUN });
    expect(record.state.exercises[0]!.rounds).toHaveLength(1);
    expect(record.state.exercises[1]!.since).toBe(MONDAY + DAY_MS);
  });

  test("with another rhythm begins that exercise anew", () => {
    const record = createRecord([RESTORE], BEGUN);
    record.remind(MONDAY);
    record.set([{ ...RESTORE, every: "monthly" }], MONDAY + DAY_MS);
    expect(record.state.exercises[0]).toMatchObject({ since: MONDAY + DAY_MS, rounds: [] });
  });

  test("without any ends the reminders; with the same nothing is recorded; and none begins no record", () => {
    const record = createRecord([RESTORE], BEGUN);
    expect(record.set([RESTORE], MONDAY)).toMatchObject({ events: [], jobs: [] });
    expect(record.set([], MONDAY).jobs).toEqual([{ do: "cancel", key: "note-exercises:T1" }]);
    expect(createRecord([], BEGUN).begun.events).toEqual([]);
  });
});

test("the state is what its events fold to", () => {
  const record = createRecord([RESTORE, DRILL], BEGUN);
  record.remind(MONDAY);
  record.order({ type: "FinishExercise", exercise: "restore", note: "" }, MONDAY);
  record.order({ type: "RecordDrillHeld", name: "INC-1", at: MONDAY }, MONDAY, { kind: "warroom" });
  expect(record.folded()).toEqual(record.state);
});
