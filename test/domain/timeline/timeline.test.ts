// What the timeline makes of the events: order of happening, corrections, strikes, outcomes.
import { expect, test } from "vitest";
import type { DomainEvent, EventBody } from "../../../src/domain/event.ts";
import { timelineOf } from "../../../src/domain/timeline/timeline.ts";
import { at, declared, event, resolved, room } from "../given.ts";

const note = (minute: number, text: string, more: Partial<Extract<EventBody, { type: "NoteAdded" }>> = {}) =>
  event(minute, { type: "NoteAdded", text, happenedAt: at(minute), ...more });
const correct = (minute: number, entry: number, more: Partial<Extract<EventBody, { type: "EntryCorrected" }>>) =>
  event(
    minute,
    { type: "EntryCorrected", entry, text: null, kind: null, happenedAt: null, reason: null, ...more },
    "slack:UBEN",
  );
const entries = (...events: DomainEvent[]) =>
  timelineOf(numbered(declared(), ...events)).filter((item) => item.type === "entry");
const numbered = (...events: DomainEvent[]) => events.map((one, index) => ({ ...one, seq: index + 1 }));

test("everything stands in the order in which it happened, with the number of its event", () => {
  const nudge = { step: "due" as const, cycle: at(0), dueAt: at(20), to: ["UANA"], text: "!", ts: "1.1" };
  const items = timelineOf(
    numbered(
      declared(),
      room,
      note(5, "the pool was full", { happenedAt: at(-10) }),
      event(20, { type: "NudgeSent", ...nudge }, "warroom"),
      resolved(30),
    ),
  );
  expect(items.map(({ type, seq, by }) => [type, seq, by])).toEqual([
    ["entry", 3, "UANA"],
    ["milestone", 1, "UANA"],
    ["reminder", 4, null],
    ["milestone", 5, "UANA"],
  ]);
});

test("a note of before kinds were kept is an observation", () => {
  expect(entries(note(1, "seen"))).toMatchObject([{ number: 1, kind: "observation", original: null, marked: null }]);
});

test("a marked message is its author's, at the time it was written", () => {
  const mark = { mark: ":bulb:" as const, markedAt: at(3), author: "UCLEO", ts: "17.5", threadTs: "17.1" };
  const marked = event(3, { type: "MomentMarked", kind: "hypothesis", text: "the pool", happenedAt: at(2), ...mark });
  expect(entries(marked)).toMatchObject([
    { by: "UCLEO", at: at(2), ts: "17.5", threadTs: "17.1", marked: { by: "UANA", at: at(3), mark: ":bulb:" } },
  ]);
});

test("corrections change what stands, and the first words, who and why stay beside it", () => {
  const [entry] = entries(
    note(1, "pool is ful"),
    correct(2, 1, { text: "pool is full", reason: "typo" }),
    correct(3, 1, { happenedAt: at(-5), kind: "impact" }),
  );
  expect(entry).toMatchObject({
    text: "pool is full",
    kind: "impact",
    at: at(-5),
    original: { text: "pool is ful", kind: "observation", at: at(1) },
    corrected: { by: "UBEN", at: at(3), reason: null },
  });
});

test("a struck entry stays, with who and why; an outcome stands beside its entry", () => {
  const items = entries(
    note(1, "roll back?", { kind: "decision" }),
    note(2, "wrong room"),
    event(3, { type: "EntryStruck", entry: 2, reason: "not ours" }),
    event(4, { type: "OutcomeNoted", entry: 1, outcome: "we do" }),
  );
  expect(items).toMatchObject([
    { number: 1, struck: null, outcome: { by: "UANA", text: "we do" } },
    { number: 2, outcome: null, struck: { by: "UANA", at: at(3), reason: "not ours" } },
  ]);
});

test("another mark changes the kind of the one entry", () => {
  const mark = { mark: "pin" as const, markedAt: at(3), author: "UCLEO", ts: "17.5", threadTs: null };
  const marked = event(3, { type: "MomentMarked", kind: "observation", text: "x", happenedAt: at(2), ...mark });
  const again = { type: "MomentMarkedAgain" as const, entry: 1, mark: ":bulb:" as const, markedAt: at(4) };
  expect(entries(marked, event(4, { ...again, kind: "hypothesis" }))).toMatchObject([
    { number: 1, kind: "hypothesis", original: { kind: "observation" } },
  ]);
});
