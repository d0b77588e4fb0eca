// The forms of an action item: to add one, to date it, to drop it.
import { ACTION, type ButtonValue, FORM } from "../../../blocks/actions.ts";
import { FIELD, type FormMetadata } from "../../../blocks/forms.ts";
import { addItemForm, dropItemForm, itemDateForm } from "../../../blocks/work/work-forms.ts";
import { problemWords } from "../../../blocks/problem.ts";
import { type ActionItem, gradeNamed } from "../../../domain/work/action-items.ts";
import type { ActionItemChange } from "../../../domain/work/decide-action-item.ts";
import type { Incident } from "../../../domain/incident.ts";
import type { Words } from "../../../blocks/words/en.ts";
import { type Answer, closed, nothing, reply } from "../answer.ts";
import type { ActionRequest, FormRequest, Known } from "../request.ts";
import { fieldError, formAnswer } from "../form-answer.ts";
import { giveOrder, type Handler, type InDeps, onForm, type OnIncident, runbookOf } from "../steps.ts";
import { itemDone } from "./work-done.ts";
import { dueOf, unfit } from "./work-people.ts";
import { problemAt, refusedWork } from "./work-refused.ts";

export const openAddItem: OnIncident = async (request, deps, incident) => {
  const { words } = deps;
  const view = addItemForm(
    incident,
    await runbookOf(deps, incident),
    { incident: incident.id, channel: request.channel },
    words,
  );
  return formAnswer(view, ACTION.openAddItem, { incident: incident.id }, words);
};

/** A form about one action item. */
export async function openItemForm(
  request: Known<ActionRequest>,
  deps: InDeps,
  incident: Incident,
  value: Partial<ButtonValue>,
): Promise<Answer> {
  const action = request.action.split(":")[0]!;
  const item = incident.actionItems.find(({ number }) => number === value.work?.number);
  if (!item) {
    const { number: asked = 0 } = value.work ?? {};
    const problem = {
      type: "unknown-work" as const,
      kind: "action-item" as const,
      asked,
      last: incident.actionItems.length,
    };
    return reply(problemWords(problem, await runbookOf(deps, incident), deps.words));
  }
  const metadata = {
    incident: incident.id,
    channel: request.channel,
    work: { kind: "action-item" as const, number: item.number },
  };
  const view = ITEM_FORM[action]!(item, metadata, deps.words);
  return formAnswer(view, action, { ...value, incident: incident.id }, deps.words);
}

const ITEM_FORM: Record<
  string,
  (item: ActionItem, metadata: FormMetadata, words: Words) => ReturnType<typeof dropItemForm>
> = {
  [ACTION.openItemDate]: itemDateForm,
  [ACTION.openDropItem]: dropItemForm,
};

export const ACTION_ITEM_FORMS: Record<string, Handler<FormRequest>> = {
  [FORM.addItem]: onForm(async (request, deps, incident) => {
    const { [FIELD.user]: owner = null, [FIELD.text]: text = "", [FIELD.due]: day = null } = request.fields;
    const priority = gradeNamed(await runbookOf(deps, incident), request.fields[FIELD.priority] ?? "") ?? "normal";
    return addByForm(request, deps, incident, { owner, text, day, priority });
  }),
  [FORM.itemDate]: onForm(async (request, deps, incident) => {
    const number = request.metadata.work?.number ?? 0;
    const owner = incident.actionItems.find((one) => one.number === number)?.owner ?? request.user;
    const due = await dueOf(deps, request.team, request.fields[FIELD.due] ?? null, owner);
    const command: ActionItemChange = { type: "DateActionItem", item: number, due };
    const dated = await giveOrder(request, deps, incident, command);
    if (dated.ok) return closed(itemDone(command, deps.words));
    if (dated.error.problem.type === "day-passed") return fieldError(FIELD.due, dated.error.said);
    return refusedWork(dated.error, "", deps);
  }),
  [FORM.dropItem]: onForm(async (request, deps, incident) => {
    const reason = request.fields[FIELD.text] ?? "";
    const item = request.metadata.work?.number ?? 0;
    const command: ActionItemChange = { type: "DropActionItem", item, reason };
    const dropped = await giveOrder(request, deps, incident, command);
    return dropped.ok ? closed(itemDone(command, deps.words)) : refusedWork(dropped.error, reason, deps);
  }),
};

interface Adding {
  owner: string | null;
  text: string;
  day: string | null;
  priority?: ActionItem["priority"];
  from?: ActionItem["from"];
}

/** Adds what a form asked for; a field that is wrong stays open beside its reason. */
export async function addByForm(
  request: Known<FormRequest>,
  deps: InDeps,
  incident: Incident,
  { owner, text, day, priority = "normal", from }: Adding,
): Promise<Answer> {
  const problem = owner === null ? null : await unfit(deps, request.team, owner);
  if (problem) return problemAt(deps, incident, problem, FIELD.user);
  const due = await dueOf(deps, request.team, day, owner ?? request.user);
  const made = { type: "AddActionItem" as const, text, owner, due, priority, ...(from ? { from } : {}) };
  const added = await giveOrder(request, deps, incident, made);
  if (added.ok) return nothing;
  if (added.error.problem.type === "day-passed") return fieldError(FIELD.due, added.error.said);
  return refusedWork(added.error, text, deps);
}
