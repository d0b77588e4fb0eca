// The forms of a task: to give one, and what came of it or why it is declined, handed back or dropped.
import { ACTION, type ButtonValue, FORM } from "../../../blocks/actions.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { problemWords } from "../../../blocks/problem.ts";
import { giveTaskForm, taskTextForm } from "../../../blocks/work/work-forms.ts";
import { decide } from "../../../domain/decide.ts";
import type { TaskCommand } from "../../../domain/work/decide-task.ts";
import type { Incident } from "../../../domain/incident.ts";
import { openOnly } from "../../../domain/lifecycle.ts";
import { MINUTE_MS } from "../../../lib/pure/duration.ts";
import { type Answer, nothing, reply } from "../answer.ts";
import { formAnswer } from "../form-answer.ts";
import type { ActionRequest, FormRequest, Known } from "../request.ts";
import { actorOf, giveOrder, type Handler, type InDeps, onForm, type OnIncident, runbookOf } from "../steps.ts";
import { unfit } from "./work-people.ts";
import { problemAt, refusedWork } from "./work-refused.ts";

/** The form to give a task, unless the incident is over: then who ended it. */
export const openGiveTask: OnIncident = async (request, deps, incident) => {
  const open = openOnly(incident);
  if (!open.ok) return reply(problemWords(open.error, await runbookOf(deps, incident), deps.words));
  const view = giveTaskForm(incident, { incident: incident.id, channel: request.channel }, deps.words);
  return formAnswer(view, ACTION.openGiveTask, { incident: incident.id }, deps.words);
};

/** Shown only to whom it would be of use: for a guest who is not the task's doer, this is where they are stopped. */
export async function openTaskText(
  request: Known<ActionRequest>,
  deps: InDeps,
  incident: Incident,
  { asks = "done", ...value }: Partial<ButtonValue>,
): Promise<Answer> {
  const number = value.work?.number ?? 0;
  const runbook = await runbookOf(deps, incident);
  const context = { now: deps.clock.now(), runbook, people: deps.runbooks.people };
  const decision = decide(incident, textCommand(asks, number), actorOf(request), context);
  if (!decision.ok) return reply(problemWords(decision.error, runbook, deps.words));
  const metadata = { incident: incident.id, channel: request.channel, work: { kind: "task" as const, number } };
  const view = taskTextForm(asks, number, metadata, deps.words);
  const again = { ...value, incident: incident.id, asks };
  return formAnswer(view, `${ACTION.openTaskText}:${asks}`, again, deps.words);
}

function textCommand(asks: ButtonValue["asks"], task: number, text?: string): TaskCommand {
  const reason = text === undefined ? {} : { reason: text };
  switch (asks) {
    case "decline":
      return { type: "DeclineTask", task, ...reason };
    case "hand-back":
      return { type: "HandBackTask", task, ...reason };
    case "drop":
      return { type: "DropTask", task, ...reason };
    default:
      return { type: "FinishTask", task, ...(text === undefined ? {} : { outcome: text }) };
  }
}

const submitGiveTask: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { [FIELD.user]: to = request.user, [FIELD.text]: text = "", [FIELD.after]: after = "0" } = request.fields;
  const problem = await unfit(deps, request.team, to);
  if (problem) return problemAt(deps, incident, problem, FIELD.user);
  const command: TaskCommand = { type: "GiveTask", to, text, dueAt: dueAfter(deps, after) };
  const given = await giveOrder(request, deps, incident, command);
  return given.ok ? nothing : refusedWork(given.error, text, deps);
};

/** So many minutes from now; 0 stands for never. */
export function dueAfter({ clock }: InDeps, minutes: string): number | null {
  return Number(minutes) > 0 ? clock.now() + Number(minutes) * MINUTE_MS : null;
}

const submitTaskText: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { taskAsks, work } = request.metadata;
  const text = request.fields[FIELD.text];
  const done = await giveOrder(request, deps, incident, textCommand(taskAsks, work?.number ?? 0, text));
  return done.ok ? nothing : refusedWork(done.error, text ?? "", deps);
};

export const TASK_FORMS: Record<string, Handler<FormRequest>> = {
  [FORM.giveTask]: onForm(submitGiveTask),
  [FORM.taskText]: onForm(submitTaskText),
};
