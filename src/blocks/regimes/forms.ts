// The forms of a regime: its questions and since when its clocks run; that a notification was submitted, is not needed, or is
// open again.
import type { InputBlock, ModalView } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import { TEXT_CHARS_MAX } from "../../domain/limits.ts";
import { questionsOf } from "../../domain/regimes/decide-regime.ts";
import type { StandingNotification } from "../../domain/regimes/notifications.ts";
import type { RunbookRegime } from "../../domain/regimes/regime.ts";
import { regimeState } from "../../domain/regimes/state.ts";
import { cut } from "../../lib/pure/text.ts";
import { FORM, plain } from "../actions.ts";
import { FIELD, type FormMetadata, modal, option, textInput } from "../forms.ts";
import { context, escaped, section, webLink } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { drillRemark } from "./list.ts";

/** Slack's limit for a field's label, in characters. */
const LABEL_CHARS_MAX = 150;
const TIME_CHARS_MAX = 60;
const REFERENCE_CHARS_MAX = 300;

/** The fields of a question and of a clock's start. */
export const answerField = (question: string): string => `answer:${question}`;
export const sinceField = (start: string): string => `since:${start}`;

const YES = "yes";
const NO = "no";

/** `typed`: each clock's time as its reader types it, where it runs. */
export function answerForm(
  incident: Incident,
  regime: RunbookRegime,
  typed: Readonly<Record<string, string>>,
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const { form, notLegalAdvice, source } = words.regimes;
  const { answers } = regimeState(incident, regime.key);
  const { url, read: day } = regime.source;
  const reason = textInput(FIELD.reason, form.answer.reason, {
    initial: "",
    hint: form.answer.reasonHint,
    length_max: TEXT_CHARS_MAX,
    multiline: true,
  });
  const blocks = [
    ...drillRemark(incident, words),
    section(`*${escaped(regime.name)}*`),
    ...questionsOf(regime).map(({ key, question }) => yesNo(answerField(key), question, answers[key]?.yes, words)),
    ...regime.starts.map(({ key, means }) => since(sinceField(key), means, typed[key] ?? "", words)),
    { ...reason, optional: true },
    context(`${source({ link: webLink(url), day })}\n${notLegalAdvice}`),
  ];
  return modal(FORM.answerRegime, form.answer, { ...metadata, regime: regime.key }, blocks, words);
}

function yesNo(id: string, question: string, value: boolean | undefined, words: Words): InputBlock {
  const { forms } = words.circumstances;
  const options = [option(forms.yes, YES), option(forms.no, NO)];
  const initial = value === undefined ? undefined : options[value ? 0 : 1];
  return {
    type: "input",
    block_id: id,
    optional: true,
    label: plain(cut(question, LABEL_CHARS_MAX)),
    element: { type: "radio_buttons", action_id: id, options, ...(initial ? { initial_option: initial } : {}) },
  };
}

/** Undefined where that field holds no answer. */
export const yesNoGiven = (given: string | undefined): boolean | undefined =>
  given === YES ? true : given === NO ? false : undefined;

const since = (id: string, means: string, initial: string, { regimes: { form } }: Words): InputBlock => ({
  ...textInput(id, cut(form.answer.since({ means }), LABEL_CHARS_MAX), {
    initial,
    hint: form.answer.sinceHint,
    length_max: TIME_CHARS_MAX,
    multiline: false,
  }),
  optional: true,
});

export function submittedForm(
  incident: Incident,
  one: StandingNotification,
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const { submitted: said } = words.regimes.form;
  const field = (id: string, label: string, hint: string, length_max: number, multiline = false) => ({
    ...textInput(id, label, { initial: "", hint, length_max, multiline }),
    optional: true,
  });
  const blocks = [
    ...drillRemark(incident, words),
    section(aboutOf(one, words)),
    field(FIELD.when, said.when, said.whenHint, TIME_CHARS_MAX),
    field(FIELD.reference, said.reference, said.referenceHint, REFERENCE_CHARS_MAX),
    field(FIELD.proof, said.proof, said.proofHint, TEXT_CHARS_MAX, true),
  ];
  return modal(FORM.submitted, said, keysOf(one, metadata), blocks, words);
}

/** Asks why: it is not needed, or what was said of it is taken back. */
export function whyForm(
  asks: "notNeeded" | "reopen",
  incident: Incident,
  one: StandingNotification,
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const said = words.regimes.form[asks];
  const blocks = [
    ...drillRemark(incident, words),
    section(aboutOf(one, words)),
    textInput(FIELD.reason, said.label, { initial: "", hint: said.hint, length_max: TEXT_CHARS_MAX, multiline: true }),
  ];
  const form = asks === "notNeeded" ? FORM.notNeeded : FORM.reopenNotification;
  return modal(form, said, keysOf(one, metadata), blocks, words);
}

const keysOf = ({ regime, notification }: StandingNotification, metadata: FormMetadata): FormMetadata => ({
  ...metadata,
  regime: regime.key,
  notification: notification.key,
});

const aboutOf = ({ regime, notification: { title, to } }: StandingNotification, { regimes: { say } }: Words): string =>
  say.about({ regime: escaped(regime.name), title: escaped(title), to: escaped(to) });
