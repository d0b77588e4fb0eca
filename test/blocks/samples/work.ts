// Tasks and action items: what shows them, what people are asked and told of them, their lists, forms and answers.
import { itemMessage, itemReminder, unownedNotice } from "../../../src/blocks/work/action-items.ts";
import type { TaskAsked } from "../../../src/blocks/actions.ts";
import { clockTime, dayWords, escaped, line, person } from "../../../src/blocks/mrkdwn.ts";
import { statusCard } from "../../../src/blocks/card.ts";
import { taskAsk, taskMessage, tasksLeft, taskWaits } from "../../../src/blocks/work/tasks.ts";
import {
  addItemForm,
  dropItemForm,
  fromMessageForm,
  giveTaskForm,
  itemDateForm,
  reassignForm,
  taskTextForm,
} from "../../../src/blocks/work/work-forms.ts";
import { itemList, taskList } from "../../../src/blocks/work/work-lists.ts";
import type { Words } from "../../../src/blocks/words/en.ts";
import type { ActionItem } from "../../../src/domain/work/action-items.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import type { Notice } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import type { Task, TaskStage } from "../../../src/domain/work/tasks.ts";
import {
  ACTION_ITEM,
  CAME_OF_IT,
  CANNOT,
  FROM_MESSAGE,
  NEEDLESS,
  STRANGER,
  TASK,
  TYPED,
  ANA,
  BEN,
  CHLOE,
  FRESH,
  minute,
  RESOLVED,
  ROOM,
  RUNBOOK,
  RUNNING,
} from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const task = (number: number, stage: TaskStage, more: Partial<Task> = {}): Task => ({
  number,
  text: TASK,
  to: BEN,
  by: ANA,
  at: minute(10),
  dueAt: minute(20),
  stage,
  moved: { by: stage === "given" || stage === "dropped" ? ANA : BEN, at: minute(11) },
  asked: false,
  waitTold: false,
  outcome: null,
  from: null,
  posted: [],
  ask: null,
  ...more,
});

const item = (number: number, more: Partial<ActionItem> = {}): ActionItem => ({
  number,
  text: ACTION_ITEM,
  owner: BEN,
  by: ANA,
  at: minute(50),
  due: { day: "2026-11-06", zone: "UTC" },
  dueAt: Date.UTC(2026, 10, 7) - 1,
  priority: "normal",
  stage: "open",
  moved: { by: ANA, at: minute(50) },
  since: minute(50),
  reminders: 0,
  reason: null,
  from: null,
  posted: [],
  ...more,
});

const LINK = {
  ts: "1793610600.000100",
  threadTs: null,
  link: `https://acme.slack.com/archives/${ROOM}/p1793610600000100`,
};
const GIVEN = task(3, "given", { from: LINK });
const DECLINED = task(3, "declined", { outcome: CANNOT });
const TASKS = [
  GIVEN,
  task(4, "accepted", { to: CHLOE }),
  task(5, "declined"),
  task(6, "done", { outcome: CAME_OF_IT }),
  task(7, "dropped"),
];
const MANY = Array.from({ length: 40 }, (_, index) => task(index + 1, index % 3 === 0 ? "done" : "accepted"));
const ITEMS = [
  item(1, { priority: "high" }),
  item(2, { owner: null, due: null, dueAt: null, from: LINK }),
  item(3, { stage: "done", moved: { by: BEN, at: minute(70) } }),
  item(4, { stage: "dropped", moved: { by: ANA, at: minute(71) }, reason: NEEDLESS, priority: "low" }),
];
const MANY_ITEMS = Array.from({ length: 24 }, (_, index) => item(index + 1, { owner: null, priority: "low" }));
const withTasks = (tasks: Task[], incident = RUNNING): Incident => ({ ...incident, tasks });
const withItems = (actionItems: ActionItem[]): Incident => ({ ...RESOLVED, actionItems });

const shownTask = (name: string, when: string, of: Task, current = true): Sample => ({
  name,
  when,
  show: (words) => taskMessage(withTasks([of]), of, current, words),
});
const shownItem = (name: string, when: string, of: ActionItem): Sample => ({
  name,
  when,
  show: (words) => itemMessage(withItems([of]), of, true, words),
});

