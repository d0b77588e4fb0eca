// The modals. Each carries what it needs in private_metadata, so that submitting it needs no memory of ours.
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import type { ContributionKind } from "../domain/aftermath.ts";
import type { Measured } from "../domain/condition.ts";
import { circumstancesOf } from "../domain/facts/circumstances.ts";
import type { Incident } from "../domain/incident.ts";
import { TEXT_CHARS_MAX } from "../domain/limits.ts";
import type { Runbook } from "../domain/runbook.ts";
import type { Work } from "../domain/work/work.ts";
import { cut } from "../lib/pure/text.ts";
import { FORM, plain, type TaskAsked } from "./actions.ts";
import { proposalLine } from "./facts/severity-proposal.ts";
import { context, section, escaped } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

/** Slack's limits in characters. */
const MODAL_TITLE_CHARS_MAX = 24;
const SUBMIT_CHARS_MAX = 24;
const OPTION_CHARS_MAX = 75;

/** What a form carries through Slack and back. */
export interface FormMetadata {
  /** The incident, unless the form declares one. */
  incident?: string;
  /** Where the person was: a private note goes there. */
  channel: string | null;
  /** Which text form it is; a note's was one in an older version. */
  asks?: TextAsked | "note";
  /** Which status is to be entered. */
  status?: string;
  /** Declared knowing of a similar one. */
  anyway?: boolean;
  /** What was known when a declaration's form was last filled: which measures it asks follows from that. */
  known?: KnownToForm;
  /** Which task or action item it is about, and how that stood when the form was opened. */
  work?: Work;
  /** Which timeline entry. */
  entry?: number;
  seen?: string | number | null;
  taskAsks?: TaskAsked;
  /** The message that a task or an action item is made from, or whose words are to go. */
  from?: { ts: string; threadTs: string | null };
  /** How many events the incident had when the form was filled: what its writer saw. */
  seenSeq?: number;
  /** What a contribution is about. */
  contribution?: ContributionKind;
  section?: string;
  /** The latest update that its writer has seen, 0 for none. */
  seenUpdate?: number;
  /** The update it corrects, and the version of the words that it started from. */
  update?: number;
  version?: number;
  /** Of what is to be notified, by the keys of the regime and of its notification. */
  regime?: string;
  notification?: string;
  /** What is owed, by its id, and what the form of its text does with it. */
  duty?: string;
  dutyAsks?: "send" | "ask" | "done";
  /** Which exercise, in which of its periods, and what is said of it. */
  exercise?: string;
  period?: string;
  exerciseAsks?: ExerciseAsked;
}

export type ExerciseAsked = "done" | "not-done" | "move";

export interface KnownToForm {
  categories: readonly string[];
  measured: Readonly<Record<string, Measured>>;
}

export type TextAsked = "resolve" | "cancel" | "reopen" | "ask" | "takeOver" | "redact";

/** Block ids double as field names: an answer's errors go back to them. */
export const FIELD = {
  title: "title",
  severity: "severity",
  status: "status",
  text: "text",
  reason: "reason",
  when: "when",
  kind: "kind",
  role: "role",
  user: "user",
  after: "after",
  due: "due",
  priority: "priority",
  private: "private",
  categories: "categories",
  nextAt: "next_at",
  until: "until",
  reference: "reference",
  proof: "proof",
} as const;

/** One of a choice. */
export const option = (label: string, value: string): PlainTextOption => ({
  text: plain(cut(label, OPTION_CHARS_MAX)),
  value,
});

/** A form; what it needs to be carried out travels in its metadata. */
export function modal(
  callbackId: string,
  { title, submit }: { title: string; submit: string },
  metadata: FormMetadata,
  blocks: KnownBlock[],
  { forms }: Words,
): ModalView {
  return {
    type: "modal",
    callback_id: callbackId,
    title: plain(cut(title, MODAL_TITLE_CHARS_MAX)),
    submit: plain(cut(submit, SUBMIT_CHARS_MAX)),
    close: plain(cut(forms.close, SUBMIT_CHARS_MAX)),
    private_metadata: JSON.stringify(metadata),
    blocks,
  };
}

