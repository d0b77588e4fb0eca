// The form behind each button of an exercise: a note, a reason, or a day.
import type { InputBlock, ModalView } from "@slack/types";
import { EXERCISE_NOTE_CHARS_MAX } from "../../domain/readiness/decide-readiness.ts";
import type { KeptExercise } from "../../domain/readiness/readiness.ts";
import { FORM, plain } from "../actions.ts";
import { type ExerciseAsked, FIELD, type FormMetadata, modal, textInput } from "../forms.ts";
import { escaped, section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { periodWords } from "./exercise.ts";

export function exerciseForm(
  { title, every, key }: KeptExercise,
  period: string,
  asks: ExerciseAsked,
  channel: string | null,
  words: Words,
): ModalView {
  const { form } = words.readiness;
  const { label, hint, ...named } = form[asks];
  const length_max = EXERCISE_NOTE_CHARS_MAX;
  const text = textInput(FIELD.text, label, { initial: "", hint, length_max, multiline: true });
  const day: InputBlock = {
    type: "input",
    block_id: FIELD.due,
    label: plain(form.day),
    hint: plain(form.dayHint),
    element: { type: "datepicker", action_id: FIELD.due },
  };
  const metadata: FormMetadata = { channel, exercise: key, period, exerciseAsks: asks };
  const blocks = [
    section(form.about({ title: escaped(title), period: periodWords(period, every, words) })),
    ...(asks === "move" ? [day] : []),
    asks === "not-done" ? text : { ...text, optional: true },
  ];
  return modal(FORM.exercise, named, metadata, blocks, words);
}
