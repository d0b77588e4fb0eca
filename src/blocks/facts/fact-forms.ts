// The modals for times, impact and triage. What somebody else may change meanwhile carries what its writer saw.
import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import { circumstancesOf } from "../../domain/facts/circumstances.ts";
import { IMPACT_CHARS_MAX, IMPACT_PARTS, type ImpactWords } from "../../domain/facts/impact.ts";
import type { Incident } from "../../domain/incident.ts";
import { TEXT_CHARS_MAX } from "../../domain/limits.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { TIME_NAMES } from "../../domain/facts/times.ts";
import { askedMeasures } from "../../domain/severity/rules.ts";
import { ANSWER_CHARS_MAX, answerOf, isTime } from "../../domain/facts/triage.ts";
import { ACTION, FORM, plain } from "../actions.ts";
import { FIELD, type FormMetadata, type KnownToForm, modal, option, textInput } from "../forms.ts";
import { measureInput } from "./measure-inputs.ts";
import { context, section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** Longest answer to "when?", in characters. */
const WHEN_CHARS_MAX = 100;

export const TIME_FIELD = { time: "time", when: "when" } as const;

export const partField = (part: string): string => `impact:${part}`;
export const answerField = (index: number): string => `answer:${index}`;

/** What was typed already, and why the form appears, where a command could not be carried out. */
export interface TimeGiven {
  time?: string;
  when?: string;
  reason?: string;
  remark?: string;
}

export function timesForm(incident: Incident, given: TimeGiven, metadata: FormMetadata, words: Words): ModalView {
  const { time: timeName, forms } = words.facts;
  const { title, submit, which, when, why } = forms.times;
  const options = TIME_NAMES.map((name) => option(timeName[name], name));
  const chosen = options.find(({ value }) => value === given.time);
  const choice: InputBlock = {
    type: "input",
    block_id: TIME_FIELD.time,
    label: plain(which),
    element: {
      type: "static_select",
      action_id: TIME_FIELD.time,
      placeholder: plain(words.forms.choose),
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
  const [asked, reason] = [given.when ?? "", given.reason ?? ""];
  const blocks = [
    ...remarkOf(given.remark),
    choice,
    textInput(TIME_FIELD.when, when.label, {
      initial: asked,
      hint: when.hint,
      length_max: WHEN_CHARS_MAX,
      multiline: false,
    }),
    textInput(FIELD.reason, why.label, {
      initial: reason,
      hint: why.hint,
      length_max: TEXT_CHARS_MAX,
      multiline: true,
    }),
  ];
  return modal(FORM.times, { title: title(incident), submit }, metadata, blocks, words);
}

/** What was filled in already stands in place of what is known. */
interface ImpactGiven {
  typed?: ImpactWords;
  measured?: KnownToForm["measured"];
  /** Why a first submission was refused. */
  remark?: string;
}

/** In words, and below them what the runbook measures. */
export function impactForm(
  incident: Incident,
  runbook: Runbook,
  { typed, measured = incident.measured, remark }: ImpactGiven,
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const { title, submit, part: said } = words.facts.forms.impact;
  const known = typed ?? incident.impact?.words ?? {};
  const inputs = IMPACT_PARTS.map((part): KnownBlock => {
    const { label, hint } = said[part];
    const given = { initial: known[part] ?? "", hint, length_max: IMPACT_CHARS_MAX, multiline: part === "summary" };
    return { ...textInput(partField(part), label, given), optional: true };
  });
  const asked = askedMeasures(runbook, { ...circumstancesOf(incident), measured });
  const measures = asked.measures.map((one) => measureInput(one, asked.measured[one.key], words, ACTION.impactAnswer));
  const blocks = [...remarkOf(remark), ...inputs, ...measures];
  const { categories } = incident;
  const seen = { seenSeq: incident.seq, ...metadata, ...(measures.length > 0 && { known: { categories, measured } }) };
  return modal(FORM.impact, { title: title(incident), submit }, seen, blocks, words);
}

/** The checklist: each question with the answer it has. */
export function triageForm(
  incident: Incident,
  runbook: Runbook,
  { typed, remark }: { typed?: Record<string, string>; remark?: string },
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const { title, submit, intro, lands } = words.facts.forms.triage;
  const inputs = runbook.triage.map((asked, index): KnownBlock => {
    const initial = typed?.[asked.question] ?? answerOf(incident, asked);
    const given = {
      initial,
      hint: isTime(asked.lands) ? lands.time : "",
      length_max: ANSWER_CHARS_MAX,
      multiline: false,
    };
    return { ...textInput(answerField(index), asked.question, given), optional: true };
  });
  const seen = { ...metadata, seenSeq: incident.seq };
  const first = remark === undefined ? [context(intro)] : remarkOf(remark);
  return modal(FORM.triage, { title: title(incident), submit }, seen, [...first, ...inputs], words);
}

const remarkOf = (remark: string | undefined): KnownBlock[] => (remark === undefined ? [] : [section(remark)]);
