import { describe, expect, test } from "vitest";
import type { TaskCommand } from "../../../src/domain/work/decide-task.ts";
import { nextTaskAsk, nextTaskWait } from "../../../src/domain/work/tasks.ts";
import { at, claimed, declared, event, given, person, resolved, room } from "../given.ts";

const [BEN, CLEO, GUEST] = [person("UBEN"), person("UCLEO"), person("UGUEST", "guest")];

/** Given by UANA to UBEN at minute 0, asked about at minute 10. */
const task = (to = "UBEN", dueAt: number | null = at(10)) =>
  event(0, { type: "TaskGiven", text: "check replica lag", to, dueAt });
const accepted = event(1, { type: "TaskAccepted", task: 1 }, "slack:UBEN");
const asked = event(10, { type: "TaskAsked", task: 1, to: "UBEN", dueAt: at(10), text: "?", channel: "C7", ts: "9.9" });
const done = event(12, { type: "TaskDone", task: 1, outcome: "fine" }, "slack:UCLEO");

describe("a task", () => {
  test("is said in the room, and its doer is invited there", () => {
    const { enqueues, decision } = given(declared(), room)
      .when({ type: "GiveTask", to: "UBEN", text: " check\nreplica lag ", dueAt: at(11) })
      .then({ type: "TaskGiven", text: "check replica lag", to: "UBEN", dueAt: at(11) });
    expect(enqueues).toEqual(expect.arrayContaining(["work:task:1:3", "invite:3", "tell-task-waits"]));
    expect(decision.after.tasks[0]).toMatchObject({ number: 1, stage: "given", by: "UANA" });
  });
  test("of one's own is accepted at once", () => {
    const { decision } = given(declared(), room)
      .when({ type: "GiveTask", to: "UANA", text: "check", dueAt: null })
      .then({ type: "TaskGiven", text: "check", to: "UANA", dueAt: null });
    expect(decision.after.tasks[0]!.stage).toBe("accepted");
    expect(nextTaskAsk(decision.after)).toBeNull();
  });
  test("has words that fit a list, and a time that is still to come", () => {
    const give = (text: string, dueAt: number | null = null): TaskCommand => ({
      type: "GiveTask",
      to: "UBEN",
      text,
      dueAt,
    });
    given(declared()).when(give(" \n ")).refused({ type: "text-empty", what: "task" });
    given(declared())
      .when(give("x".repeat(301)))
      .refused({ type: "text-too-long", length_max: 300 });
    given(declared())
      .when(give("x", at(1)))
      .refused({ type: "time-passed", at: at(1) });
  });
  test("is numbered on, whatever became of those before it", () => {
    const dropped = event(2, { type: "TaskDropped", task: 1, reason: null });
    const { state } = given(declared(), task(), dropped, task("UCLEO"));
    expect(state.tasks.map(({ number, stage }) => [number, stage])).toEqual([
      [1, "dropped"],
      [2, "given"],
    ]);
    given(declared(), task())
      .when({ type: "AcceptTask", task: 2 })
      .refused({ type: "unknown-work", asked: 2, last: 1 });
  });
  test("is given while the incident is open; that it is done may be said after the end", () => {
    const over = given(declared(), task(), accepted, resolved(2));
    over.when({ type: "GiveTask", to: "UBEN", text: "x", dueAt: null }).refused({ type: "not-open" });
    over.when({ type: "ExtendTask", task: 1, seen: at(10) }, BEN).refused({ type: "not-open" });
    over.when({ type: "FinishTask", task: 1 }, BEN, 3).then({ type: "TaskDone", task: 1, outcome: null });
  });
});

