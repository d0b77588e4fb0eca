import { describe, expect, test } from "vitest";
import type { Command } from "../../../src/domain/command.ts";
import type { DomainEvent, EventBody } from "../../../src/domain/event.ts";
import { fold } from "../../../src/domain/incident.ts";
import { latestUpdate, updateOf } from "../../../src/domain/updates/updates.ts";
import { at, declared, event, given, person, RUNBOOK, resolved, room } from "../given.ts";
import { updateDueAt } from "../../../src/domain/updates/update-cycle.ts";

const BEN = person("UBEN");

const updated = (minute: number, more: Partial<Extract<EventBody, { type: "UpdatePosted" }>> = {}, by?: string) =>
  event(
    minute,
    { type: "UpdatePosted", text: "We roll back", status: "Fixing", nextDueAt: at(minute + 20), ...more },
    by,
  );

const delivered = (update: number, channel: string, to: string | null = null, stale = false): DomainEvent =>
  event(3, { type: "UpdateDelivered", update, channel, ts: "1.1", to, stale }, "warroom");

const subscribed = (user: string): DomainEvent => event(1, { type: "Subscribed", user }, `slack:${user}`);

/** The third event of an incident with a room. */
const FIRST = 3;

const correction = (more: Partial<Extract<Command, { type: "CorrectUpdate" }>> = {}) => ({
  type: "CorrectUpdate" as const,
  update: FIRST,
  version: FIRST,
  text: "We do not roll back",
  parts: {},
  reason: "misheard",
  ...more,
});

describe("an update", () => {
  test("keeps the parts that were given, trimmed", () => {
    const parts = { impact: " Cards fail ", next: "Roll back", eta: "", workaround: "   " };
    given(declared(), room)
      .when({ type: "PostUpdate", text: "Deploy is bad", parts })
      .then({
        type: "UpdatePosted",
        text: "Deploy is bad",
        status: "Triage",
        nextDueAt: at(21),
        parts: { impact: "Cards fail", next: "Roll back" },
      });
  });
  test("with a part that is too long is refused, and the part is named", () => {
    given(declared())
      .when({ type: "PostUpdate", text: "x", parts: { eta: "x".repeat(501) } })
      .refused({ type: "text-too-long", what: "eta", length: 501, length_max: 500 });
  });
  test("may promise the next one for a time of its own: reminders follow it", () => {
    const { decision } = given(declared(), room)
      .when({ type: "PostUpdate", text: "x", nextAt: at(91) })
      .then({ type: "UpdatePosted", text: "x", status: "Triage", nextDueAt: at(91), promised: true });
    expect(updateDueAt(decision.after, RUNBOOK)).toBe(at(91));
    const nudge = decision.jobs.find((change) => change.key.startsWith("nudge-update"));
    expect(nudge, "80 % of the way there").toMatchObject({ dueAt: at(73) });
  });
  test("may promise one where the severity asks for none", () => {
    const { decision } = given(declared("SEV4"), room)
      .when({ type: "PostUpdate", text: "x", nextAt: at(61) })
      .then({ type: "UpdatePosted", text: "x", status: "Triage", nextDueAt: at(61), promised: true });
    expect(updateDueAt(decision.after, RUNBOOK)).toBe(at(61));
  });
  test.each([
    ["now", at(1), "time-passed"],
    ["before", at(0), "time-passed"],
    ["beyond a day", at(1 + 24 * 60) + 1, "time-too-far"],
  ] as const)("promises nothing for %s", (_, nextAt, type) => {
    given(declared()).when({ type: "PostUpdate", text: "x", nextAt }).refused({ type });
  });
  test("is said in the room, under the announcement and to each subscriber in their own lane", () => {
    const { enqueues, job } = given(declared(), room, subscribed("UBEN"), subscribed("UCLEO"))
      .when({ type: "PostUpdate", text: "x" })
      .then({ type: "UpdatePosted", text: "x", status: "Triage", nextDueAt: at(21) });
    expect(enqueues).toEqual(
      expect.arrayContaining(["say:room:5", "say:announcement:5", "subscriber:UBEN:5", "subscriber:UCLEO:5"]),
    );
    expect(job("subscriber:UBEN:5")!.lane).toBe("post:T1:UBEN");
  });
});

