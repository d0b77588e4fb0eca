import { expect, test } from "vitest";
import { kindNamed, typedNote } from "../../../../src/in/slack/timeline/note-words.ts";

const NOW = Date.UTC(2026, 10, 2, 15, 0);
const AT = Date.UTC(2026, 10, 2, 14, 5);
const AGO = NOW - 600_000;

// Each row: what is typed, and what is understood.
test.each([
  ["the pool is full", { text: "the pool is full" }],
  ["decision: we roll back", { text: "we roll back", kind: "decision" }],
  ["Decided : we roll back", { text: "we roll back", kind: "decision" }],
  ["10 minutes ago hypothesis: the pool is full", { text: "the pool is full", kind: "hypothesis", at: AGO }],
  ["at 14:05 decision: roll back", { text: "roll back", kind: "decision", at: AT, zone: "UTC" }],
  ["decision: at 14:05 roll back", { text: "roll back", kind: "decision", at: AT, zone: "UTC" }],
  ["14:05 the pool: it is full", { text: "the pool: it is full", at: AT, zone: "UTC" }],
  ["summary: impact: none", { text: "summary: impact: none" }],
  ["comms:told support", { text: "told support", kind: "communication" }],
  ["decision:", { text: "", kind: "decision" }],
  ["https://example.com/decision: no", { text: "https://example.com/decision: no" }],
])("%s", (typed, note) => {
  expect(typedNote(typed, NOW, "UTC")).toEqual(note);
});

test("a kind is known in any case and number, and by what people say for short", () => {
  expect(["Impact", "decisions", "hypotheses", "obs", "gossip"].map(kindNamed)).toEqual([
    "impact",
    "decision",
    "hypothesis",
    "observation",
    undefined,
  ]);
});
