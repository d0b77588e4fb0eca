// A day and a half of work: 500 entries, 10,000 messages, 40 tasks, 80 updates. What people see stays readable, and within
// Slack's limits.
import { describe, expect, test } from "vitest";
import { announcement } from "../../src/blocks/announcement.ts";
import { statusCard } from "../../src/blocks/card.ts";
import { impactHistory, timesOverview } from "../../src/blocks/facts/fact-overview.ts";
import { incidentList } from "../../src/blocks/incident-list.ts";
import { itemList, taskList } from "../../src/blocks/work/work-lists.ts";
import { incidentMenu } from "../../src/blocks/menu.ts";
import type { Post } from "../../src/blocks/mrkdwn.ts";
import { postmortemDraft } from "../../src/blocks/postmortem/draft.ts";
import { postmortemCanvas } from "../../src/blocks/postmortem/canvas.ts";
import { en } from "../../src/blocks/words/en.ts";
import { ENTRY_KINDS } from "../../src/domain/timeline/entries.ts";
import type { EventBody } from "../../src/domain/event.ts";
import { fold } from "../../src/domain/incident.ts";
import type { RoomMessage } from "../../src/domain/postmortem/everything.ts";
import { postmortemFacts } from "../../src/domain/postmortem/facts.ts";
import { expectFits } from "../blocks/payload.ts";
import { citationsOf } from "../support/citations.ts";
import { testRunbook } from "../support/runbook.ts";

const { runbook } = testRunbook();
const START = Date.UTC(2026, 10, 2, 9, 0);
const minute = (count: number) => START + count * 60_000;
const LONG = `The replica in the second region lags behind by ${"many ".repeat(20)}minutes`;
const USERS = Array.from({ length: 12 }, (_, index) => `UPERSON${index}`);
const user = (index: number) => USERS[index % USERS.length]!;

const at = (minutes: number, body: EventBody, by: string) => ({ ...body, at: minute(minutes), actor: `slack:${by}` });
const events = [
  at(
    0,
    {
      type: "IncidentDeclared",
      team: "T1",
      number: 7,
      name: "INC-7",
      title: "Checkout is down",
      severity: "SEV1",
      status: runbook.statuses[0]!,
      startedAt: START,
      runbook: "hash",
    },
    USERS[0]!,
  ),
  at(0, { type: "RoomOpened", channel: "C1", name: "inc-7-checkout-is-down" }, USERS[0]!),
  ...runbook.roles.map(({ key }, index) =>
    at(1, { type: "RoleAssigned", role: key, user: user(index), previous: null }, user(index)),
  ),
  ...Array.from({ length: 500 }, (_, index) =>
    at(
      2 + index * 4,
      {
        type: "NoteAdded",
        text: `${index}: ${LONG}`,
        happenedAt: minute(2 + index * 4),
        kind: ENTRY_KINDS[index % 6]!,
      },
      user(index),
    ),
  ),
  ...Array.from({ length: 40 }, (_, index) =>
    at(2_010 + index, { type: "TaskGiven", text: LONG, to: user(index), dueAt: minute(2_020 + index) }, USERS[0]!),
  ),
  ...Array.from({ length: 80 }, (_, index) =>
    at(
      2_060 + index,
      { type: "UpdatePosted", text: `${index}: ${LONG}`, status: runbook.statuses[1]!, nextDueAt: null },
      USERS[1]!,
    ),
  ),
  ...Array.from({ length: 30 }, (_, index) =>
    at(
      2_150 + index,
      { type: "ActionItemAdded", text: LONG, owner: user(index), due: null, priority: "normal" },
      USERS[0]!,
    ),
  ),
].map((event, index) => ({ ...event, seq: index + 1 }));
const messages: RoomMessage[] = Array.from({ length: 10_000 }, (_, index) => ({
  ts: `${START / 1000 + index * 13}.000100`,
  author: user(index),
  text: `${index}: ${LONG}`,
  files: [],
  threadTs: null,
  edited: false,
  deletedAt: null,
}));

const running = fold("I7", events);
const over = [...events, { ...at(2_300, { type: "Resolved", summary: LONG }, USERS[0]!), seq: events.length + 1 }];
const input = {
  incident: fold("I7", over),
  runbook,
  facts: postmortemFacts(fold("I7", over), runbook, over, messages, [], minute(2_310)),
  names: new Map(USERS.map((one, index) => [one, `Person ${index}`])),
  roomUrl: "https://acme.slack.com/archives/C1",
  notCompared: null,
  madeAt: minute(2_310),
  words: en,
};

const POSTS: Record<string, () => Post> = {
  card: () => statusCard(running, runbook, en),
  announcement: () => announcement(running, runbook, en),
  menu: () => incidentMenu(running, runbook, en),
  list: () => incidentList([{ incident: running, runbook }], USERS[0]!, minute(2_200), en),
  "task list": () => taskList(running, { user: USERS[0]!, page: 0, now: minute(2_200) }, en),
  "list of action items": () => itemList(running, { page: 0, now: minute(2_200) }, en),
  "impact history": () => impactHistory(running, events, en),
  times: () => timesOverview(running, en),
};

describe("of a long incident", () => {
  test.each(Object.entries(POSTS))("the %s fits, and is read in half a minute", (_name, make) => {
    const post = make();
    expectFits(post);
    expect(
      JSON.stringify(post.blocks).replace(/"(type|action_id|value|block_id)":"(?:[^"\\]|\\.)*"/g, "").length,
    ).toBeLessThan(6_000);
  });

  test("the draft has its sources, chooses what matters, and folds what was only said", () => {
    const markdown = postmortemDraft(input);
    expect(citationsOf(markdown)).toMatchObject({ broken: [], uncited: [] });
    const [above = "", below = ""] = markdown.split("\n## Everything in order\n");
    expect(above.split("\n## Timeline\n")[1]!.split("\n## ")[0]!.match(/^- /gm)!.length).toBeLessThanOrEqual(90);
    expect(below).toMatch(/– .*: \d+ messages by \d+ people|\d+ messages by 12 people/);
    // Slack shows text files of up to 1 MB.
    expect(markdown.length).toBeLessThan(1_000_000);
  });

  test("the canvas keeps to what a table holds", () => {
    const { parts } = postmortemCanvas(input);
    for (const { markdown } of parts) expect(markdown.split("\n").length).toBeLessThanOrEqual(90);
  });
});
