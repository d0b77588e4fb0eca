// The forms of the timeline: noting, correcting, striking, and what came of an entry.
import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import { ENTRY_KINDS, type EntryKind } from "../../domain/timeline/entries.ts";
import type { Incident } from "../../domain/incident.ts";
import { TEXT_CHARS_MAX } from "../../domain/limits.ts";
import { FORM, plain } from "../actions.ts";
import { numbered } from "./entry-problem.ts";
import { FIELD, type FormMetadata, modal, option, textInput } from "../forms.ts";
import { section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** Of one entry, as it stood when the form was opened. */
type EntryMetadata = FormMetadata & { incident: string; entry: number; seen: number };

const WHEN_CHARS_MAX = 60;

export function noteForm(
  { id, name }: Incident,
  given: { kind: EntryKind; channel: string | null },
  words: Words,
): ModalView {
  const { note } = words.entries.form;
  return modal(
    FORM.note,
    { title: note.title({ name }), submit: note.submit },
    { incident: id, channel: given.channel },
    [
      textInput(FIELD.text, note.label, { initial: "", hint: "", length_max: TEXT_CHARS_MAX, multiline: true }),
      kindInput(given.kind, words),
      { ...whenInput("", note.whenHint, words), optional: true },
    ],
    words,
  );
}

export interface CorrectEntryFields {
  text: string;
  kind: EntryKind;
  /** As it is typed, in `zone`. */
  when: string;
  reason: string;
}

/** `remark` tells why it is open again, with what was typed. */
export function correctEntryForm(
  given: CorrectEntryFields,
  { zone, remark }: { zone: string; remark: string | null },
  metadata: EntryMetadata,
  words: Words,
): ModalView {
  const { correct } = words.entries.form;
  const named = { title: correct.title({ entry: numbered(metadata.entry) }), submit: correct.submit };
  const blocks: KnownBlock[] = [
    ...(remark === null ? [] : [section(words.forms.remark({ problem: remark }))]),
    textInput(FIELD.text, correct.label, {
      initial: given.text,
      hint: "",
      length_max: TEXT_CHARS_MAX,
      multiline: true,
    }),
    kindInput(given.kind, words),
    whenInput(given.when, correct.whenHint({ zone }), words),
    textInput(FIELD.reason, correct.why, {
      initial: given.reason,
      hint: correct.whyHint,
      length_max: TEXT_CHARS_MAX,
      multiline: false,
    }),
  ];
  return modal(FORM.correctEntry, named, metadata, blocks, words);
}

const TEXT_FORMS = { strike: FORM.strikeEntry, outcome: FORM.outcome };

/** Why it is struck, or what came of it. */
export function entryTextForm(
  what: "strike" | "outcome",
  given: { text: string; remark: string | null },
  metadata: EntryMetadata,
  words: Words,
): ModalView {
  const { title, submit, label, hint } = words.entries.form[what];
  const named = { title: title({ entry: numbered(metadata.entry) }), submit };
  const text = textInput(FIELD.text, label, { initial: given.text, hint, length_max: TEXT_CHARS_MAX, multiline: true });
  const remark = given.remark === null ? [] : [section(words.forms.remark({ problem: given.remark }))];
  return modal(TEXT_FORMS[what], named, metadata, [...remark, text], words);
}

export const kindOptions = ({ entries }: Words, encode: (kind: EntryKind) => string) =>
  ENTRY_KINDS.map((kind) => option(entries.kind[kind], encode(kind)));

function kindInput(initial: EntryKind, words: Words): InputBlock {
  const options = kindOptions(words, (kind) => kind);
  return {
    type: "input",
    block_id: FIELD.kind,
    label: plain(words.entries.form.kind),
    element: {
      type: "static_select",
      action_id: FIELD.kind,
      options,
      initial_option: options.find(({ value }) => value === initial)!,
    },
  };
}

const whenInput = (initial: string, hint: string, { entries }: Words): InputBlock =>
  textInput(FIELD.when, entries.form.when, { initial, hint, length_max: WHEN_CHARS_MAX, multiline: false });
