import { expect, test } from "vitest";
import { differences } from "../../src/runbook/diff.ts";
import { type LoadedRunbook, readRunbook } from "../../src/runbook/load.ts";
import { problemText } from "../../src/runbook/problem.ts";

function loaded(text: string): LoadedRunbook {
  const read = readRunbook(text, "x.yml");
  if (!read.ok) throw new Error(read.error.map(problemText).join("\n"));
  return read.value;
}

const BEFORE = `title: Test
severities:
  - { name: P1, title: Bad, response: 15m, update_every: 15m }
  - { name: P2, title: Less bad }
statuses: [Looking, Fixing]
escalation:
  - { name: Manager, after: 30m }
  - { name: CTO, after: 1h }
`;

const diff = (change: (text: string) => string) => differences(loaded(BEFORE), loaded(change(BEFORE)));

test("the same said in other lines is no difference", () => {
  expect(
    diff((text) => `# a comment\n${text.replace("15m, update_every: 15m", "900s, update_every: 15 min")}`),
  ).toEqual([]);
});

test("a target that changed is said with both", () => {
  expect(diff((text) => text.replace("response: 15m", "response: 10m"))).toEqual([
    ["P1", "responded to: was within 15 min, is within 10 min"],
  ]);
});

test("what is stated now and was not is said as that", () => {
  expect(diff((text) => text.replace("title: Less bad", "title: Less bad, resolve: 4h"))).toEqual([
    ["P2", "over: was not stated, is within 4 h"],
  ]);
});

test("a rung that moved, one that is gone and one that is new", () => {
  const change = (text: string) =>
    text.replace("after: 30m", "after: 20m").replace("{ name: CTO, after: 1h }", "{ name: CEO, when: [raised] }");
  expect(diff(change)).toEqual([
    [
      "Escalation",
      "Manager: was after 30 min unless resolved, is after 20 min unless resolved",
      "gone: CTO: after 1 h unless resolved",
      "new: CEO: the severity was raised",
    ],
  ]);
});

test("a level that is new says all of it, one that is gone only that", () => {
  const found = diff((text) => text.replace("  - { name: P2, title: Less bad }\n", "  - { name: P3, title: Low }\n"));
  expect(found.map(([heading, first]) => [heading, first])).toEqual([
    ["P2", "is gone"],
    ["P3", "is new"],
  ]);
});

test("another order matters where there is one", () => {
  const swapped = (text: string) =>
    text.replace(
      "  - { name: Manager, after: 30m }\n  - { name: CTO, after: 1h }\n",
      "  - { name: CTO, after: 1h }\n  - { name: Manager, after: 30m }\n",
    );
  expect(diff(swapped)).toEqual([
    ["Escalation", "in another order: CTO: after 1 h unless resolved; Manager: after 30 min unless resolved"],
  ]);
});
