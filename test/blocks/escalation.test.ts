import { expect, test } from "vitest";
import { escalationTold } from "../../src/blocks/escalation/escalation.ts";
import { en } from "../../src/blocks/words/en.ts";

const page = { type: "PageEnded" as const, key: "on-call", how: "not-connected" as const, actor: "warroom", at: 0 };
const rung = {
  type: "RungReached" as const,
  rung: "lead",
  name: "Team lead",
  to: ["team-lead"],
  called: [],
  why: { on: "found" as const },
  actor: "warroom",
  at: 0,
};
const told = (what: object): string => escalationTold(what as never, en);

test("the timeline says that nobody is bound, and where people are; a pager that is missing is another matter", () => {
  expect(told({ ...page, to: [] })).toBe("Nobody was paged: nobody is bound to on-call in people.yml");
  expect(told({ ...page, to: ["UANA"] })).toContain("no pager is connected: <@UANA> told in Slack");
  expect(told({ ...rung, unbound: ["team-lead"] })).toContain("(nobody is bound to team-lead in people.yml)");
});

test("of a private incident it says that, whoever is bound", () => {
  expect(told({ ...page, to: [], private: true })).toBe("Nobody was paged for on-call: the incident is private");
  expect(told({ ...rung, unbound: ["team-lead"], private: true })).toContain("(nobody called)");
});
