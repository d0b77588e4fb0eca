// What the buttons of tasks and action items share; and giving either to somebody else, by its form.
import { ACTION, type ButtonValue, FORM } from "../../blocks/actions.ts";
import { workFormTooLate } from "../../blocks/answers.ts";
import { FIELD } from "../../blocks/forms.ts";
import { reassignForm } from "../../blocks/work/work-forms.ts";
import type { ActionItemChange } from "../../domain/work/decide-action-item.ts";
import type { TaskChange } from "../../domain/work/decide-task.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Work } from "../../domain/work/work.ts";
import { type Answer, closed } from "./answer.ts";
import type { ActionRequest, FormRequest, Known } from "./request.ts";
import { give, type Handler, type InDeps, onButton, onForm } from "./steps.ts";
import { itemDone, taskDone } from "./work-done.ts";
import { unfit, zoneOf } from "./work-people.ts";
import { problemAt, refusedForm } from "./work-refused.ts";

type Carried = ButtonValue & { number: number };

/** What a button carries: which task or action item it is about, besides the incident. */
export const onWork =
  (
    run: (request: Known<ActionRequest>, deps: InDeps, incident: Incident, value: Carried) => Promise<Answer>,
  ): Handler<ActionRequest> =>
  (request, deps) =>
    onButton(request, deps, (incident) => {
      const value = JSON.parse(request.value) as ButtonValue;
      return run(request, deps, incident, { ...value, number: value.work?.number ?? 0 });
    });

export const WORK_ACTIONS: Record<string, Handler<ActionRequest>> = {
  [ACTION.openReassign]: onWork(async (request, deps, incident, { number: _number, ...value }) => {
    const { work = { kind: "task", number: 0 }, seen = null } = value;
    const view = reassignForm(work, { incident: incident.id, channel: request.channel, work, seen }, deps.words);
    return { type: "form", view, instead: workFormTooLate(ACTION.openReassign, value, deps.words) };
  }),
};

export const WORK_FORMS: Record<string, Handler<FormRequest>> = {
  [FORM.reassign]: (request, deps) =>
    onForm(request, deps, async (incident) => {
      const { [FIELD.user]: to = request.user } = request.fields;
      const problem = await unfit(deps, request.team, to);
      if (problem) return problemAt(deps, incident, problem, FIELD.user);
      const command = await reassigning(deps, request, to);
      const given = await give(deps, request, command, incident);
      if (!given.ok) return refusedForm(deps, incident, given.error, "");
      const { words } = deps;
      const isTask = command.type === "ReassignTask";
      return closed(isTask ? taskDone(command, given.value.incident, words) : itemDone(command, words));
    }),
};

type Reassigning = Extract<TaskChange | ActionItemChange, { type: "ReassignTask" | "ReassignActionItem" }>;

async function reassigning(deps: InDeps, { team, metadata }: FormRequest, to: string): Promise<Reassigning> {
  const { work, seen } = metadata;
  const { kind, number }: Work = work ?? { kind: "task", number: 0 };
  if (kind === "task") return { type: "ReassignTask", task: number, to, seen: String(seen) };
  const wasOwner = typeof seen === "string" ? seen : null;
  return { type: "ReassignActionItem", item: number, owner: to, zone: await zoneOf(deps, team, to), seen: wasOwner };
}
