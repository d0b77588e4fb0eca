// The rules of the timeline that people write: one entry a message, numbers for ever, and no change unseen.
import { describe, expect, test } from "vitest";
import { isPending, type Mark } from "../../../src/domain/timeline/entries.ts";
import type { Command } from "../../../src/domain/command.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import { at, declared, event, given, person, resolved, room } from "../given.ts";

const ANA = person("UANA");
const BEN = person("UBEN");

const note = (minute: number, text: string, kind: "decision" | "observation" = "observation") =>
  event(minute, { type: "NoteAdded", text, happenedAt: at(minute), kind });

type Marked = Extract<EventBody, { type: "MomentMarked" }>;
const MARKED: Marked = {
  type: "MomentMarked",
  kind: "observation",
  ts: `${at(2) / 1000}.000100`,
  threadTs: null,
  author: "UCLEO",
  text: "the pool is full",
  happenedAt: at(2),
  mark: ":round_pushpin:",
  markedAt: at(3),
};
const marked = (by = "slack:UANA", more: Partial<Marked> = {}) => event(3, { ...MARKED, ...more }, by);
const mark = (more: Partial<Extract<Command, { type: "MarkMoment" }>> = {}): Command => {
  const { ts, threadTs, author, text } = MARKED;
  return {
    type: "MarkMoment",
    ts,
    threadTs,
    author,
    text,
    mark: ":bulb:",
    kind: "hypothesis",
    markedAt: at(4),
    ...more,
  };
};
const unmark = (minute: number, which: Mark = ":round_pushpin:"): Command => ({
  type: "UnmarkMoment",
  ts: MARKED.ts,
  mark: which,
  at: at(minute),
});
const struck = (minute: number, entry = 1) => event(minute, { type: "EntryStruck", entry, reason: "no" });
const correct = (more: object): Command => ({ type: "CorrectEntry", entry: 1, seen: 0, ...more }) as Command;

describe("marking a message", () => {
  test("makes an entry of its author's words, and shows it on the message", () => {
    const { enqueues, job } = given(declared(), room)
      .when(mark({ mark: "pin", kind: null }), ANA, 4)
      .then({ ...MARKED, mark: "pin", markedAt: at(4) });
    expect(enqueues).toEqual([`show-mark:${MARKED.ts}`]);
    expect(job(enqueues[0]!)?.job).toEqual({ kind: "show-mark", ts: MARKED.ts });
  });
  test("a message from the future of our clock happened now", () => {
    const ts = `${at(9) / 1000}.0`;
    given(declared(), room)
      .when(mark({ ts, mark: ":round_pushpin:", kind: "observation", markedAt: at(9) }), ANA, 4)
      .then({ ...MARKED, ts, happenedAt: at(4), markedAt: at(9) });
  });
  test("a second time, by another person or in another way, stays the one entry", () => {
    const again = { type: "MomentMarkedAgain" as const, entry: 1, kind: null, mark: "pin" as const, markedAt: at(4) };
    const before = given(declared(), room, marked());
    expect(before.when(mark({ mark: "pin", kind: null }), BEN).then(again).enqueues).toEqual([]);
    before
      .when(mark({ mark: ":round_pushpin:", kind: "observation" }), ANA)
      .refused({ type: "already-marked", entry: 1 });
  });
  test("with an emoji of another kind changes the kind, until somebody has corrected it in words", () => {
    const again = { type: "MomentMarkedAgain" as const, entry: 1, mark: ":bulb:" as const, markedAt: at(4) };
    given(declared(), marked())
      .when(mark(), BEN)
      .then({ ...again, kind: "hypothesis" });
    const remarked = event(4, { ...again, kind: "decision" });
    given(declared(), marked(), remarked)
      .when(mark(), BEN)
      .then({ ...again, kind: "hypothesis" });
    const corrected = {
      type: "EntryCorrected" as const,
      entry: 1,
      text: "x",
      kind: null,
      happenedAt: null,
      reason: null,
    };
    given(declared(), marked(), event(4, corrected))
      .when(mark(), BEN)
      .then({ ...again, kind: null });
  });
  test("with the emoji of a plain observation takes no kind away", () => {
    given(declared(), marked("slack:UANA", { kind: "decision", mark: ":scales:" }))
      .when(mark({ mark: ":round_pushpin:", kind: "observation" }), BEN)
      .then({ type: "MomentMarkedAgain", entry: 1, kind: null, mark: ":round_pushpin:", markedAt: at(4) });
  });
  test("that was struck makes a new entry, unless the mark is older than that", () => {
    const before = given(declared(), room, marked(), struck(6));
    before.when(mark({ markedAt: at(5) }), BEN, 8).refused({ type: "entry-changed", how: "struck", entry: 1 });
    before.when(mark({ markedAt: null }), BEN, 8).refused({ type: "entry-changed", how: "struck", entry: 1 });
    before
      .when(mark({ markedAt: at(7) }), BEN, 8)
      .then({ ...MARKED, kind: "hypothesis", mark: ":bulb:", markedAt: at(7) });
  });
  test("whose mark was taken away makes a new entry with any mark", () => {
    const taken = event(6, { type: "EntryStruck", entry: 1, reason: null });
    for (const markedAt of [at(5), null]) {
      given(declared(), room, marked(), taken)
        .when(mark({ markedAt }), BEN, 8)
        .then({ ...MARKED, kind: "hypothesis", mark: ":bulb:", markedAt });
    }
  });
  test("that history shows as marked changes nothing of an entry", () => {
    given(declared(), marked())
      .when(mark({ markedAt: null }), BEN)
      .refused({ type: "already-marked" });
    given(declared())
      .when(mark({ markedAt: null }), BEN, 4)
      .then({ ...MARKED, kind: "hypothesis", mark: ":bulb:", markedAt: null });
  });
  test("is nothing that a guest can do; whoever is not known yet can", () => {
    given(declared()).when(mark(), person("UX", "guest")).refused({ type: "not-allowed" });
    given(declared()).when(mark(), person("UX", "external")).refused({ type: "not-allowed" });
    expect(given(declared()).when(mark(), person("UX", "unknown"), 4)).not.toHaveProperty("ok");
  });
});

