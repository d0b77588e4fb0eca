// The modals. Each carries what it needs in private_metadata, so that submitting it needs no memory of ours.
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Incident } from "../domain/incident.ts";
import { TEXT_CHARS_MAX, TITLE_CHARS_MAX } from "../domain/limits.ts";
import type { Runbook } from "../domain/runbook.ts";
import { cut } from "../lib/pure/text.ts";
import { FORM, plain } from "./actions.ts";
import { context, section, escaped } from "./mrkdwn.ts";

/** Slack's limits in characters. */
const MODAL_TITLE_CHARS_MAX = 24;
const OPTION_CHARS_MAX = 75;

/** What a form carries through Slack and back. */
export interface FormMetadata {
  /** The incident, unless the form declares one. */
  incident?: string;
  /** Where the person was: a private note goes there. */
  channel: string | null;
  /** Which text form it is. */
  asks?: TextAsked;
  /** Declared knowing of a similar one. */
  anyway?: boolean;
}

export type TextAsked = "update" | "note" | "resolve" | "cancel" | "reopen";

/** Block ids double as field names: an answer's errors go back to them. */
export const FIELD = {
  title: "title",
  severity: "severity",
  status: "status",
  text: "text",
  reason: "reason",
} as const;

const option = (words: string, value: string): PlainTextOption => ({
  text: plain(cut(words, OPTION_CHARS_MAX)),
  value,
});

function modal(
  callbackId: string,
  title: string,
  submit: string,
  metadata: FormMetadata,
  blocks: KnownBlock[],
): ModalView {
  return {
    type: "modal",
    callback_id: callbackId,
    title: plain(cut(title, MODAL_TITLE_CHARS_MAX)),
    submit: plain(submit),
    close: plain("Close"),
    private_metadata: JSON.stringify(metadata),
    blocks,
  };
}

/** Two fields are enough to declare. `remark` tells why the form appears, where a command could not be carried out. */
export function declareForm(
  runbook: Runbook,
  given: { title: string; severity: string | null; remark: string | null },
  metadata: FormMetadata,
): ModalView {
  return modal(FORM.declare, "Declare an incident", metadata.anyway ? "Declare anyway" : "Declare", metadata, [
    ...(given.remark === null ? [] : [section(given.remark)]),
    textInput(FIELD.title, "What is broken?", {
      initial: given.title,
      hint: "A few words, such as “Checkout is down”. They become the title and the room’s name.",
      length_max: TITLE_CHARS_MAX,
      multiline: false,
    }),
    ...severityChoice(runbook, given.severity),
  ]);
}

export const severityForm = (incident: Incident, runbook: Runbook, metadata: FormMetadata): ModalView =>
  modal(FORM.severity, `Severity of ${incident.name}`, "Change", metadata, [
    ...severityChoice(runbook, incident.severity),
    {
      ...textInput(FIELD.reason, "Why?", {
        initial: "",
        hint: "Stands on the timeline.",
        length_max: TEXT_CHARS_MAX,
        multiline: true,
      }),
      optional: true,
    },
  ]);

export const statusForm = (incident: Incident, runbook: Runbook, metadata: FormMetadata): ModalView =>
  modal(FORM.status, `Status of ${incident.name}`, "Change", metadata, [statusInput(incident, runbook)]);

const TEXT_FORMS: Record<TextAsked, { title: string; label: string; hint: string; submit: string }> = {
  update: {
    title: "Update",
    label: "What is the situation?",
    hint: "What people should know now: state, what changed, what comes next. Goes to the room and the announcement.",
    submit: "Post",
  },
  note: {
    title: "Note on",
    label: "What happened?",
    hint: "Stands on the timeline. It can begin with a time, as in “14:05 …”.",
    submit: "Add",
  },
  resolve: {
    title: "Resolve",
    label: "What fixed it?",
    hint: "One or two sentences; they go to the room and the announcement.",
    submit: "Resolve",
  },
  cancel: {
    title: "Cancel",
    label: "Why was it no incident?",
    hint: "One sentence. The record is kept.",
    submit: "Cancel incident",
  },
  reopen: {
    title: "Reopen",
    label: "Why is it open again?",
    hint: "One sentence; updates are due again from now on.",
    submit: "Reopen",
  },
};

export function textForm(
  incident: Incident,
  runbook: Runbook,
  metadata: FormMetadata & { asks: TextAsked },
): ModalView {
  const { title, label, hint, submit } = TEXT_FORMS[metadata.asks];
  const blocks: KnownBlock[] = [
    textInput(FIELD.text, label, { initial: "", hint, length_max: TEXT_CHARS_MAX, multiline: true }),
  ];
  if (metadata.asks === "update" && runbook.statuses.length > 1) {
    blocks.push({ ...statusInput(incident, runbook), optional: true });
  }
  return modal(FORM.text, `${title} ${incident.name}`, submit, metadata, blocks);
}

/** What a form turns into when its answer is a sentence rather than a field error. */
export const replyView = (title: string, blocks: KnownBlock[]): ModalView => ({
  type: "modal",
  title: plain(cut(title, MODAL_TITLE_CHARS_MAX)),
  close: plain("Close"),
  blocks,
});

/** The choice, and under it what each severity means: a line each, since nobody knows them by heart at night. */
function severityChoice(runbook: Runbook, initial: string | null): KnownBlock[] {
  const examples = runbook.severities
    .filter(({ examples }) => examples.length > 0)
    .map(({ name, examples }) => `*${escaped(name)}* ${examples.map(escaped).join("; ")}`);
  return [severityInput(runbook, initial), ...(examples.length === 0 ? [] : [context(examples.join("\n"))])];
}

/** The runbook's statuses, with the present one chosen. */
function statusInput(incident: Incident, runbook: Runbook): InputBlock {
  const options = runbook.statuses.map((status) => option(status, status));
  const initial = options.find(({ value }) => value === incident.status);
  return {
    type: "input",
    block_id: FIELD.status,
    label: plain("Status"),
    element: {
      type: "static_select",
      action_id: FIELD.status,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

function severityInput(runbook: Runbook, initial: string | null): InputBlock {
  const options = runbook.severities.map(({ name, title }) => option(title ? `${name} · ${title}` : name, name));
  const chosen = options.find(({ value }) => value === initial);
  return {
    type: "input",
    block_id: FIELD.severity,
    label: plain("Severity"),
    element: {
      type: "static_select",
      action_id: FIELD.severity,
      placeholder: plain("Choose"),
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}

function textInput(
  id: string,
  label: string,
  given: { initial: string; hint: string; length_max: number; multiline: boolean },
): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: plain(label),
    hint: plain(given.hint),
    element: {
      type: "plain_text_input",
      action_id: id,
      multiline: given.multiline,
      max_length: given.length_max,
      ...(given.initial === "" ? {} : { initial_value: cut(given.initial, given.length_max) }),
    },
  };
}

/** The remark above a form that was opened because the command named what the runbook does not have. */
export const remark = (words: string): string => `:warning: ${words}`;
