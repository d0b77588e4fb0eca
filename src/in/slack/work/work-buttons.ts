// What the buttons of tasks and action items share; and giving either to somebody else, by its form.
import { ACTION, type ButtonValue, FORM } from "../../../blocks/actions.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { reassignForm } from "../../../blocks/work/work-forms.ts";
import type { ActionItemChange } from "../../../domain/work/decide-action-item.ts";
import type { TaskChange } from "../../../domain/work/decide-task.ts";
import type { Work } from "../../../domain/work/work.ts";
import { closed } from "../answer.ts";
import { formAnswer } from "../form-answer.ts";
import type { ActionRequest, FormRequest } from "../request.ts";
import { giveOrder, type Handler, type InDeps, onButton, onForm, type OnIncident } from "../steps.ts";
import { itemDone, taskDone } from "./work-done.ts";
import { unfit, zoneOf } from "./work-people.ts";
import { problemAt, refusedWork } from "./work-refused.ts";

type Carried = Partial<ButtonValue> & { number: number };

/** What a button carries: which task or action item it is about, besides the incident. */
export const onWork = (run: OnIncident<ActionRequest, [value: Carried]>): Handler<ActionRequest> =>
  onButton((request, deps, incident, value) =>
    run(request, deps, incident, { ...value, number: value.work?.number ?? 0 }),
  );

export const WORK_ACTIONS: Record<string, Handler<ActionRequest>> = {
  [ACTION.openReassign]: onWork(async (request, deps, incident, { number: _number, ...value }) => {
    const { work = { kind: "task", number: 0 }, seen = null } = value;
    const view = reassignForm(work, { incident: incident.id, channel: request.channel, work, seen }, deps.words);
    return formAnswer(view, ACTION.openReassign, { ...value, incident: incident.id }, deps.words);
  }),
};

export const WORK_FORMS: Record<string, Handler<FormRequest>> = {
  [FORM.reassign]: onForm(async (request, deps, incident) => {
    const { [FIELD.user]: to = request.user } = request.fields;
    const problem = await unfit(deps, request.team, to);
    if (problem) return problemAt(deps, incident, problem, FIELD.user);
    const command = await reassigning(request, deps, to);
    const given = await giveOrder(request, deps, incident, command);
    if (!given.ok) return refusedWork(given.error, "", deps);
    const { words } = deps;
    const isTask = command.type === "ReassignTask";
    return closed(isTask ? taskDone(command, given.value.incident, words) : itemDone(command, words));
  }),
};

type Reassigning = Extract<TaskChange | ActionItemChange, { type: "ReassignTask" | "ReassignActionItem" }>;

async function reassigning({ team, metadata }: FormRequest, deps: InDeps, to: string): Promise<Reassigning> {
  const { work, seen } = metadata;
  const { kind, number }: Work = work ?? { kind: "task", number: 0 };
  if (kind === "task") return { type: "ReassignTask", task: number, to, seen: String(seen) };
  const wasOwner = typeof seen === "string" ? seen : null;
  return { type: "ReassignActionItem", item: number, owner: to, zone: await zoneOf(deps, team, to), seen: wasOwner };
}