describe("two who write an update in the same moment", () => {
  const before = given(declared(), room, updated(2, {}, "slack:UBEN"));
  test("the second is told of the first, with its words", () => {
    before
      .when({ type: "PostUpdate", text: "Mine", seenUpdate: 0 }, person("UANA"), 3)
      .refused({ type: "updated-meanwhile", by: "UBEN", ago_ms: 60_000, text: "We roll back" });
  });
  test("and may post it all the same, having seen it", () => {
    const post = { type: "UpdatePosted" as const, text: "Mine", status: "Fixing", nextDueAt: at(23) };
    before.when({ type: "PostUpdate", text: "Mine", seenUpdate: FIRST }, person("UANA"), 3).then(post);
    before.when({ type: "PostUpdate", text: "Mine" }, person("UANA"), 3).then(post);
  });
  test("once it is resolved an update is refused", () => {
    given(declared(), resolved(2)).when({ type: "PostUpdate", text: "Mine" }).refused({ type: "not-open" });
  });
});

describe("a correction", () => {
  const CORRECTED = {
    type: "UpdateCorrected" as const,
    update: FIRST,
    text: "We do not roll back",
    parts: {},
    reason: "misheard",
  };
  const places = [delivered(FIRST, "C7"), delivered(FIRST, "CANN"), delivered(FIRST, "D1", "UBEN")];

  test("changes the words, names who made it and keeps who wrote it first", () => {
    const { decision } = given(declared(), room, updated(2)).when(correction(), BEN, 5).then(CORRECTED);
    expect(latestUpdate(decision.after)).toMatchObject({
      by: "UANA",
      at: at(2),
      text: "We do not roll back",
      version: 4,
      correction: { by: "UBEN", at: at(5), reason: "misheard" },
    });
  });
  test("reaches every place the update went to, in one lane", () => {
    const { decision } = given(declared(), room, updated(2), ...places)
      .when(correction())
      .then(CORRECTED);
    const jobs = decision.jobs.flatMap((change) =>
      change.do === "enqueue" && change.job.kind === "correct-update" ? [[change.job.channel, change.lane]] : [],
    );
    expect(jobs).toEqual([
      ["C7", "correct:I7"],
      ["CANN", "correct:I7"],
      ["D1", "correct:I7"],
    ]);
  });
  test("overtaking the update on its way follows it: the message that shows the old words is changed", () => {
    const corrected = event(4, CORRECTED);
    const told = { type: "RecordUpdateDelivered" as const, update: FIRST, channel: "C7", ts: "1.1", to: null };
    const late = given(declared(), room, updated(2), corrected).when({ ...told, version: FIRST });
    const place = { type: "UpdateDelivered" as const, update: FIRST, channel: "C7", ts: "1.1", to: null };
    expect(late.then({ ...place, stale: true }).enqueues).toEqual(["correct:C7:1.1"]);
    const fresh = given(declared(), room, updated(2), corrected).when({ ...told, version: 4 });
    expect(fresh.then({ ...place, stale: false }).enqueues).toEqual([]);
  });
  test("follows the room to its new id", () => {
    const moved = event(5, { type: "RoomMoved", from: "C7", to: "C8" }, "warroom");
    const state = fold("I7", [declared(), room, updated(2), ...places, moved]);
    expect(updateOf(state, FIRST)!.delivered.map(({ channel }) => channel)).toEqual(["C8", "CANN", "D1"]);
  });
  test("may also be made once the incident is over", () => {
    given(declared(), room, updated(2), resolved(3)).when(correction()).then(CORRECTED);
  });
  test("of what somebody else has corrected meanwhile is refused, with what it says now", () => {
    const first = event(4, { ...CORRECTED, text: "We wait" }, "slack:UBEN");
    given(declared(), room, updated(2), first)
      .when(correction(), person("UANA"), 5)
      .refused({ type: "corrected-meanwhile", by: "UBEN", ago_ms: 60_000, text: "We wait" });
    given(declared(), room, updated(2), first)
      .when(correction({ version: 4 }))
      .then(CORRECTED);
  });
  test("that changes nothing is refused", () => {
    given(declared(), room, updated(2))
      .when(correction({ text: " We roll back " }))
      .refused({ type: "update-unchanged" });
  });
  test("must say why", () => {
    given(declared(), room, updated(2))
      .when(correction({ reason: " " }))
      .refused({ type: "text-empty", what: "reason" });
  });
  test("reaches only the latest five", () => {
    const six = [2, 3, 4, 5, 6, 7].map((minute) => updated(minute));
    given(declared(), room, ...six)
      .when(correction())
      .refused({ type: "update-too-old", kept: 5 });
    given(declared(), room, ...six)
      .when(correction({ update: 4, version: 4 }))
      .then({ ...CORRECTED, update: 4 });
  });
});