describe("who may", () => {
  const answers: TaskCommand[] = [
    { type: "AcceptTask", task: 1 },
    { type: "DeclineTask", task: 1, reason: "asleep" },
  ];
  test.each(answers)("$type: its doer and whoever leads, not its giver", (command) => {
    given(declared(), task())
      .when(command)
      .refused({ type: "not-your-task", to: "UBEN", may: ["UBEN"] });
    for (const by of [BEN, CLEO]) {
      const when = given(declared(), claimed(0, "commander", "UCLEO"), task()).when(command, by);
      if (command.type === "AcceptTask") when.then({ type: "TaskAccepted", task: 1 });
      else when.then({ type: "TaskDeclined", task: 1, reason: "asleep" });
    }
  });
  test("drop and reassign: its giver and whoever leads, not its doer", () => {
    const start = given(declared(), task());
    start.when({ type: "DropTask", task: 1 }, BEN).refused({ type: "not-your-task", may: ["UANA"] });
    start.when({ type: "DropTask", task: 1, reason: "no" }).then({ type: "TaskDropped", task: 1, reason: "no" });
    const command: TaskCommand = { type: "ReassignTask", task: 1, to: "UCLEO", seen: "UBEN" };
    start.when(command, BEN).refused({ type: "not-your-task" });
    start.when(command).then({ type: "TaskReassigned", task: 1, to: "UCLEO", previous: "UBEN" });
  });
  test("say that it is done: every member", () => {
    const command: TaskCommand = { type: "FinishTask", task: 1, outcome: " replica is fine " };
    given(declared(), task(), accepted)
      .when(command, CLEO)
      .then({ type: "TaskDone", task: 1, outcome: "replica is fine" });
  });
  test("a guest: answer for the one task that was given to them, and nothing else", () => {
    const theirs = given(declared(), task("UGUEST"), task("UBEN"));
    theirs.when({ type: "AcceptTask", task: 1 }, GUEST).then({ type: "TaskAccepted", task: 1 });
    theirs.when({ type: "FinishTask", task: 1 }, GUEST).then({ type: "TaskDone", task: 1, outcome: null });
    const others: TaskCommand[] = [
      { type: "FinishTask", task: 2 },
      { type: "AcceptTask", task: 2 },
      { type: "DropTask", task: 1 },
      { type: "ReassignTask", task: 1, to: "UBEN", seen: "UGUEST" },
      { type: "GiveTask", to: "UGUEST", text: "x", dueAt: null },
    ];
    for (const command of others) theirs.when(command, GUEST).refused({ type: "not-allowed", standing: "guest" });
    theirs.when({ type: "Acknowledge" }, GUEST).refused({ type: "not-allowed" });
    const external = person("UBEN", "external");
    theirs.when({ type: "DeclineTask", task: 2 }, external).then({ type: "TaskDeclined", task: 2, reason: null });
  });
});

describe("of two at once", () => {
  test("the second is told who was first", () => {
    const moved = { type: "task-moved" as const, task: 1, by: "UBEN", at: at(1), stage: "accepted" as const };
    const start = given(declared(), task(), accepted);
    start.when({ type: "AcceptTask", task: 1 }, BEN, 2).refused(moved);
    start.when({ type: "DeclineTask", task: 1 }, BEN, 2).refused(moved);
    const over = given(declared(), task(), accepted, done);
    const second = { type: "task-moved" as const, stage: "done" as const, by: "UCLEO", at: at(12) };
    over.when({ type: "FinishTask", task: 1 }, BEN, 13).refused(second);
    over.when({ type: "DropTask", task: 1 }, person("UANA"), 13).refused(second);
    over.when({ type: "ReassignTask", task: 1, to: "UANA", seen: "UBEN" }, person("UANA"), 13).refused(second);
  });
  test("that reassign, or ask for more time, one counts", () => {
    const reassigned = event(2, { type: "TaskReassigned", task: 1, to: "UCLEO", previous: "UBEN" });
    given(declared(), task(), reassigned)
      .when({ type: "ReassignTask", task: 1, to: "UANA", seen: "UBEN" }, person("UANA"), 3)
      .refused({ type: "task-moved", to: "UCLEO", by: "UANA", at: at(2) });
    given(declared(), task(), reassigned)
      .when({ type: "AcceptTask", task: 1 }, BEN, 3)
      .refused({ type: "not-your-task", to: "UCLEO", at: at(2) });
    const more: TaskCommand = { type: "ExtendTask", task: 1, seen: at(10) };
    const once = given(declared(), task(), accepted, asked);
    once.when(more, BEN, 11).then({ type: "TaskExtended", task: 1, dueAt: at(21) });
    const extended = event(11, { type: "TaskExtended", task: 1, dueAt: at(21) }, "slack:UBEN");
    given(declared(), task(), accepted, asked, extended)
      .when(more, BEN, 11)
      .refused({ type: "task-moved", dueAt: at(21) });
  });
});