describe("taking a mark away", () => {
  const unmarked = { type: "MomentUnmarked" as const, entry: 1, mark: ":round_pushpin:" as const };
  const strike = { type: "EntryStruck" as const, entry: 1, reason: null };
  test("within two minutes strikes the entry, and shows that on the message", () => {
    const { enqueues } = given(declared(), room, marked()).when(unmark(5), ANA, 5).then(unmarked, strike);
    expect(enqueues).toEqual([`show-mark:${MARKED.ts}`]);
  });
  test("later it stays", () => {
    given(declared(), marked()).when(unmark(5.01), ANA, 6).then(unmarked);
  });
  test("it stays while it is marked in another way, or was corrected", () => {
    const pinned = event(
      4,
      { type: "MomentMarkedAgain", entry: 1, kind: null, mark: "pin", markedAt: at(4) },
      "slack:UBEN",
    );
    given(declared(), marked(), pinned).when(unmark(4.5), ANA, 5).then(unmarked);
    given(declared(), marked(), pinned, event(4.5, unmarked))
      .when(unmark(5, "pin"), BEN, 5)
      .then({ ...unmarked, mark: "pin" }, strike);
    const corrected = {
      type: "EntryCorrected" as const,
      entry: 1,
      text: "x",
      kind: null,
      happenedAt: null,
      reason: null,
    };
    given(declared(), marked(), event(4, corrected)).when(unmark(4.5), ANA, 5).then(unmarked);
  });
  test("by somebody who had not marked it is nothing", () => {
    given(declared(), marked()).when(unmark(4), BEN).refused({ type: "no-longer-wanted" });
    given(declared()).when(unmark(4), ANA).refused({ type: "no-longer-wanted" });
  });
});

