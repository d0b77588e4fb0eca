// The form of a declaration: two fields are enough, and what else this runbook's rules ask. While it is filled in, what was
// answered closes and opens questions, and leads to the severity that it proposes.
import type { Button, InputBlock, KnownBlock, ModalView } from "@slack/types";
import { TITLE_CHARS_MAX } from "../domain/limits.ts";
import type { Runbook } from "../domain/runbook.ts";
import { askedMeasures, proposeSeverity } from "../domain/severity/rules.ts";
import { ACTION, FORM, type KeptDeclaration, plain } from "./actions.ts";
import { measureGiven, measureInput } from "./facts/measure-inputs.ts";
import { proposalLine } from "./facts/severity-proposal.ts";
import { FIELD, type FormMetadata, type KnownToForm, modal, option, severityChoice, textInput } from "./forms.ts";
import { escaped, section } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

export interface DeclareGiven extends KeptDeclaration {
  /** Why the form appears, where a command could not be carried out. */
  remark: string | null;
  /** What can be done instead. */
  act?: Button;
}

export function declareForm(runbook: Runbook, given: DeclareGiven, metadata: FormMetadata, words: Words): ModalView {
  const { title, submit, submitAnyway, label, hint } = words.forms.declare;
  const named = { title, submit: metadata.anyway ? submitAnyway : submit };
  const known = { categories: given.categories ?? [], measured: given.measured ?? {} };
  const asked = askedMeasures(runbook, known);
  const blocks = [
    ...(given.remark === null ? [] : [section(given.remark)]),
    ...(given.act ? [{ type: "actions" as const, elements: [given.act] }] : []),
    textInput(FIELD.title, label, { initial: given.title, hint, length_max: TITLE_CHARS_MAX, multiline: false }),
    ...categoryBlocks(runbook, known.categories, words),
    ...asked.measures.map((one) => measureInput(one, asked.measured[one.key], words, ACTION.declareAnswer)),
    ...severityBlocks(runbook, given.severity, { ...known, measured: asked.measured }, words),
    privateInput(given.private ?? false, words),
  ];
  const asks = runbook.categories.length > 0 || runbook.measures.length > 0;
  return modal(FORM.declare, named, asks ? { ...metadata, known } : metadata, blocks, words);
}

/**
 * The severity is the person's choice. Until they make one, that which follows is chosen for them: its field is then
 * another one, because Slack keeps what a field holds for as long as it is the same field.
 */
function severityBlocks(runbook: Runbook, chosen: string | null, known: KnownToForm, words: Words): KnownBlock[] {
  const line = proposalLine(runbook, known, words);
  const proposed = chosen === null ? sureProposal(runbook, known) : null;
  const field = proposed === null ? FIELD.severity : `${FIELD.severity}:${proposed}`;
  return [...(line === null ? [] : [section(line)]), ...severityChoice(runbook, chosen ?? proposed, words, field)];
}

/** Null also where a value on a threshold leaves it open. */
function sureProposal(runbook: Runbook, known: KnownToForm): string | null {
  const proposal = proposeSeverity(runbook, known);
  return proposal && proposal.unless === null ? proposal.severity : null;
}

/** The field of the severity, as it is named now. */
export const severityField = (fields: Readonly<Record<string, string>>): string =>
  Object.keys(fields).find((field) => field.startsWith(`${FIELD.severity}:`)) ?? FIELD.severity;

/** What a person filled in. `severity` is null while they left it at what was proposed, or at nothing. */
export function readDeclareForm(
  runbook: Runbook,
  fields: Readonly<Record<string, string>>,
  { categories, measured }: KnownToForm,
): Required<KeptDeclaration> & { proposed: string | null } {
  const { measures } = askedMeasures(runbook, { categories, measured });
  const answers = measures.map((one) => [one.key, measureGiven(one, fields)] as const);
  const kept = Object.entries({ ...measured, ...Object.fromEntries(answers) });
  const field = severityField(fields);
  const [, proposed = null] = field.split(":");
  const severity = fields[field] ?? null;
  return {
    title: fields[FIELD.title] ?? "",
    severity: severity === proposed ? null : severity,
    proposed,
    private: fields[FIELD.private] !== undefined,
    categories: (fields[FIELD.categories] ?? "").split(",").filter((key) => key !== ""),
    measured: Object.fromEntries(kept.flatMap(([key, value]) => (value === null ? [] : [[key, value]]))),
  };
}

function categoryBlocks(runbook: Runbook, chosen: readonly string[], words: Words): KnownBlock[] {
  const { forms } = words.circumstances;
  const options = runbook.categories.map(({ key, name, title }) => ({
    ...option(name, key),
    ...(title === "" ? {} : { description: option(title, key).text }),
  }));
  if (options.length === 0) return [];
  const initial = options.filter(({ value }) => chosen.some((key) => key === value));
  const isPrivate = runbook.categories.filter((one) => one.private && chosen.includes(one.key));
  const names = isPrivate.map(({ name }) => escaped(name)).join(", ");
  const input: InputBlock = {
    type: "input",
    block_id: FIELD.categories,
    optional: true,
    label: plain(forms.categories),
    hint: plain(forms.categoriesHint),
    dispatch_action: true,
    element: {
      type: "multi_static_select",
      action_id: ACTION.declareAnswer,
      placeholder: plain(forms.choose),
      options,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
  return [input, ...(names === "" ? [] : [section(forms.private({ categories: names }))])];
}

/** Its value is not read: ticked it comes along, else it does not. */
function privateInput(initial: boolean, { forms: { declare } }: Words): InputBlock {
  const options = [option(declare.privateOption, FIELD.private)];
  return {
    type: "input",
    block_id: FIELD.private,
    optional: true,
    label: plain(declare.private),
    hint: plain(declare.privateHint),
    element: {
      type: "checkboxes",
      action_id: FIELD.private,
      options,
      ...(initial ? { initial_options: options } : {}),
    },
  };
}
