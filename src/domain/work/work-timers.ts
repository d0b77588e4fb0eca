// When tasks and action items are asked about, and what is asked then.
import { isPerson } from "../actor.ts";
import type { Passed } from "../command.ts";
import type { Context } from "../context.ts";
import type { TimerOf, Timers } from "../follow.ts";
import type { Incident } from "../incident.ts";
import type { JobOf } from "../job.ts";
import { leading } from "../roles.ts";
import type { Runbook } from "../runbook.ts";
import { notBefore, over, type Turn } from "../turn.ts";
import { type ActionItem, nextReminder, reminderDue, unownedItems, unownedTellAt } from "./action-items.ts";
import { nextTaskAsk, nextTaskWait, type Task } from "./tasks.ts";

type WorkTimer = "ask-task" | "tell-task-waits" | "remind-action-item" | "tell-unowned";

export const WORK_TIMERS: Timers<WorkTimer> = {
  "ask-task": { of: taskAskTimer, turn: taskAskTurn },
  "tell-task-waits": { of: taskWaitTimer, turn: taskWaitTurn },
  "remind-action-item": { of: reminderTimer, turn: reminderTurn },
  "tell-unowned": { of: unownedTimer, turn: unownedTurn },
};

function taskAskTimer(incident: Incident): ReturnType<TimerOf<"ask-task">> {
  const next = nextTaskAsk(incident);
  return next && { job: { kind: "ask-task", task: next.task.number, dueAt: next.at }, at: next.at };
}

export function taskAskTurn(incident: Incident, job: JobOf<"ask-task">, { now }: Context): Turn<{ task: Task }> {
  const next = nextTaskAsk(incident);
  if (next?.task.number !== job.task || next.at !== job.dueAt) return over("it is not asked about now");
  if (next.at > now) return notBefore(next.at);
  const { number, to } = next.task;
  return {
    type: "due",
    to: [to],
    task: next.task,
    record: ({ channel, ts, text }) => {
      return { type: "RecordTaskAsked", task: number, to, dueAt: job.dueAt, text, channel, ts };
    },
  };
}

function taskWaitTimer(incident: Incident): ReturnType<TimerOf<"tell-task-waits">> {
  const next = nextTaskWait(incident);
  if (!next) return null;
  const { number, moved } = next.task;
  return { job: { kind: "tell-task-waits", task: number, since: moved.at }, at: next.at };
}

/** `passed`: what counts as done where they cannot be told. */
export function taskWaitTurn(
  incident: Incident,
  job: JobOf<"tell-task-waits">,
  { now }: Context,
): Turn<{ task: Task; giver: string; passed: Passed }> {
  const next = nextTaskWait(incident);
  if (next?.task.number !== job.task || next.task.moved.at !== job.since) return over("it waits no longer");
  if (next.at > now) return notBefore(next.at);
  const { by: giver, number } = next.task;
  const passed: Passed = { type: "RecordTaskWaitTold", task: number, to: giver, since: job.since };
  return { type: "due", to: [giver], task: next.task, giver, passed, record: () => passed };
}

function reminderTimer(incident: Incident): ReturnType<TimerOf<"remind-action-item">> {
  const next = nextReminder(incident);
  if (!next) return null;
  return { job: { kind: "remind-action-item", item: next.item.number, since: next.item.since }, at: next.at };
}

/** After a time away only the latest reminder is given. */
export function reminderTurn(
  incident: Incident,
  job: JobOf<"remind-action-item">,
  { now }: Context,
): Turn<{ item: ActionItem; step: number; owner: string; passed: Passed }> {
  const item = incident.actionItems.find(({ number }) => number === job.item);
  const next = nextReminder(incident);
  if (!item || !next || item.since !== job.since) return over("it changed meanwhile");
  const reminder = reminderDue(item, now);
  if (!reminder) return next.item === item ? notBefore(next.at) : over("no reminder is due");
  const owner = item.owner!;
  const { step } = reminder;
  const told = { type: "RecordItemReminded" as const, item: item.number, to: owner, step, since: job.since };
  return {
    type: "due",
    to: [owner],
    item,
    step,
    owner,
    variant: String(step),
    passed: { ...told, isLost: true },
    // What an earlier attempt said is what its owner read.
    record: ({ variant }) => ({ ...told, step: Number(variant ?? step) }),
  };
}

function unownedTimer(incident: Incident, { runbook }: Context): ReturnType<TimerOf<"tell-unowned">> {
  const at = unownedTellAt(incident, runbook.calendar);
  const to = unownedToldTo(incident, runbook);
  return at === null || to === null ? null : { job: { kind: "tell-unowned" }, at };
}

export function unownedTurn(
  incident: Incident,
  _job: JobOf<"tell-unowned">,
  { now, runbook }: Context,
): Turn<{ told: string; passed: Passed }> {
  const at = unownedTellAt(incident, runbook.calendar);
  const told = unownedToldTo(incident, runbook);
  if (at === null || told === null) return over("nobody need be told");
  if (at > now) return notBefore(at);
  const items = unownedItems(incident).map(({ number }) => number);
  const passed: Passed = { type: "RecordUnownedTold", to: told, items };
  return { type: "due", to: [told], told, passed, record: () => passed };
}

/** Whom to tell what nobody owns: the lead, else whoever ended the incident. */
function unownedToldTo(incident: Incident, runbook: Runbook): string | null {
  const told = leading(incident, runbook) ?? incident.ended?.by ?? null;
  return told !== null && isPerson(told) ? told : null;
}
