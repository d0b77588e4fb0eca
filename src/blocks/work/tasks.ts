// A task as people see it: the message that shows it, the question how it stands, and what its giver is told.
import type { ActionsBlock, Button } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import { awaitsAnswer, isOpenTask, type Task } from "../../domain/work/tasks.ts";
import { WORK_CHARS_MAX } from "../../domain/work/work.ts";
import { cut } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button, type ButtonValue, type TaskAsked } from "../actions.ts";
import { actions, clockTime, context, escaped, line, type Post, person, section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** The message of a task, edited in place. `current`: no newer message shows it. */
export function taskMessage(incident: Incident, task: Task, current: boolean, words: Words): Post {
  const { tasks } = words;
  const told = { number: String(task.number), text: escaped(task.text) };
  const who = person(task.to);
  if (!current) return plainly(tasks.line(told), tasks.movedOn({ who }));
  const first = task.stage === "given" ? tasks.lineFor({ who, ...told }) : tasks.line(told);
  const buttons = taskButtons(incident, task, words);
  const { text, blocks } = plainly(first, taskState(task, words));
  return { text, blocks: [...blocks, ...(buttons.length > 0 ? [actions(buttons)] : [])] };
}

function plainly(first: string, second: string): Post {
  return { text: first, blocks: [section(first), context(second)] };
}

/** Who does it, when they are asked, what came of it. */
export function taskState(task: Task, words: Words): string {
  const { tasks } = words;
  const { stage, to, by, moved, outcome, dueAt, from } = task;
  const ended = { by: person(moved.by), at: clockTime(moved.at) };
  const link = from?.link ? [tasks.fromMessage({ link: from.link })] : [];
  const asked = dueAt === null ? [] : [tasks.by({ at: clockTime(dueAt) })];
  const withOutcome = (said: string) =>
    outcome === null ? said : tasks.withOutcome({ said, outcome: escaped(outcome) });
  switch (stage) {
    case "given":
      return [tasks.given({ by: person(by) }), ...asked, ...link].join(" · ");
    case "accepted":
      return [tasks.accepted({ who: person(to) }), ...asked, ...link].join(" · ");
    case "declined": {
      const who = person(to);
      const said =
        outcome === null ? tasks.declined({ who }) : tasks.declinedBecause({ who, reason: escaped(outcome) });
      return [said, ...link].join(" · ");
    }
    case "done":
      return withOutcome(tasks.done(ended));
    case "dropped":
      return withOutcome(tasks.dropped(ended));
  }
}

/** What can be done with it at this stage. */
export function taskButtons(incident: Incident, task: Task, { tasks: { buttons } }: Words): Button[] {
  const value = carried(incident, task);
  const opens = (label: string, asks: TaskAsked, style?: "primary") =>
    button(label, `${ACTION.openTaskText}:${asks}:${task.number}`, { ...value, asks }, style);
  switch (task.stage) {
    case "given":
      return [
        button(buttons.accept, `${ACTION.acceptTask}:${task.number}`, value, "primary"),
        opens(buttons.decline, "decline"),
      ];
    case "accepted":
      return [
        opens(buttons.done, "done", "primary"),
        ...(task.dueAt === null ? [] : [moreTime(incident, task, buttons)]),
      ];
    case "declined":
      return [button(buttons.take, `${ACTION.takeTask}:${task.number}`, { ...value, seen: task.to }, "primary")];
    default:
      return [];
  }
}

const carried = (incident: Incident, { number }: Task): ButtonValue => ({
  incident: incident.id,
  work: { kind: "task", number },
});

const moreTime = (incident: Incident, task: Task, buttons: Words["tasks"]["buttons"]): Button =>
  button(buttons.moreTime, `${ACTION.moreTime}:${task.number}`, { ...carried(incident, task), seen: task.dueAt });

/** The question how it stands; once it is answered, the message keeps no buttons. */
export function taskAsk(incident: Incident, task: Task, words: Words): Post {
  const { tasks } = words;
  const told = { who: person(task.to), number: String(task.number), text: escaped(task.text) };
  // Whoever was asked may not be its doer any more.
  if (!awaitsAnswer(task)) return line(tasks.wasAsked(told));
  const text = tasks.ask(told);
  const { buttons } = tasks;
  const value = carried(incident, task);
  return {
    text,
    blocks: [
      section(text),
      actions([
        button(buttons.done, `${ACTION.openTaskText}:done`, { ...value, asks: "done" }, "primary"),
        moreTime(incident, task, buttons),
        button(buttons.handBack, `${ACTION.openTaskText}:hand-back`, { ...value, asks: "hand-back" }),
      ]),
    ],
  };
}

/** To its giver: nobody has accepted it. */
export function taskWaits(incident: Incident, task: Task, now: Instant, words: Words): Post {
  const text = words.tasks.waits({
    ...about(incident, task),
    who: person(task.to),
    waited: words.duration(now - task.moved.at),
  });
  return { text, blocks: [section(text), giversButtons(incident, task, words)] };
}

/** To its giver: its doer declined it or handed it back. */
export function taskFree(incident: Incident, task: Task, words: Words): Post {
  const { tasks } = words;
  const said = tasks.free({ ...about(incident, task), who: person(task.to) });
  const text = task.outcome === null ? said : `${said}\n${tasks.because({ reason: escaped(task.outcome) })}`;
  return { text, blocks: [section(text), ...(isOpenTask(task) ? [giversButtons(incident, task, words)] : [])] };
}

const about = (incident: Incident, { number, text }: Task) => ({
  number: String(number),
  text: escaped(text),
  incident: escaped(incident.name),
});

function giversButtons(incident: Incident, task: Task, { tasks: { buttons } }: Words): ActionsBlock {
  const value = carried(incident, task);
  return actions([
    button(buttons.reassign, ACTION.openReassign, { ...value, seen: task.to }, "primary"),
    button(buttons.drop, `${ACTION.openTaskText}:drop`, { ...value, asks: "drop" }),
  ]);
}

/** Where several stand together, each keeps to a line; its own message has all of it. */
export const SHORT_CHARS_MAX = 80;

/** More would hide what comes after them. */
const LEFT_MAX = 10;

/** To whoever ended the incident: what is still open, and what to do about it. */
export function tasksLeft(incident: Incident, words: Words): Post {
  const { tasks } = words;
  const open = incident.tasks.filter(isOpenTask);
  const title = tasks.left.title({ incident: escaped(incident.name), count: open.length });
  const lines = open.slice(0, LEFT_MAX).map((task) => `• ${taskLine(task, words, SHORT_CHARS_MAX)}`);
  const count = open.length - LEFT_MAX;
  const more = count > 0 ? [tasks.moreOf({ count, incident: escaped(incident.name) })] : [];
  return { text: title, blocks: [section([title, ...lines, ...more].join("\n")), context(tasks.left.next)] };
}

/** One task in one line, for the card and for lists. */
export const taskLine = ({ number, text, to }: Task, { tasks }: Words, chars_max = WORK_CHARS_MAX): string =>
  `${tasks.line({ number: String(number), text: escaped(cut(text, chars_max)) })} ${person(to)}`;

const ON_CARD_MAX = 5;

/** The open tasks on the card; null where there are none. */
export function tasksOnCard(incident: Incident, words: Words): string | null {
  const open = incident.tasks.filter(isOpenTask);
  if (open.length === 0 || incident.stage !== "open") return null;
  const lines = open
    .slice(0, ON_CARD_MAX)
    .map((task) => [taskLine(task, words, SHORT_CHARS_MAX), ...stageOnCard(task, words)].join(" · "));
  const more = open.length - ON_CARD_MAX;
  return [words.tasks.card(open.length), ...lines, ...(more > 0 ? [words.tasks.more(more)] : [])].join("\n");
}

function stageOnCard({ stage, dueAt }: Task, { tasks }: Words): string[] {
  if (stage !== "accepted") return [stage === "given" ? tasks.notAccepted : tasks.nobody];
  return dueAt === null ? [] : [tasks.by({ at: clockTime(dueAt) })];
}