describe("subscribing", () => {
  test("brings the latest update at once, under the key it has for everybody", () => {
    const { enqueues } = given(declared(), room, updated(2))
      .when({ type: "Subscribe" }, BEN)
      .then({ type: "Subscribed", user: "UBEN" });
    expect(enqueues).toEqual([`subscriber:UBEN:${FIRST}`]);
  });
  test("twice, or ending what never was, is refused; while it is over nobody begins", () => {
    given(declared(), subscribed("UBEN")).when({ type: "Subscribe" }, BEN).refused({ type: "already-subscribed" });
    given(declared()).when({ type: "Unsubscribe" }, BEN).refused({ type: "not-subscribed" });
    given(declared(), resolved(1)).when({ type: "Subscribe" }, BEN).refused({ type: "not-open" });
    given(declared(), subscribed("UBEN"), resolved(2))
      .when({ type: "Unsubscribe" }, BEN)
      .then({ type: "Unsubscribed", user: "UBEN" });
  });
  test("also brings its end, its return and a change of severity", () => {
    const state = given(declared(), room, subscribed("UBEN"));
    const resolving = state.when({ type: "Resolve", summary: "x" }).then({ type: "Resolved", summary: "x" });
    expect(resolving.enqueues).toContain("subscriber:UBEN:4");
    const severity = { type: "SeverityChanged" as const, from: "SEV1", to: "SEV2", reason: null };
    expect(state.when({ type: "ChangeSeverity", severity: "SEV2" }).then(severity).enqueues).toContain(
      "subscriber:UBEN:4",
    );
    const back = given(declared(), room, subscribed("UBEN"), resolved(2)).when({ type: "Reopen", reason: "x" });
    expect(back.then({ type: "Reopened", reason: "x" }).enqueues).toContain("subscriber:UBEN:5");
  });
  test("ends where Slack takes no message to them, and nobody is bothered with it", () => {
    const { enqueues } = given(declared(), room, subscribed("UBEN"))
      .when({ type: "RecordSubscriberLost", user: "UBEN", why: "user_disabled" })
      .then({ type: "Unsubscribed", user: "UBEN", why: "user_disabled" });
    expect(enqueues).toEqual([]);
  });
});

describe("what an update leaves on the card", () => {
  test("is not touched by where it went", () => {
    const before = given(
      declared(),
      room,
      event(1, { type: "CardPosted", channel: "C7", ts: "1", stale: false }),
      updated(2),
    );
    const told = { type: "RecordUpdateDelivered" as const, update: 4, version: 4, channel: "C7", ts: "1.1", to: null };
    const place = { type: "UpdateDelivered" as const, update: 4, channel: "C7", ts: "1.1", to: null, stale: false };
    expect(before.when(told).then(place).enqueues).toEqual([]);
  });
});