const messages: Sample[] = [
  shownTask("given", "somebody gives a task", GIVEN),
  shownTask("accepted", "its doer accepts it", task(3, "accepted", { from: LINK })),
  shownTask("accepted, never asked", "it has no time", task(3, "accepted", { dueAt: null })),
  shownTask("declined", "its doer declines it or hands it back", DECLINED),
  shownTask("declined without a reason", "they say no reason", task(3, "declined")),
  shownTask("done", "it is done", task(3, "done", { outcome: CAME_OF_IT })),
  shownTask("dropped", "its giver drops it", task(3, "dropped")),
  shownTask("passed on", "it is given to somebody else: what the earlier message becomes", GIVEN, false),
  {
    name: "asked",
    when: "its time is up: in the thread of its message",
    show: (words) => taskAsk(RUNNING, task(3, "accepted", { asked: true }), words),
  },
  {
    name: "asked and answered",
    when: "its doer has answered: what the question becomes",
    show: (words) => taskAsk(RUNNING, task(3, "done", { asked: true }), words),
  },
  shownItem("action item", "somebody adds an action item", item(1, { priority: "high" })),
  shownItem("action item of nobody", "it has no owner", item(2, { owner: null, due: null, from: LINK })),
  shownItem("action item done", "it is done", ITEMS[2]!),
  shownItem("action item dropped", "it is dropped", ITEMS[3]!),
];

const private_: Sample[] = [
  {
    name: "task waits",
    when: "a task is not accepted within three minutes: to its giver",
    show: (words) => taskWaits(RUNNING, GIVEN, minute(14), words),
  },
  {
    name: "action item due",
    when: "an action item is due: to its owner, at nine in their zone",
    show: (words) => itemReminder(RESOLVED, item(1), 1, words),
  },
  {
    name: "action item overdue",
    when: "three days later it is still open",
    show: (words) => itemReminder(RESOLVED, item(1), 2, words),
  },
  {
    name: "an action item of nobody",
    when: "an hour after the end one has no owner: to whoever led",
    show: (words) => unownedNotice(withItems(ITEMS), words),
  },
  {
    name: "action items of nobody",
    when: "many have none",
    show: (words) => unownedNotice(withItems(MANY_ITEMS), words),
  },
  {
    name: "one task left",
    when: "an incident is resolved with a task open: to whoever resolved it",
    show: (words) => tasksLeft(withTasks([GIVEN], RESOLVED), words),
  },
  {
    name: "many tasks left",
    when: "an incident is resolved with many tasks open",
    show: (words) => tasksLeft(withTasks(MANY, RESOLVED), words),
  },
];

export const WORK_NOTICES: Pick<Cases<Notice>, "task-free" | "tasks-left"> = {
  "task-free": [{ when: "the doer of a task declines it: to its giver", of: { task: 3 } }],
  "tasks-left": [{ when: "an incident ends with tasks open: to whoever ended it", of: {} }],
};
/** What these notices are about. */
export const NOTICED = withTasks([task(1, "done"), task(2, "done"), DECLINED], FRESH);

const CARDS: Sample[] = [
  {
    name: "card with tasks",
    when: "tasks are open",
    show: (words) => statusCard(withTasks([...TASKS, ...MANY]), RUNBOOK, words),
  },
  { name: "card with a task", when: "one is", show: (words) => statusCard(withTasks([GIVEN]), RUNBOOK, words) },
  {
    name: "card with an action item",
    when: "one action item is open",
    show: (words) => statusCard(withItems([item(1)]), RUNBOOK, words),
  },
  {
    name: "card with action items",
    when: "several are",
    show: (words) => statusCard(withItems(ITEMS), RUNBOOK, words),
  },
];

const at = { user: BEN, page: 0, now: minute(31) };
const lists: Sample[] = [
  {
    name: "tasks",
    when: "somebody lists the tasks",
    show: (words) => taskList(withTasks([...TASKS, task(8, "accepted")]), at, words),
  },
  {
    name: "40 tasks",
    when: "there are many: a page at a time",
    show: (words) => taskList(withTasks(MANY), { ...at, user: ANA, page: 1 }, words),
  },
  { name: "no tasks", when: "there are none", show: (words) => taskList(RUNNING, at, words) },
  {
    name: "action items",
    when: "somebody lists the action items",
    show: (words) => itemList(withItems(ITEMS), { page: 0, now: Date.UTC(2026, 10, 8) }, words),
  },
  {
    name: "24 action items",
    when: "there are many: a page at a time",
    show: (words) => itemList(withItems(MANY_ITEMS), { page: 0, now: minute(80) }, words),
  },
  {
    name: "no action items",
    when: "there are none",
    show: (words) => itemList(RESOLVED, { page: 0, now: minute(80) }, words),
  },
];

