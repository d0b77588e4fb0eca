import { expect, test } from "vitest";
import { placeOf, recordsOf, threadRecord } from "../../../src/domain/room/thread.ts";
import { threadOf, voiceOf } from "../../../src/domain/room/voice.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { declared, event, givenUnder, room } from "../given.ts";

const RUNBOOK = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }, { name: SEV4, title: Low, room: thread }]
statuses: [Triage]
`);
const posted = { type: "RecordPosted" as const, what: "announcement" as const, channel: "C1", ts: "5.1", shown: "" };
const announced = { type: "AnnouncementPosted" as const, channel: "C1", ts: "5.1", stale: true };
const opened = event(0, { type: "ThreadOpened", channel: "C1", ts: "5.1" }, "warroom");
const standing = event(0, announced, "warroom");

test("its announcement opens the thread, in which it then speaks and is recorded", () => {
  const given = givenUnder(RUNBOOK, declared("SEV4"));
  const { job } = given.when(posted).then(announced, { type: "ThreadOpened", channel: "C1", ts: "5.1" });
  expect(job("reconcile:T1:C1/5.1:shallow")).toBeDefined();
  const { state } = givenUnder(RUNBOOK, declared("SEV4"), standing, opened);
  expect([voiceOf(state, "incidents"), threadOf(state), recordsOf(state)]).toEqual(["C1", "5.1", ["C1/5.1"]]);
  expect(placeOf(threadRecord({ channel: "C1", ts: "5.1" }))).toEqual({ channel: "C1", threadTs: "5.1" });
});

test("posted again after somebody deleted it, people answer under the new one: that is recorded as well", () => {
  const given = givenUnder(RUNBOOK, declared("SEV4"), standing, opened);
  given.when(posted).then(announced);
  const again = { ...posted, ts: "9.1" };
  given.when(again).then({ ...announced, ts: "9.1" }, { type: "ThreadOpened", channel: "C1", ts: "9.1" });
});

test("one with a room of its own is announced and opens no thread", () => {
  givenUnder(RUNBOOK, declared("SEV1"), room).when(posted).then(announced);
});

test("a room is opened when somebody asks for it, when the severity rises, or when it cannot be announced", () => {
  const given = givenUnder(RUNBOOK, declared("SEV4"), standing, opened);
  expect(given.when({ type: "OpenNewRoom" }).then({ type: "RoomAsked" }).enqueues).toContain("open-room");
  const raised = given.when({ type: "ChangeSeverity", severity: "SEV1" });
  const change = { type: "SeverityChanged" as const, from: "SEV4", to: "SEV1", reason: null };
  expect(raised.then(change).enqueues).toContain("open-room");
  const why = "channel_not_found";
  const failure = { type: "RecordFailure" as const, effect: { kind: "post-announcement" as const }, why };
  const failed = { type: "EffectFailed" as const, effect: { kind: "post-announcement" as const }, why, job: undefined };
  expect(givenUnder(RUNBOOK, declared("SEV4")).when(failure).then(failed).enqueues).toContain("open-room");
  expect(given.when(failure).then(failed).enqueues).not.toContain("open-room");
});

test("with its room open it speaks there, and the thread is told where it went on", () => {
  const given = givenUnder(RUNBOOK, declared("SEV4"), standing, opened);
  const openedRoom = { type: "RoomOpened" as const, channel: "C7", name: "inc-7" };
  const { enqueues, decision } = given
    .when({ type: "RecordRoomOpened", channel: "C7", name: "inc-7" })
    .then(openedRoom);
  expect(enqueues).toEqual(expect.arrayContaining(["card", "bring-thread", "say:announcement:4"]));
  expect([voiceOf(decision.after, "incidents"), threadOf(decision.after)]).toEqual(["C7", undefined]);
  expect(recordsOf(decision.after)).toEqual(["C7", "C1/5.1"]);
  const both = givenUnder(RUNBOOK, declared("SEV4"), standing, opened, event(1, openedRoom, "warroom"));
  both.when({ type: "OpenNewRoom" }).refused({ type: "room-in-reach" });
});
