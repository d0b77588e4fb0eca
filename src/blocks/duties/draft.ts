// A duty's text before it goes out: what is missing is asked for, then the whole is shown, and only then it is sent.
import type { ModalView } from "@slack/types";
import type { Duty } from "../../domain/duties/duty.ts";
import type { Incident } from "../../domain/incident.ts";
import { PART_CHARS_MAX, TEXT_CHARS_MAX } from "../../domain/limits.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { redactSecrets } from "../../lib/pure/secrets.ts";
import { FORM } from "../actions.ts";
import { FIELD, type FormMetadata, modal, textInput } from "../forms.ts";
import { channelLink, context, escaped, lines, person, type Post, section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { dutyWords } from "./names.ts";
import { valueWords } from "./values.ts";

/** What pressing the form's button does. */
export type DutyAsks = NonNullable<FormMetadata["dutyAsks"]>;

const SUBJECT_CHARS_MAX = 300;
/** Of a form: more are asked for in the text itself. */
const VALUES_MAX = 20;

/** The field of a template's value. */
export const valueField = (name: string): string => `value:${name}`;

/** Asks for what the text needs and nobody has said. */
export function valuesForm(
  duty: Duty,
  missing: readonly string[],
  metadata: FormMetadata,
  runbook: Runbook,
  words: Words,
): ModalView {
  const { form: said } = words.duties;
  const fields = missing.slice(0, VALUES_MAX).map((name) =>
    textInput(valueField(name), asLabel(valueWords(name, runbook, words)), {
      initial: "",
      hint: said.unknownHint,
      length_max: PART_CHARS_MAX,
      multiline: true,
    }),
  );
  const head = section(said.missing({ who: dutyWords(duty, words) }));
  return modal(FORM.dutyValues, said.values, metadata, [head, ...fields], words);
}

const asLabel = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export interface DraftShown {
  subject: string | null;
  text: string;
  asks: DutyAsks;
  /** Whose word it needs, where that is not the viewer. */
  approver: string | null;
  /** Warroom cannot tell them itself: nothing is connected, or nobody is bound. */
  byHand: "not-connected" | "nobody-bound" | null;
}

/** The whole text, to be changed, and what happens to it. */
export function draftForm(
  incident: Incident,
  duty: Duty,
  shown: DraftShown,
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const { form: said } = words.duties;
  const notes = [
    ...(shown.byHand === "not-connected" ? [said.byHand] : []),
    ...(shown.byHand === "nobody-bound" ? [said.nobodyBound] : []),
    ...(shown.approver === null ? [] : [said.asks({ who: person(shown.approver) })]),
    ...(incident.private ? [said.private] : []),
    ...(duty.template === null ? [said.own] : []),
  ];
  const subject = textInput(FIELD.title, said.subject, {
    initial: shown.subject ?? "",
    hint: "",
    length_max: SUBJECT_CHARS_MAX,
    multiline: false,
  });
  const text = textInput(FIELD.text, said.text, {
    initial: shown.text,
    hint: "",
    length_max: TEXT_CHARS_MAX,
    multiline: true,
  });
  const blocks = [
    section([said.about({ who: dutyWords(duty, words) }), ...notes].join("\n")),
    ...(shown.subject === null ? [] : [subject]),
    text,
  ];
  const head = { title: said.draft.title, submit: said.draft[shown.asks] };
  return modal(FORM.dutyDraft, head, { ...metadata, dutyAsks: shown.asks }, blocks, words);
}

export function skipForm(duty: Duty, metadata: FormMetadata, words: Words): ModalView {
  const { skip } = words.duties.form;
  const given = { initial: "", hint: skip.hint, length_max: TEXT_CHARS_MAX, multiline: true };
  const blocks = [
    section(words.duties.form.about({ who: dutyWords(duty, words) })),
    textInput(FIELD.reason, skip.label, given),
  ];
  return modal(FORM.skipDuty, skip, metadata, blocks, words);
}

/** As it stands in Slack: the text as it was written, and which incident it is about. */
export function dutyPost(
  incident: Incident,
  { subject, text }: { subject: string | null; text: string },
  words: Words,
): Post {
  const { post: said } = words.duties;
  const body = lines([
    ...(subject === null ? [] : [said.subject({ subject: escaped(redactSecrets(subject)) })]),
    ...escaped(redactSecrets(text)).split("\n"),
  ]);
  // A private incident's room is nothing that those outside of it need to know.
  if (incident.private || !incident.room) return body;
  const room = channelLink(incident.room.channel);
  const isNamed = text.includes(incident.name);
  const from = isNamed ? said.room({ room }) : said.from({ name: escaped(incident.name), room });
  return { ...body, blocks: [...body.blocks, context(from)] };
}
