import { describe, expect, test } from "vitest";
import { problemsOf, smallest } from "./reading.ts";

describe("a mistake is shown with its line and column", () => {
  test("an unknown role names the known ones and the one that was meant", () => {
    expect(problemsOf(smallest("updates_by: scribee\n"))).toEqual([
      'runbooks/x.yml:4:13: unknown role "scribee". Known: commander, communications, scribe, technical-lead. Did you mean "scribe"?',
    ]);
  });

  test("an unknown key is shown at the key and names the nearest known one", () => {
    const file = "title: Test\nseverities:\n  - name: P1\n    title: Bad\n    update_evry: 15m\n";
    expect(problemsOf(file)).toEqual([
      'runbooks/x.yml:5:5: unknown key "update_evry". Known: name, title, examples, acknowledge, response, first_update, resolve, update_every, public_update_every, room, page, invite, escalation. Did you mean "update_every"?',
    ]);
  });

  test("an unknown key inside a target knows the target's keys", () => {
    const file = "title: Test\nseverities:\n  - { name: P1, title: Bad, response: { words: soon, withn: 2h } }\n";
    expect(problemsOf(file)).toEqual([
      'runbooks/x.yml:3:54: unknown key "withn". Known: words, within. Did you mean "within"?',
    ]);
  });

  test("a missing key is shown where its map starts", () => {
    expect(problemsOf("title: Test\nseverities:\n  - name: P1\n    examples: []\n")).toEqual([
      'runbooks/x.yml:3:5: "title" is missing',
    ]);
  });

  test("every problem of shape and rules comes at once, in the order of the file", () => {
    const file = `title: 5
severities:
  - { name: P1, title: Bad, update_every: 0m }
  - { name: p1, title: Bad, response: soon }
  - hello
announce: #incidents
room: "Room {slug}"
roles: [{ key: lead }]
updates_by: led
`;
    expect(problemsOf(file)).toEqual([
      'runbooks/x.yml:1:8: title must be text, found 5: put it in quotes, "5"',
      "runbooks/x.yml:3:43: update_every must be at least 1m and at most 366d",
      'runbooks/x.yml:4:13: severity "p1" is listed twice',
      'runbooks/x.yml:4:39: response is no length of time: write "15m", "2h", "3d", "2 weeks", "1 month", "4 business hours", "2 business days", "next business day" or "same day"',
      'runbooks/x.yml:5:5: one of severities must be keys with values, found text ("hello")',
      'runbooks/x.yml:6:11: announce must be text, found nothing (a "#" after a space starts a comment)',
      "runbooks/x.yml:7:7: room must contain {number} or {id}, or two incidents share it",
      'runbooks/x.yml:7:7: room may hold lower-case letters, digits, "-" and "_" only, as Slack\'s channel names do',
      'runbooks/x.yml:8:1: no role is mandatory: give "mandatory: true" to the one that leads',
      'runbooks/x.yml:9:13: unknown role "led". Known: lead. Did you mean "lead"?',
    ]);
  });

  test("every syntax error comes at once, and hides what cannot be judged", () => {
    const problems = problemsOf("title: [1\nstatus: 'x");
    expect(problems).toHaveLength(2);
    expect(problems.join("\n")).toMatch(/^runbooks\/x\.yml:2:1: .*\nrunbooks\/x\.yml:2:11: missing closing/);
  });
});

