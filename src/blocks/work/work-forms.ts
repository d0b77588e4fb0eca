// The forms of tasks and action items.
import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import { type ActionItem, gradesOf, ITEM_PRIORITIES, type ItemPriority } from "../../domain/work/action-items.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { type Work, WORK_CHARS_MAX } from "../../domain/work/work.ts";
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import { FORM, plain, type TaskAsked } from "../actions.ts";
import { FIELD, type FormMetadata, modal, option, textInput } from "../forms.ts";
import type { Words } from "../words/en.ts";

/** After how many minutes a doer can be asked; 0 stands for never. */
const AFTER_MIN = [0, 5, 10, 15, 30, 60];
const AFTER_MIN_USUAL = 10;

export function giveTaskForm(incident: Incident, metadata: FormMetadata, words: Words): ModalView {
  const { forms } = words.tasks;
  const { title, submit } = forms.give;
  return modal(
    FORM.giveTask,
    { title: title({ incident: incident.name }), submit },
    metadata,
    [whoInput(forms.who, forms.whoHint), lineInput(FIELD.text, forms.what, ""), afterInput(forms.when, words)],
    words,
  );
}

/** What came of a task, or why it is declined, handed back or dropped: one field that may stay empty. */
export function taskTextForm(asks: TaskAsked, number: number, metadata: FormMetadata, words: Words): ModalView {
  const { title, submit, label, hint } = words.tasks.forms[asks];
  const named = { title: title({ number: String(number) }), submit };
  const blocks = [optional({ ...lineInput(FIELD.text, label, ""), hint: plain(hint) })];
  return modal(FORM.taskText, named, { ...metadata, taskAsks: asks }, blocks, words);
}

/** Whose a task or an action item is to be. */
export function reassignForm(work: Work, metadata: FormMetadata, words: Words): ModalView {
  const { reassign, who } =
    work.kind === "task"
      ? { reassign: words.tasks.forms.reassign, who: words.tasks.forms.who }
      : { reassign: words.actionItems.forms.reassign, who: words.actionItems.forms.owner };
  const named = { title: reassign.title({ number: String(work.number) }), submit: reassign.submit };
  return modal(FORM.reassign, named, metadata, [whoInput(who)], words);
}

export function addItemForm(incident: Incident, runbook: Runbook, metadata: FormMetadata, words: Words): ModalView {
  const { forms } = words.actionItems;
  const { title, submit } = forms.add;
  const blocks: KnownBlock[] = [
    lineInput(FIELD.text, forms.what, ""),
    optional(whoInput(forms.owner, forms.ownerHint)),
    optional(dayInput(forms.due, null, forms.dueHint)),
    priorityInput(runbook, words),
  ];
  return modal(FORM.addItem, { title: title({ incident: incident.name }), submit }, metadata, blocks, words);
}

export function itemDateForm(item: ActionItem, metadata: FormMetadata, words: Words): ModalView {
  const { date, due, dueHint } = words.actionItems.forms;
  const named = { title: date.title({ number: String(item.number) }), submit: date.submit };
  return modal(FORM.itemDate, named, metadata, [dayInput(due, item.due?.day ?? null, dueHint)], words);
}

export function dropItemForm(item: ActionItem, metadata: FormMetadata, words: Words): ModalView {
  const { title, submit, label, hint } = words.actionItems.forms.drop;
  const blocks = [{ ...lineInput(FIELD.text, label, ""), hint: plain(hint) }];
  return modal(FORM.dropItem, { title: title({ number: String(item.number) }), submit }, metadata, blocks, words);
}

/** A message as a task or an action item: its text is there already. */
export function fromMessageForm(
  { text, kind: initial }: { text: string; kind: Work["kind"] },
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const { form } = words.work;
  const kinds = [option(form.task, "task"), option(form.actionItem, "action-item")];
  const kind: InputBlock = {
    type: "input",
    block_id: FIELD.kind,
    label: plain(form.kind),
    element: {
      type: "radio_buttons",
      action_id: FIELD.kind,
      options: kinds,
      initial_option: kinds[initial === "task" ? 0 : 1]!,
    },
  };
  const blocks: KnownBlock[] = [
    kind,
    lineInput(FIELD.text, form.what, text),
    optional(whoInput(form.who, form.whoHint)),
    afterInput(form.after, words),
    optional(dayInput(form.due, null)),
  ];
  return modal(FORM.fromMessage, { title: form.title, submit: form.submit }, metadata, blocks, words);
}

const optional = (block: InputBlock): InputBlock => ({ ...block, optional: true });

const lineInput = (id: string, label: string, initial: string): InputBlock => {
  const { hint: _none, ...input } = textInput(id, label, {
    initial,
    hint: "",
    length_max: WORK_CHARS_MAX,
    multiline: false,
  });
  return input;
};

const whoInput = (label: string, hint?: string): InputBlock => ({
  type: "input",
  block_id: FIELD.user,
  label: plain(label),
  ...(hint === undefined ? {} : { hint: plain(hint) }),
  element: { type: "users_select", action_id: FIELD.user },
});

const dayInput = (label: string, initial: string | null, hint?: string): InputBlock => ({
  type: "input",
  block_id: FIELD.due,
  label: plain(label),
  ...(hint === undefined ? {} : { hint: plain(hint) }),
  element: { type: "datepicker", action_id: FIELD.due, ...(initial === null ? {} : { initial_date: initial }) },
});

function afterInput(label: string, words: Words): InputBlock {
  const { forms } = words.tasks;
  const options = AFTER_MIN.map((min) =>
    option(min === 0 ? forms.never : forms.in({ duration: words.duration(min * MINUTE_MS) }), String(min)),
  );
  const initial = options[AFTER_MIN.indexOf(AFTER_MIN_USUAL)]!;
  return {
    type: "input",
    block_id: FIELD.after,
    label: plain(label),
    element: { type: "static_select", action_id: FIELD.after, options, initial_option: initial },
  };
}

/** Where the runbook grades them, nothing is chosen before; then it is due when the runbook wants one of that grade done. */
function priorityInput(runbook: Runbook, { actionItems: { forms } }: Words): InputBlock {
  const grades = gradesOf(runbook);
  const isOurs = grades === ITEM_PRIORITIES;
  const options = grades.map((grade) => option(isOurs ? forms.priorities[grade as ItemPriority] : grade, grade));
  const element = { type: "static_select" as const, action_id: FIELD.priority, options };
  const input: InputBlock = { type: "input", block_id: FIELD.priority, label: plain(forms.priority), element };
  return isOurs ? { ...input, element: { ...element, initial_option: options[1]! } } : optional(input);
}
