// Tasks and action items made of the worst that anybody can type, and as many as a long incident has.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemMessage, itemReminder, unownedNotice } from "../../src/blocks/work/action-items.ts";
import { statusCard } from "../../src/blocks/card.ts";
import { line, type Post } from "../../src/blocks/mrkdwn.ts";
import { problemWords } from "../../src/blocks/problem.ts";
import { taskAsk, taskFree, taskMessage, tasksLeft, taskWaits } from "../../src/blocks/work/tasks.ts";
import { fromMessageForm } from "../../src/blocks/work/work-forms.ts";
import { itemList, taskList } from "../../src/blocks/work/work-lists.ts";
import { en } from "../../src/blocks/words/en.ts";
import type { DomainEvent } from "../../src/domain/event.ts";
import { fold, type Incident } from "../../src/domain/incident.ts";
import { WORK_CHARS_MAX } from "../../src/domain/work/work.ts";
import { at, declared, event, resolved, room, RUNBOOK } from "../domain/given.ts";
import { expectFits, expectModalFits, expectNoStrangeToken, expectVerbatim } from "./payload.ts";

const OWN = ["UANA", "UBEN", "C7"];
const HOW_MANY = 40;

/** 40 tasks and 40 action items at every stage, all with this text. */
function incidentOf(typed: string): Incident {
  const text = typed.slice(0, WORK_CHARS_MAX) || "x";
  const made = Array.from({ length: HOW_MANY }, (_, index): DomainEvent[] => {
    const number = index + 1;
    const due = { day: "2026-11-03", zone: "UTC" };
    return [
      event(1, { type: "TaskGiven", text, to: "UBEN", dueAt: at(10) }),
      event(1, { type: "ActionItemAdded", text, owner: index % 3 === 0 ? null : "UBEN", due, priority: "high" }),
      ...(index % 4 === 1 ? [event(2, { type: "TaskAccepted", task: number }, "slack:UBEN")] : []),
      ...(index % 4 === 2 ? [event(2, { type: "TaskDeclined", task: number, reason: text }, "slack:UBEN")] : []),
      ...(index % 9 === 3 ? [event(3, { type: "TaskDone", task: number, outcome: text }, "slack:UBEN")] : []),
      ...(index % 9 === 4 ? [event(3, { type: "ActionItemDropped", item: number, reason: text })] : []),
    ];
  });
  return fold("I7", [declared(), room, ...made.flat()]);
}

function postsOf(typed: string): Post[] {
  const incident = incidentOf(typed);
  const ended = { ...incident, stage: "resolved" as const, ended: { by: "UANA", at: at(30), words: "x" } };
  const ask = { user: "UBEN", now: at(31) };
  return [
    statusCard(incident, RUNBOOK, en),
    statusCard(ended, RUNBOOK, en),
    ...incident.tasks
      .slice(0, 9)
      .flatMap((task) => [
        taskMessage(incident, task, true, en),
        taskMessage(incident, task, false, en),
        taskAsk(incident, { ...task, asked: true }, en),
        taskWaits(incident, task, at(5), en),
        taskFree(incident, task, en),
      ]),
    ...incident.actionItems
      .slice(0, 9)
      .flatMap((item) => [
        itemMessage(incident, item, true, en),
        itemReminder(incident, item, 1, en),
        itemReminder(incident, item, 2, en),
      ]),
    ...[0, 1, 2, 3].flatMap((page) => [
      taskList(incident, { ...ask, page }, en),
      itemList(incident, { page, now: at(31) }, en),
    ]),
    tasksLeft(ended, en),
    unownedNotice(ended, en),
    ...(["unknown", "not-told", "app"] as const).map((why) =>
      line(problemWords({ type: "unknown-person", asked: typed, why }, RUNBOOK, en)),
    ),
    line(problemWords({ type: "day-passed", day: typed }, RUNBOOK, en)),
  ];
}

const view = (typed: string) =>
  fromMessageForm({ text: typed, kind: "action-item" }, { incident: "I7", channel: "C7" }, en);

const hostile = fc
  .array(
    fc.constantFrom(
      "<!channel>",
      "<@UEVIL>",
      "<http://evil|safe>",
      "&lt;!here&gt;",
      "<",
      ">",
      "&",
      "|",
      "\n",
      "😀",
      "`",
      "*",
      "a ",
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(""));

describe("tasks and action items", () => {
  test("are no mention, broadcast or link, whatever anybody types", () => {
    fc.assert(
      fc.property(hostile, (typed) => {
        for (const post of postsOf(typed)) expectNoStrangeToken(post, OWN);
        expectNoStrangeToken(view(typed).blocks, OWN);
      }),
      { numRuns: 30 },
    );
  });
  test.each([
    ["&".repeat(WORK_CHARS_MAX)],
    ["<!channel>".repeat(30)],
    ["😀".repeat(150)],
    ["x".repeat(WORK_CHARS_MAX)],
  ])("fit Slack's limits, forty of each: %s", (typed) => {
    for (const post of postsOf(typed)) {
      expectFits(post);
      expectNoStrangeToken(post, OWN);
      expectVerbatim(post);
    }
    expectModalFits(view(typed) as unknown as Record<string, unknown>);
  });
});

test("lists begin with what is open, name what is one's own and late, and leave nothing out over their pages", () => {
  const incident = { ...incidentOf("check replica lag"), stage: "open" as const };
  const pages = [0, 1, 2, 3].map((page) => taskList(incident, { user: "UBEN", page, now: at(31) }, en));
  const texts = pages.map(({ blocks }) => JSON.stringify(blocks));
  const numbers = texts.flatMap((text) => [...text.matchAll(/\*Task (\d+):\*/g)].map(([, number]) => Number(number)));
  expect(new Set(numbers)).toEqual(new Set(incident.tasks.map(({ number }) => number)));
  const over = incident.tasks.filter(({ stage }) => stage === "done").map(({ number }) => number);
  expect(numbers.slice(-over.length).toSorted((a, b) => a - b)).toEqual(over);
  expect(texts[0]).toContain("*yours* · *overdue by 21 min*");
  expect(texts.map((text) => text.includes("Next page"))).toEqual([true, true, true, false]);
  expect(texts[3]).toContain("31 to 40 of 40");
  const others = taskList(incident, { user: "UANA", page: 0, now: at(31) }, en);
  expect(JSON.stringify(others.blocks)).not.toContain("accept_task");
});

test("the card shows five open tasks and says how many more there are; once it is over, action items alone", () => {
  const incident = incidentOf("check replica lag");
  const card = JSON.stringify(statusCard(incident, RUNBOOK, en));
  expect(card.match(/\*Task \d+:\*/g)).toHaveLength(5);
  expect(card).toContain("*35 tasks open*");
  expect(card).toContain("… and 30 more: `/incident tasks`");
  const ended = JSON.stringify(statusCard(fold("I7", [declared(), room, resolved(1)]), RUNBOOK, en));
  expect(ended).not.toMatch(/tasks? open|action items? open/);
});
