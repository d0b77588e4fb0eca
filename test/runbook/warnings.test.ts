import { expect, test } from "vitest";
import type { People } from "../../src/domain/runbook.ts";
import { readRunbook } from "../../src/runbook/load.ts";
import { problemText } from "../../src/runbook/problem.ts";

function warningsOf(text: string, people: People | null = null): string[] {
  const read = readRunbook(`title: Test\n${text}`, "x.yml");
  if (!read.ok) throw new Error(read.error.map(problemText).join("\n"));
  return read.value.warnings(people).map((one) => problemText(one).replace("x.yml:", ""));
}

const P1 = "severities:\n  - { name: P1, title: Bad, resolve: 1h }\n";

test.each([
  [
    "a rung after the resolution target",
    `${P1}escalation:\n  - { name: CEO, after: 2h }\n`,
    ['5:25: P1: the rung "CEO" goes off after 2 h, but it is to be over within 1 h'],
  ],
  [
    "a cadence longer than the resolution target",
    "severities:\n  - { name: P1, title: Bad, resolve: 1h, update_every: 90m }\n",
    ["3:56: P1: an update is due only every 1 h 30 min, but it is to be over within 1 h"],
  ],
  [
    "a milder level that promises more",
    "severities:\n  - { name: P1, title: Bad, response: 1h }\n  - { name: P2, title: Less, response: 5m }\n",
    ["4:40: P2: 5 min is less than the 1 h of P1, which is worse"],
  ],
  [
    "a rung that no time can set off",
    "severities:\n  - { name: P1, title: Bad, escalation: [] }\nescalation:\n  - { name: CEO, after: 2h }\n",
    [
      '5:5: no time sets the rung "CEO" off: each severity it could hold for has rungs of its own. It is climbed by hand alone',
    ],
  ],
  [
    "a template with an unknown value",
    `${P1}templates:\n  first: { text: "{{ impact.usres }}" }\nduties:\n  - { tell: Team, by: mail, template: first }\n`,
    [expect.stringMatching(/^5:18: unknown value "impact\.usres"\. .* Did you mean "impact\.users"\?$/)],
  ],
  [
    "what nothing uses",
    `${P1}templates:\n  first: { text: Hello }\nchecks:\n  errors: { title: Errors }\n`,
    ['5:3: nothing uses "first"', '7:3: nothing uses "errors"'],
  ],
  [
    "a placeholder left unfilled",
    `${P1}contacts:\n  - { name: CEO, phone: "[contact info]" }\nlinks:\n  - { title: AFFECTED, url: "https://example.com/[SERVICE_NAME]" }\n`,
    [
      '5:25: "[contact info]" looks like something to be filled in',
      '7:29: "[SERVICE_NAME]" looks like something to be filled in',
    ],
  ],
])("%s is warned of", (_, text, warnings) => {
  expect(warningsOf(text)).toEqual(warnings);
});

test("a role that nobody can be asked to take, once people are bound", () => {
  const text = `${P1}roles:\n  - { key: lead, mandatory: true, backup: [on-call] }\n`;
  expect(warningsOf(text)).toEqual([]);
  expect(warningsOf(text, { "on-call": ["UONE"] })).toEqual([]);
  expect(warningsOf(text, {})).toEqual(["5:5: nobody can be asked to be Lead: people.yml binds none of on-call"]);
});

test("a command holds what is filled in when it is typed, and a product's name in brackets is none", () => {
  const text = `${P1}playbooks:\n  - { symptom: Slow, steps: [{ do: Look, command: "kubectl describe pod [POD_NAME]" }] }\nlinks: [{ title: "[NovaCron] status", url: "https://example.com" }]\n`;
  expect(warningsOf(text)).toEqual([]);
});
