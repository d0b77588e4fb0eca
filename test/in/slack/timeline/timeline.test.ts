import { expect, test } from "vitest";
import { filterIn } from "../../../../src/in/slack/timeline/timeline.ts";

const NOW = Date.UTC(2026, 10, 2, 15, 0);
const HOUR = 3_600_000;

// Each row: what is typed, and what is asked for, besides nothing.
test.each([
  ["", {}],
  ["decisions", { kinds: ["decision"] }],
  ["decision Actions", { kinds: ["decision", "action"] }],
  ["@ana all", { by: "UANA", all: true }],
  ["since 1h", { from: NOW - HOUR }],
  ["since 1h 30m all", { from: NOW - 1.5 * HOUR, all: true }],
  ["after 14:05 decisions", { from: NOW - 55 * 60_000, kinds: ["decision"] }],
  ["all since 10 minutes ago", { from: NOW - 600_000, all: true }],
  ["from yesterday 9:00 @ana impact", { from: NOW - 30 * HOUR, kinds: ["impact"], by: "UANA" }],
])("%s", (typed, asked) => {
  const by = typed.includes("@ana") ? "UANA" : null;
  const filter = { kinds: [], by: null, from: null, all: false, ...asked };
  expect(filterIn(typed, by, NOW, "UTC")).toEqual({ ok: true, value: filter });
});

test.each([
  ["gossip", "gossip"],
  ["since", "since"],
  ["decisions since lunch all", "since lunch"],
])("%s cannot be read", (typed, word) => {
  expect(filterIn(typed, null, NOW, "UTC")).toEqual({ ok: false, error: word });
});
