// The app's Home tab, as the message that its blocks would make.
import { waits } from "./handover.ts";
import type { HomeView } from "@slack/types";
import { homeView, refusedHome } from "../../../src/blocks/home.ts";
import type { Post } from "../../../src/blocks/mrkdwn.ts";
import type { Waiting } from "../../../src/domain/waiting.ts";
import type { ActionItem } from "../../../src/domain/work/action-items.ts";
import type { Task, TaskStage } from "../../../src/domain/work/tasks.ts";
import { BEN, FRESH, minute, OTHER, QUESTION, RESOLVED, RUNBOOK, RUNNING, TITLE } from "./data.ts";
import { ON_HOME } from "./readiness.ts";
import type { Area, Sample } from "./sample.ts";

const listed = (incident: typeof FRESH) => ({ incident, runbook: RUNBOOK });

const asPost = ({ blocks }: HomeView): Post => {
  const texts = (blocks as Post["blocks"]).flatMap((block) =>
    block.type === "section" && block.text ? [block.text.text] : [],
  );
  return { text: texts[0] ?? "", blocks: blocks as Post["blocks"] };
};

const task = (stage: TaskStage, dueAt: number | null): Waiting => ({
  type: "task",
  incident: RUNNING,
  at: minute(0),
  task: { number: 3, text: TITLE, stage, dueAt } as Task,
});

const item = (due: ActionItem["due"]): Waiting => ({
  type: "action-item",
  incident: RESOLVED,
  at: minute(0),
  item: { number: 2, text: TITLE, due } as ActionItem,
});

const WAITING: readonly Waiting[] = [
  { type: "update", incident: RUNNING, at: minute(0) },
  {
    type: "question",
    incident: OTHER,
    at: minute(3),
    question: { ...waits(1).questions[0]!, text: QUESTION, at: minute(3) },
  },
  { type: "offer", incident: { ...FRESH, room: null }, at: minute(4), role: "commander" },
  task("given", null),
  task("accepted", null),
  task("accepted", minute(30)),
  task("declined", null),
  item(null),
  item({ day: "2026-12-01", zone: "UTC" }),
];

const samples: Sample[] = [
  {
    name: "nothing open",
    when: "somebody opens it and all is quiet",
    show: (words) => asPost(homeView({ all: [], waiting: [], readiness: null, user: BEN, now: minute(20) }, words)),
  },
  {
    name: "in the middle of it",
    when: "somebody opens it while incidents run",
    show: (words) => {
      const drafted = { ...RESOLVED, draftUrl: "https://example.slack.com/files/U/F/draft.md" };
      const all = [RUNNING, OTHER, drafted, { ...RESOLVED, room: null }].map(listed);
      return asPost(homeView({ all, waiting: WAITING, readiness: null, user: BEN, now: minute(20) }, words));
    },
  },
  {
    name: "more than fits",
    when: "more is open, and more waits, than a tired person takes in",
    show: (words) => {
      const all = Array.from({ length: 45 }, () => listed(OTHER));
      const waiting = Array.from({ length: 25 }, () => WAITING[0]!);
      return asPost(homeView({ all, waiting, readiness: null, user: BEN, now: minute(20) }, words));
    },
  },
  {
    name: "between incidents",
    when: "somebody opens it while exercises are due",
    of: ON_HOME.readiness,
    show: (words) => asPost(homeView({ all: [], waiting: [], ...ON_HOME, user: BEN }, words)),
  },
  {
    name: "for a guest",
    when: "a guest opens it",
    show: (words) => asPost(refusedHome("guest", words)),
  },
];

export const HOME_AREAS: readonly Area[] = [{ title: "The Home tab", chars_max: 8_000, samples }];
