// The answers that have to do with a form: one that opens, one whose field is wrong, one that is refused. Nothing typed is lost.
import type { ModalView } from "@slack/types";
import type { ButtonValue } from "../../blocks/actions.ts";
import { formTooLate } from "../../blocks/answers.ts";
import { FIELD } from "../../blocks/forms.ts";
import { unmarked } from "../../blocks/mrkdwn.ts";
import type { Words } from "../../blocks/words/en.ts";
import type { Problem } from "../../domain/problem.ts";
import { UPDATE_PARTS } from "../../domain/updates/updates.ts";
import { type Answer, replyQuoting } from "./answer.ts";

/** Opens the form; where Slack does not in time, a button that `opens` it. */
export const formAnswer = (view: ModalView, opens: string, value: ButtonValue, words: Words): Answer => ({
  type: "form",
  view,
  instead: formTooLate(opens, value, words),
});

/** The form stays open with this beside the field. */
export const fieldError = (field: string, said: string): Answer => ({
  type: "errors",
  errors: { [field]: unmarked(said) },
});

/** In place of a form that no correction would help: why, and what was typed. */
export const refusedForm = (said: string, fields: Record<string, string>): Answer =>
  replyQuoting(said, fields[FIELD.text] ?? fields[FIELD.reason] ?? "");

/** What is asked for in a field of the same name; all else is asked for in the one field for text. */
const WITH_A_FIELD: readonly string[] = [FIELD.reason, ...UPDATE_PARTS];

/** The field that a Problem is about; null where it is about none. `time` is where the form asks for a time. */
export function fieldOf(problem: Problem, time: string = FIELD.text): string | null {
  switch (problem.type) {
    case "text-empty":
    case "text-too-long":
      return WITH_A_FIELD.find((what) => what === problem.what) ?? FIELD.text;
    case "time-in-future":
    case "time-passed":
    case "time-too-far":
      return time;
    case "demands-open":
      return FIELD.status;
    case "update-unchanged":
      return FIELD.text;
    default:
      return null;
  }
}