describe("changing an entry", () => {
  const corrected = {
    type: "EntryCorrected" as const,
    entry: 1,
    text: null,
    kind: null,
    happenedAt: null,
    reason: null,
  };
  test("corrects its text, its kind, its time, with a reason", () => {
    const before = given(declared(), note(1, "pool is ful"));
    before.when(correct({ text: " pool is full " }), BEN).then({ ...corrected, text: "pool is full" });
    before
      .when(correct({ kind: "impact", reason: "it hurt" }), BEN)
      .then({ ...corrected, kind: "impact", reason: "it hurt" });
    before.when(correct({ at: at(-5) }), BEN).then({ ...corrected, happenedAt: at(-5) });
    before.when(correct({ at: at(1), kind: "impact" }), BEN).then({ ...corrected, kind: "impact" });
  });
  test("what is wrong with a correction is said", () => {
    const before = given(declared(), note(1, "x"));
    before.when(correct({}), BEN).refused({ type: "entry-unchanged" });
    before.when(correct({ kind: "observation", at: at(1) }), BEN).refused({ type: "entry-unchanged" });
    before.when(correct({ text: " " }), BEN).refused({ type: "text-empty" });
    before.when(correct({ at: at(9) }), BEN, 5).refused({ type: "time-in-future" });
    before.when(correct({ entry: 2, text: "y" }), BEN).refused({ type: "unknown-entry", asked: 2, last: 1 });
    before.when(correct({ text: "y" }), person("UX", "unknown")).refused({ type: "not-allowed" });
  });
  test("of two at once, the second is told what the first did", () => {
    const first = given(declared(), note(1, "x"), event(2, { ...corrected, text: "y" }, "slack:UCLEO"));
    const told = { type: "entry-changed" as const, entry: 1, how: "corrected" as const, by: "UCLEO", at: at(2) };
    first.when(correct({ text: "z" }), BEN, 3).refused(told);
    first.when({ type: "StrikeEntry", entry: 1, seen: 0, reason: "no" }, BEN, 3).refused(told);
    first.when(correct({ text: "z", seen: 3 }), BEN, 3).then({ ...corrected, text: "z" });
    first.when(correct({ text: "z" }), person("UCLEO"), 3).then({ ...corrected, text: "z" });
  });
  test("a struck entry stays as it is, whatever somebody saw", () => {
    const before = given(declared(), note(1, "x"), struck(2));
    const told = { type: "entry-changed" as const, how: "struck" as const, by: "UANA", at: at(2) };
    before.when(correct({ text: "y", seen: 3 }), BEN).refused(told);
    before.when({ type: "StrikeEntry", entry: 1, seen: 3, reason: "no" }, BEN).refused(told);
    before.when({ type: "NoteOutcome", entry: 1, seen: 3, outcome: "y" }, BEN).refused(told);
  });
  test("an outcome comes of a decision, not of an observation", () => {
    const before = given(declared(), note(1, "x"), note(1, "roll back?", "decision"), resolved(2));
    before.when({ type: "NoteOutcome", entry: 1, seen: 0, outcome: "y" }, BEN).refused({ type: "no-outcome-of-kind" });
    before.when({ type: "NoteOutcome", entry: 2, seen: 0, outcome: "" }, BEN).refused({ type: "text-empty" });
    before
      .when({ type: "NoteOutcome", entry: 2, seen: 0, outcome: "we did" }, BEN)
      .then({ type: "OutcomeNoted", entry: 2, outcome: "we did" });
  });
});

test("a decision written as a question is pending until its outcome is noted or it is struck", () => {
  const long = `${"why ".repeat(100)}not fail over to EU? `;
  const pending = (...more: Parameters<typeof given>) =>
    given(declared(), ...more).state.entries.filter(isPending).length;
  expect(pending(note(1, "fail over to EU?", "decision"))).toBe(1);
  expect(pending(note(1, long, "decision"))).toBe(1);
  expect(pending(note(1, "fail over to EU", "decision"), note(2, "is it down?"))).toBe(0);
  expect(pending(note(1, "fail over?", "decision"), event(2, { type: "OutcomeNoted", entry: 1, outcome: "yes" }))).toBe(
    0,
  );
  expect(pending(note(1, "fail over?", "decision"), struck(2))).toBe(0);
});