// Each row: what is wrong, the lines after a good title and severity, the place and the sentence.
test.each([
  ["two statuses of one name", "statuses: [Open, open]", '4:18: status "open" is listed twice'],
  ["no status at all", "statuses: []", "4:11: statuses must list at least one"],
  [
    "a mitigated status that is none",
    "statuses: [Fixing, Watching]\nmitigated_at: Watchin",
    '5:15: unknown status "Watchin". Known: Fixing, Watching. Did you mean "Watching"?',
  ],
  ["a question asked twice", "triage: [{ question: A? }, { question: a? }]", '4:40: question "a?" is listed twice'],
  ["two roles of one key", "roles: [{ key: a, mandatory: true }, { key: a }]", '4:45: role "a" is listed twice'],
  [
    "two sections of one title",
    "postmortem: { sections: [{ title: A }, { title: A }] }",
    '4:49: section "A" is listed twice',
  ],
  [
    "an id that every incident shares",
    "id: INC",
    "4:5: id must contain {number} or {timestamp}, or two incidents share it",
  ],
  [
    "a placeholder nobody fills",
    'id: "{number}-{slug}"',
    '4:5: unknown placeholder "{slug}". Known: {number}, {number:3}, {year}, {timestamp}.',
  ],
  [
    "a link that is no web address",
    'links: [{ title: A, url: "javascript:x" }]',
    "4:26: url must be a web address that starts with http:// or https://",
  ],
  [
    "a title of two lines",
    'links: [{ title: "a\\nb", url: "https://a.b" }]',
    "4:18: title must be one line of text, not empty, without spaces around it",
  ],
  [
    "a key moment of a kind that there is not",
    "key_moments: { bulb: idea }",
    '4:22: bulb: unknown word "idea". Known: observation, hypothesis, decision, action, impact, communication.',
  ],
  [
    "an emoji written with colons",
    'key_moments: { ":bulb:": hypothesis }',
    '4:16: :bulb: must be an emoji\'s name without colons: "bulb"',
  ],
  ["a key written twice", "title: Again", "4:1: map keys must be unique"],
  ["a list as a key", "? [a]\n: b", "4:3: a key must be one word"],
  ["a second document", "---\ntitle: B", '4:1: only one document is read: remove the "---" and what follows'],
  [
    "a key that means something to JavaScript",
    "__proto__: { a: 1 }",
    '4:1: unknown key "__proto__". Known: all those in docs/runbook.md.',
  ],
])("%s is refused", (_, lines, problem) => {
  expect(problemsOf(smallest(`${lines}\n`))).toEqual([`runbooks/x.yml:${problem}`]);
});

test.each([
  ["an anchor", "title: &a x\nseverities: [{ name: a, title: b }]\n"],
  ["a tag", "title: !!str x\nseverities: [{ name: a, title: b }]\n"],
])("%s is refused: a few of them can unfold into gigabytes", (_, file) => {
  const message = "anchors, aliases and tags are not read: write the value out";
  expect(problemsOf(file)).toEqual([expect.stringMatching(new RegExp(`^runbooks/x.yml:1:\\d+: ${message}$`))]);
});

test("an alias of nothing is refused too, and a directive that YAML does not know", () => {
  expect(problemsOf("title: *a\nseverities: [{ name: a, title: b }]\n")).toEqual([
    "runbooks/x.yml:1:8: anchors, aliases and tags are not read: write the value out",
  ]);
  expect(problemsOf(`%WARROOM 2\n---\n${smallest()}`)).toEqual([expect.stringMatching(/^runbooks\/x\.yml:1:1: /)]);
});

test("an empty list is asked for as a list, and an item is told apart from its list", () => {
  expect(problemsOf("title: T\nseverities:\n")).toEqual([
    "runbooks/x.yml:2:12: severities must be a list, found nothing",
  ]);
  expect(problemsOf(smallest("statuses: [Open, 7]\n"))).toEqual([
    'runbooks/x.yml:4:18: one of statuses must be text, found 7: put it in quotes, "7"',
  ]);
});

test("an alias bomb is refused without being unfolded", () => {
  const levels = Array.from({ length: 30 }, (_, depth) => `l${depth + 1}: &l${depth + 1} [*l${depth}, *l${depth}]`);
  const problems = problemsOf(`l0: &l0 [x]\n${levels.join("\n")}\n`);
  expect(problems.length).toBeGreaterThan(30);
});

test("an empty file says where an example is", () => {
  expect(problemsOf("# nothing yet\n")).toEqual([
    "runbooks/x.yml: is empty. docs/runbook.md has an example to start from",
  ]);
});

test("a response of no words and no number is refused", () => {
  expect(problemsOf("title: T\nseverities: [{ name: a, title: b, response: {} }]\n")).toEqual([
    "runbooks/x.yml:2:45: response needs words, within, or both",
  ]);
});
