import { describe, expect, test } from "vitest";
import { asksMitigated, endOf, startOf, timeOf } from "../../../src/domain/facts/times.ts";
import { at, declared, event, given, resolved, room, RUNBOOK, T0 } from "../given.ts";

const acknowledged = event(2, { type: "Acknowledged", by: "UBEN" }, "slack:UBEN");
const setTo = (time: "started" | "detected" | "mitigated" | "resolved", minute: number, setAt = minute) =>
  event(setAt, { type: "TimeSet", time, from: null, to: at(minute), reason: "seen in the graph" });
const set = (time: string, minute: number, reason = "seen in the graph") =>
  ({ type: "SetTime", time, at: at(minute), reason }) as const;

describe("setting a time right", () => {
  test("keeps what it was, who changed it and why, and says so in the room", () => {
    const { enqueues, decision } = given(declared(), room)
      .when(set(" Mitigated ", 4, " the graph is flat "), undefined, 5)
      .then({ type: "TimeSet", time: "mitigated", from: null, to: at(4), reason: "the graph is flat" });
    expect(enqueues).toContain("say:room:3");
    expect(decision.after.times.mitigated).toEqual({
      at: at(4),
      by: "UANA",
      setAt: at(5),
      reason: "the graph is flat",
    });
    expect(timeOf(decision.after, "mitigated")).toBe(at(4));
  });
  test("needs a time there is, a reason, and a moment that has come", () => {
    const when = given(declared()).when;
    when(set("ended", 0)).refused({ type: "unknown-time", asked: "ended", nearest: null });
    when(set("mitigatd", 0)).refused({ type: "unknown-time", nearest: "mitigated" });
    when(set("started", -5, "  ")).refused({ type: "text-empty", what: "reason" });
    when(set("detected", 2), undefined, 1).refused({ type: "time-in-future", at: at(2) });
  });
  test("takes the acknowledgement and the end only once they have happened", () => {
    given(declared()).when(set("acknowledged", 0)).refused({ type: "time-not-come", time: "acknowledged" });
    given(declared()).when(set("resolved", 0)).refused({ type: "time-not-come", time: "resolved" });
    const over = given(declared(), acknowledged, resolved(30));
    over.when(set("acknowledged", 1), undefined, 40).then(expect.objectContaining({ from: at(2), to: at(1) }));
    over.when(set("resolved", 25), undefined, 40).then(expect.objectContaining({ from: at(30), to: at(25) }));
  });
  test("refuses an order that cannot be, and names the two times", () => {
    given(declared(), setTo("started", -10, 1))
      .when(set("detected", -11))
      .refused({ type: "times-crossed", first: "started", firstAt: at(-10), next: "detected", nextAt: at(-11) });
    given(declared(), setTo("detected", -5, 1))
      .when(set("started", -4))
      .refused({ type: "times-crossed", first: "started", firstAt: at(-4), next: "detected", nextAt: at(-5) });
    given(declared(), setTo("mitigated", 20), resolved(30))
      .when(set("resolved", 19), undefined, 40)
      .refused({ type: "times-crossed", first: "mitigated", firstAt: at(20), next: "resolved", nextAt: at(19) });
    given(declared())
      .when(set("mitigated", -1))
      .refused({ type: "times-crossed", first: "started", firstAt: T0, next: "mitigated", nextAt: at(-1) });
  });
  test("lets an incident be over, or somebody be on it, before it was declared", () => {
    given(declared(), setTo("started", -60, 1), acknowledged, resolved(3))
      .when(set("resolved", -20), undefined, 4)
      .then(expect.objectContaining({ to: at(-20) }));
    given(declared(), setTo("started", -60, 1), acknowledged)
      .when(set("acknowledged", -30), undefined, 4)
      .then(expect.objectContaining({ to: at(-30) }));
  });
  test("to what it is set to already changes nothing", () => {
    given(declared(), setTo("mitigated", 4)).when(set("mitigated", 4), undefined, 9).refused({ type: "unchanged" });
  });
});

describe("the times that people count by", () => {
  test("begin when it was noticed at the latest, where nobody said when it began", () => {
    expect(startOf(given(declared()).state)).toBe(T0);
    expect(startOf(given(declared(), setTo("detected", -7, 1)).state)).toBe(at(-7));
    expect(startOf(given(declared(), setTo("detected", -7, 1), setTo("started", -9, 1)).state)).toBe(at(-9));
  });
  test("end when it was resolved, or cancelled", () => {
    expect(endOf(given(declared()).state)).toBeNull();
    expect(endOf(given(declared(), resolved(30)).state)).toBe(at(30));
    expect(endOf(given(declared(), resolved(30), setTo("resolved", 20, 31)).state)).toBe(at(20));
    expect(endOf(given(declared(), event(9, { type: "Cancelled", reason: "a test" })).state)).toBe(at(9));
  });
  test("forget an end that did not hold", () => {
    const again = given(
      declared(),
      setTo("mitigated", 20),
      resolved(30),
      setTo("resolved", 25, 31),
      event(40, { type: "Reopened", reason: "it is back" }),
    ).state;
    expect([timeOf(again, "mitigated"), timeOf(again, "resolved")]).toEqual([null, null]);
  });
  test("leave the promises alone: an update is due by what was declared", () => {
    const { enqueues } = given(declared(), room)
      .when(set("started", -30), undefined, 5)
      .then(expect.objectContaining({ type: "TimeSet" }));
    expect(enqueues.filter((key) => key.startsWith("nudge") || key.startsWith("ask"))).toEqual([]);
  });
});

describe("whether it is mitigated now", () => {
  const runbook = { ...RUNBOOK, mitigatedAt: "Watching" };
  test("is asked at the status that says so, and only while nobody has said when", () => {
    const open = given(declared()).state;
    expect(asksMitigated(open, "Watching", { runbook })).toBe(true);
    expect(asksMitigated(open, "Fixing", { runbook })).toBe(false);
    expect(asksMitigated(given(declared(), setTo("mitigated", 4)).state, "Watching", { runbook })).toBe(false);
    expect(asksMitigated(open, "Watching", { runbook: RUNBOOK })).toBe(false);
  });
});
