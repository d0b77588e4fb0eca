import { describe, expect, test } from "vitest";
import { readPeople, unboundKeys, unusedKeys } from "../../src/runbook/people.ts";
import { problemText } from "../../src/runbook/problem.ts";
import { runbookOf, smallest } from "./reading.ts";

const peopleOf = (text: string) => {
  const read = readPeople(text, "people.yml");
  return read.ok ? read.value : read.error.map(problemText);
};

describe("people.yml", () => {
  test("a key stands for one person, several, each once, or nobody yet", () => {
    expect(peopleOf("on-call: [U012AB3CD, W045EF6GH, U012AB3CD]\ndirectors: U078IJ9KL\nlegal:\n")).toEqual({
      "on-call": ["U012AB3CD", "W045EF6GH"],
      directors: ["U078IJ9KL"],
      legal: [],
    });
  });

  test("an empty file binds nobody", () => {
    expect(peopleOf("# later\n")).toEqual({});
  });

  test("names and mentions are no ids; every wrong one is shown with its place", () => {
    expect(peopleOf("on-call: [ana, U012AB3CD, 7]\nThe Boss: '<@U078IJ9KL>'\n")).toEqual([
      'people.yml:1:11: "ana" is not a Slack user id. It looks like U012AB3CD: in a person\'s profile, "Copy member ID"',
      'people.yml:1:27: 7 is not a Slack user id. It looks like U012AB3CD: in a person\'s profile, "Copy member ID"',
      'people.yml:2:1: key "The Boss" must be lower-case letters, digits and hyphens',
      'people.yml:2:11: "<@U078IJ9KL>" is not a Slack user id. It looks like U012AB3CD: in a person\'s profile, "Copy member ID"',
    ]);
  });

  test("a list of people without keys is refused", () => {
    expect(peopleOf("- U012AB3CD\n")).toEqual(["people.yml:1:1: the file must be keys with values, found a list"]);
  });
});

describe("people against a runbook", () => {
  const runbook = runbookOf("title: T\nseverities: [{ name: a, title: b, invite: [on-call, directors] }]\n");

  test("the keys that nobody stands behind are named once each", () => {
    expect(unboundKeys(runbook, {})).toEqual(["on-call", "directors"]);
    expect(unboundKeys(runbook, { "on-call": ["U1"], directors: [] })).toEqual(["directors"]);
  });

  test("a role's backup needs people too", () => {
    expect(unboundKeys(runbookOf(smallest()), {})).toEqual(["on-call"]);
  });

  test("a key that the runbook does not name is shown with the one that was meant", () => {
    expect(unusedKeys(runbook, { oncall: ["U1"] })).toEqual([
      'unknown key "oncall". Known: on-call, directors. Did you mean "on-call"?',
    ]);
  });
});