export function severityForm(incident: Incident, runbook: Runbook, metadata: FormMetadata, words: Words): ModalView {
  const { title, submit, label, hint } = words.forms.changeSeverity;
  const reason = textInput(FIELD.reason, label, { initial: "", hint, length_max: TEXT_CHARS_MAX, multiline: true });
  const proposal = proposalLine(runbook, circumstancesOf(incident), words);
  const blocks = [
    ...(proposal === null ? [] : [section(proposal)]),
    ...severityChoice(runbook, incident.severity, words),
    { ...reason, optional: true },
  ];
  return modal(FORM.severity, { title: title(incident), submit }, metadata, blocks, words);
}

export function statusForm(incident: Incident, runbook: Runbook, metadata: FormMetadata, words: Words): ModalView {
  const { title, submit } = words.forms.changeStatus;
  const blocks = [statusInput(incident, runbook, words)];
  return modal(FORM.status, { title: title(incident), submit }, metadata, blocks, words);
}

export function textForm(
  incident: Incident,
  metadata: FormMetadata & { asks: Exclude<TextAsked, "resolve"> },
  words: Words,
): ModalView {
  const { title, label, hint, submit } = words.forms[metadata.asks];
  const blocks = [textInput(FIELD.text, label, { initial: "", hint, length_max: TEXT_CHARS_MAX, multiline: true })];
  return modal(FORM.text, { title: title(incident), submit }, metadata, blocks, words);
}

/** A list with buttons, each of which shows it anew: nothing in it is submitted. */
export const listView = (title: string, blocks: KnownBlock[], { forms }: Words): ModalView => ({
  type: "modal",
  title: plain(cut(title, MODAL_TITLE_CHARS_MAX)),
  close: plain(cut(forms.close, SUBMIT_CHARS_MAX)),
  blocks,
});

/** What a form turns into when its answer is a sentence rather than a field error. */
export const replyView = (blocks: KnownBlock[], { answers, forms }: Words): ModalView => ({
  type: "modal",
  title: plain(cut(answers.title, MODAL_TITLE_CHARS_MAX)),
  close: plain(cut(forms.close, SUBMIT_CHARS_MAX)),
  blocks,
});

/** The choice, and under it what each severity means: a line each, since nobody knows them by heart at night. */
export function severityChoice(
  runbook: Runbook,
  initial: string | null,
  words: Words,
  id: string = FIELD.severity,
): KnownBlock[] {
  const examples = runbook.severities
    .filter(({ examples }) => examples.length > 0)
    .map(({ name, examples }) => `*${escaped(name)}* ${examples.map(escaped).join("; ")}`);
  return [severityInput(runbook, initial, id, words), ...(examples.length === 0 ? [] : [context(examples.join("\n"))])];
}

/** The runbook's statuses, with the present one chosen. */
export function statusInput(incident: Incident, runbook: Runbook, { forms }: Words): InputBlock {
  const options = runbook.statuses.map((status) => option(status, status));
  const initial = options.find(({ value }) => value === incident.status);
  return {
    type: "input",
    block_id: FIELD.status,
    label: plain(forms.status),
    element: {
      type: "static_select",
      action_id: FIELD.status,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

function severityInput(runbook: Runbook, initial: string | null, id: string, { forms }: Words): InputBlock {
  const options = runbook.severities.map(({ name, title }) =>
    option(title ? forms.severityOption({ name, title }) : name, name),
  );
  const chosen = options.find(({ value }) => value === initial);
  return {
    type: "input",
    block_id: id,
    label: plain(forms.severity),
    element: {
      type: "static_select",
      action_id: id,
      placeholder: plain(forms.choose),
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}

/** A field for words. */
export function textInput(
  id: string,
  label: string,
  given: { initial: string; hint: string; length_max: number; multiline: boolean },
): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: plain(label),
    ...(given.hint === "" ? {} : { hint: plain(given.hint) }),
    element: {
      type: "plain_text_input",
      action_id: id,
      multiline: given.multiline,
      max_length: given.length_max,
      ...(given.initial === "" ? {} : { initial_value: cut(given.initial, given.length_max) }),
    },
  };
}