const GRADED = {
  ...RUNBOOK,
  review: { ...RUNBOOK.review, actionItems: { priorities: ["P0", "P1"], dueWithin: [], ownedWithin: null } },
};
const metadata = { incident: "I7", channel: ROOM };
const ASKED: Record<TaskAsked, string> = {
  done: "somebody marks a task as done",
  decline: "its doer declines it",
  "hand-back": "its doer hands it back",
  drop: "its giver drops it",
};
const forms: Sample[] = [
  {
    name: "give a task",
    when: "somebody gives a task by form",
    show: (words) => giveTaskForm(RUNNING, metadata, words),
  },
  ...(Object.keys(ASKED) as TaskAsked[]).map(
    (asks): Sample => ({
      name: `task: ${asks}`,
      when: ASKED[asks],
      show: (words) => taskTextForm(asks, 3, metadata, words),
    }),
  ),
  {
    name: "task to somebody else",
    when: "a task is given to somebody else",
    show: (words) => reassignForm({ kind: "task", number: 3 }, metadata, words),
  },
  {
    name: "action item to somebody else",
    when: "an action item gets a new owner",
    show: (words) => reassignForm({ kind: "action-item", number: 2 }, metadata, words),
  },
  {
    name: "add an action item",
    when: "somebody adds one by form",
    show: (words) => addItemForm(RESOLVED, RUNBOOK, metadata, words),
  },
  {
    name: "add an action item, graded",
    when: "the runbook grades them",
    of: GRADED.review,
    show: (words) => addItemForm(RESOLVED, GRADED, metadata, words),
  },
  {
    name: "date of an action item",
    when: "it gets a new date",
    show: (words) => itemDateForm(item(2), metadata, words),
  },
  { name: "drop an action item", when: "it is dropped", show: (words) => dropItemForm(item(2), metadata, words) },
  {
    name: "from a message",
    when: "a message becomes a task or an action item",
    show: (words) => fromMessageForm({ text: FROM_MESSAGE, kind: "task" }, metadata, words),
  },
];

/** What a sentence is made of, and when it is said. */
const said = (name: string, when: string, words: (words: Words) => string): Sample => ({
  name,
  when,
  show: (given) => line(words(given)),
});
const number = "3";
const [who, until, day] = [person(BEN), clockTime(minute(20)), dayWords("2026-11-06")];
const typed = escaped(TASK);
const answers: Sample[] = [
  said("task given", "somebody gives a task by command", ({ tasks }) =>
    tasks.answers.askedAt({ said: tasks.answers.given({ number, who }), at: until }),
  ),
  said("own task", "somebody gives themselves one", ({ tasks }) => tasks.answers.own({ number })),
  said("task accepted", "a task is accepted by command", ({ tasks }) => tasks.answers.accepted({ number })),
  said("task declined", "it is declined or handed back by command", ({ tasks }) => tasks.answers.declined({ number })),
  said("task extended", "its doer asks for more time", ({ tasks }) => tasks.answers.extended({ number, at: until })),
  said("task done", "it is done by command", ({ tasks }) => tasks.answers.done({ number })),
  said("task dropped", "it is dropped by command", ({ tasks }) => tasks.answers.dropped({ number })),
  said("task usage", "a command says nothing about a task", ({ tasks }) => tasks.answers.usage({ number, typed })),
  said("item added", "somebody adds an action item", ({ actionItems }) => actionItems.answers.added({ number })),
  said("item added, due", "they say by when", ({ actionItems }) => actionItems.answers.addedDue({ number, day })),
  said("item done", "it is done", ({ actionItems }) => actionItems.answers.done({ number })),
  said("item dropped", "it is dropped by command", ({ actionItems }) => actionItems.answers.dropped({ number })),
  said("item owned", "it gets an owner", ({ actionItems }) => actionItems.answers.owner({ number, who })),
  said("item dated", "it gets a date", ({ actionItems }) => actionItems.answers.dated({ number, day })),
  said("item undated", "it loses its date", ({ actionItems }) => actionItems.answers.undated({ number })),
  ...(["high", "normal", "low"] as const).map((priority) =>
    said(`item of ${priority} priority`, "it gets a priority", ({ actionItems }) =>
      actionItems.answers.prioritized[priority]({ number }),
    ),
  ),
  said("item graded", "it gets a priority of the runbook's", ({ actionItems }) =>
    actionItems.answers.graded({ number, priority: TYPED }),
  ),
  said("item usage", "a command says nothing about an action item", ({ actionItems }) =>
    actionItems.answers.usage({ number, typed }),
  ),
  said("typed", "a command was refused: with what was typed", ({ work }) =>
    work.typed({ problem: work.person.unknown({ asked: STRANGER }), typed: escaped(TYPED) }),
  ),
  said("only in a room", "a message of another channel is to become a task", ({ work }) => work.onlyInRoom),
];