describe("its times", () => {
  test("its giver is told after three minutes that it waits, once for each doer", () => {
    const waits = given(declared(), room, task());
    expect(nextTaskWait(waits.state)).toMatchObject({ at: at(3), task: { number: 1 } });
    waits
      .when({ type: "RecordTaskWaitTold", task: 1, to: "UANA", since: at(0) }, undefined, 3)
      .then({ type: "TaskWaitTold", task: 1, to: "UANA", since: at(0) });
    const told = event(3, { type: "TaskWaitTold", task: 1, to: "UANA", since: at(0) }, "warroom");
    expect(nextTaskWait(given(declared(), task(), told).state)).toBeNull();
    given(declared(), task(), told)
      .when({ type: "RecordTaskWaitTold", task: 1, to: "UANA", since: at(0) }, undefined, 3)
      .refused({ type: "no-longer-wanted" });
    const again = event(4, { type: "TaskReassigned", task: 1, to: "UCLEO", previous: "UBEN" });
    expect(nextTaskWait(given(declared(), task(), told, again).state)).toMatchObject({ at: at(7) });
  });
  test("its doer is asked once it is accepted and its time is up, once for each time", () => {
    expect(nextTaskAsk(given(declared(), task()).state)).toBeNull();
    expect(nextTaskAsk(given(declared(), task(), accepted).state)).toMatchObject({ at: at(10) });
    expect(nextTaskAsk(given(declared(), task(), accepted, asked).state)).toBeNull();
    const extended = event(11, { type: "TaskExtended", task: 1, dueAt: at(21) }, "slack:UBEN");
    expect(nextTaskAsk(given(declared(), task(), accepted, asked, extended).state)).toMatchObject({ at: at(21) });
  });
  test("a question that an extension overtook on its way is no ask for the new time, and keeps no buttons", () => {
    const extended = event(9, { type: "TaskExtended", task: 1, dueAt: at(19) }, "slack:UBEN");
    const record = { task: 1, to: "UBEN", dueAt: at(10), text: "?", channel: "C7", ts: "9.9" };
    const { decision, enqueues } = given(declared(), room, task(), accepted, extended)
      .when({ type: "RecordTaskAsked", ...record }, undefined, 10)
      .then({ type: "TaskAsked", ...record });
    expect(nextTaskAsk(decision.after)).toMatchObject({ at: at(19) });
    expect(enqueues).toContain("refresh:task:1");
  });
  test("the soonest is asked about first", () => {
    const second = task("UBEN", at(5));
    const both = event(2, { type: "TaskAccepted", task: 2 }, "slack:UBEN");
    expect(nextTaskAsk(given(declared(), task(), accepted, second, both).state)?.task.number).toBe(2);
  });
  test("one that is accepted after its time runs anew", () => {
    given(declared(), task())
      .when({ type: "AcceptTask", task: 1 }, BEN, 12)
      .then({ type: "TaskAccepted", task: 1, dueAt: at(22) });
  });
  test("nobody is asked after the end, and whoever ended it is told what is left", () => {
    const state = given(declared(), room, task(), accepted);
    const { enqueues, cancels } = state
      .when({ type: "Resolve", summary: "fixed" }, person("UANA"), 5)
      .then({ type: "Resolved", summary: "fixed" });
    expect(cancels).toContain("ask-task");
    expect(enqueues).toContain("tell:UANA:5");
    const none = given(declared(), room, task(), accepted, done);
    const quiet = none
      .when({ type: "Resolve", summary: "fixed" }, person("UANA"), 13)
      .then({ type: "Resolved", summary: "fixed" });
    expect(quiet.enqueues.filter((key) => key.startsWith("tell:"))).toEqual([]);
  });
});

describe("handed back", () => {
  const back = event(11, { type: "TaskHandedBack", task: 1, reason: "need sleep" }, "slack:UBEN");
  test("its giver is told, and anybody may take it", () => {
    const start = given(declared(), room, task(), accepted);
    const { enqueues } = start
      .when({ type: "HandBackTask", task: 1, reason: "need sleep" }, BEN, 11)
      .then({ type: "TaskHandedBack", task: 1, reason: "need sleep" });
    expect(enqueues).toEqual(expect.arrayContaining(["tell:UANA:5", "refresh:task:1"]));
    const taken = given(declared(), room, task(), accepted, back)
      .when({ type: "ReassignTask", task: 1, to: "UCLEO", seen: "UBEN" }, CLEO, 12)
      .then({ type: "TaskReassigned", task: 1, to: "UCLEO", previous: "UBEN", dueAt: at(22) });
    expect(taken.decision.after.tasks[0]).toMatchObject({ stage: "accepted", to: "UCLEO", by: "UANA" });
    expect(taken.enqueues.some((key) => key.startsWith("work:"))).toBe(false);
  });
  test("by somebody whose own it was, the lead is told", () => {
    const own = event(0, { type: "TaskGiven", text: "x", to: "UBEN", dueAt: null }, "slack:UBEN");
    const { enqueues } = given(declared(), room, claimed(0, "commander", "UCLEO"), own)
      .when({ type: "HandBackTask", task: 1 }, BEN)
      .then({ type: "TaskHandedBack", task: 1, reason: null });
    expect(enqueues).toContain("tell:UCLEO:5");
  });
});

test("one that passes to somebody else is shown by a new message, and the earlier one says so", () => {
  const posted = event(
    0,
    { type: "WorkPosted", work: { kind: "task", number: 1 }, channel: "C7", ts: "1.1", stale: false, link: null },
    "warroom",
  );
  const start = given(declared(), room, task(), posted);
  const { enqueues } = start
    .when({ type: "ReassignTask", task: 1, to: "UCLEO", seen: "UBEN" })
    .then({ type: "TaskReassigned", task: 1, to: "UCLEO", previous: "UBEN" });
  expect(enqueues).toEqual(expect.arrayContaining(["refresh:task:1", "work:task:1:5", "invite:5"]));
  const record = { work: { kind: "task" as const, number: 1 }, channel: "C7", ts: "2.2", link: null };
  const shown = start
    .when({ type: "RecordWorkPosted", ...record, shown: "older" })
    .then({ type: "WorkPosted", ...record, stale: true });
  expect(shown.enqueues).toContain("refresh:task:1");
  expect(shown.decision.after.tasks[0]!.posted.map(({ ts }) => ts)).toEqual(["1.1", "2.2"]);
});