const moved = { task: 3, to: BEN, by: BEN, at: minute(11), dueAt: null };
const STAGES: readonly TaskStage[] = ["given", "declined", "done", "dropped"];
const itemMoved = { item: 2, owner: BEN, by: ANA, at: minute(55) };

export const WORK_PROBLEMS: Pick<
  Cases<Problem>,
  | "asked-too-often"
  | "time-passed"
  | "day-passed"
  | "unknown-person"
  | "unknown-work"
  | "task-moved"
  | "not-your-task"
  | "item-moved"
> = {
  "asked-too-often": [{ when: "one person was given 30 tasks in an hour", of: { to: BEN, tasks_max: 30 } }],
  "time-passed": [{ when: "a task is to be asked about in the past", of: { at: minute(-10) } }],
  "day-passed": [{ when: "an action item is due on a day that is over", of: { day: "2026-10-30" } }],
  "unknown-person": [
    { when: "Slack knows nobody of that name", of: { asked: "@bob", why: "unknown" } },
    { when: "Slack does not say who that is", of: { asked: CHLOE, why: "not-told" } },
    { when: "it is an app", of: { asked: CHLOE, why: "app" } },
  ],
  "unknown-work": [
    { when: "the number is no task's", of: { kind: "task", asked: 9, last: 3 } },
    { when: "there is no task yet", of: { kind: "task", asked: 1, last: 0 } },
    { when: "the number is no action item's", of: { kind: "action-item", asked: 9, last: 3 } },
    { when: "there is no action item yet", of: { kind: "action-item", asked: 1, last: 0 } },
  ],
  "task-moved": [
    { when: "its doer accepted it first", of: { ...moved, stage: "accepted", dueAt: minute(20) } },
    { when: "the lead accepted it for them first", of: { ...moved, by: ANA, stage: "accepted" } },
    ...STAGES.map((stage) => ({ when: `it was ${stage} first`, of: { ...moved, by: ANA, stage } })),
  ],
  "not-your-task": [
    { when: "somebody answers for another's task", of: { task: 3, to: BEN, may: [BEN], by: ANA, at: minute(11) } },
  ],
  "item-moved": [
    { when: "somebody took it first", of: { ...itemMoved, by: BEN, stage: "open" } },
    { when: "somebody gave it to another first", of: { ...itemMoved, stage: "open" } },
    { when: "nobody owns it any more", of: { ...itemMoved, owner: null, stage: "open" } },
    { when: "it was done first", of: { ...itemMoved, stage: "done" } },
    { when: "it was dropped first", of: { ...itemMoved, stage: "dropped" } },
  ],
};

export const WORK_AREAS: readonly Area[] = [
  { title: "Tasks and action items in the room", chars_max: 300, samples: messages },
  { title: "Tasks and action items on the card", chars_max: 900, samples: CARDS },
  { title: "Direct messages about tasks and action items", chars_max: 700, samples: private_ },
  { title: "Lists of tasks and action items", chars_max: 2_000, samples: lists },
  { title: "Forms of tasks and action items", chars_max: 800, samples: forms },
  { title: "Answers about tasks and action items", chars_max: 300, samples: answers },
];
