// The form by which a role is offered to somebody.
import type { InputBlock, ModalView } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import { TEXT_CHARS_MAX } from "../../domain/limits.ts";
import type { Role } from "../../domain/runbook.ts";
import { FORM, plain } from "../actions.ts";
import { FIELD, type FormMetadata, modal, option, textInput } from "../forms.ts";
import type { Words } from "../words/en.ts";

/** `roles` are those the person may offer, the one that is meant first; `note` is what they typed so far. */
export function handoverForm(
  incident: Incident,
  { roles, note }: { roles: readonly Role[]; note: string },
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const { title, submit, noteLabel, noteHint } = words.forms.handover;
  const noteInput = textInput(FIELD.text, noteLabel, {
    initial: note,
    hint: noteHint,
    length_max: TEXT_CHARS_MAX,
    multiline: true,
  });
  const blocks = [roleInput(roles, words), userInput(words), { ...noteInput, optional: true }];
  return modal(FORM.handover, { title: title(incident), submit }, metadata, blocks, words);
}

function roleInput(roles: readonly Role[], { forms }: Words): InputBlock {
  const options = roles.map(({ key, name }) => option(name, key));
  return {
    type: "input",
    block_id: FIELD.role,
    label: plain(forms.handover.role),
    element: { type: "static_select", action_id: FIELD.role, options, initial_option: options[0]! },
  };
}

const userInput = ({ forms }: Words): InputBlock => ({
  type: "input",
  block_id: FIELD.user,
  label: plain(forms.handover.to),
  hint: plain(forms.handover.toHint),
  element: { type: "users_select", action_id: FIELD.user, placeholder: plain(forms.choose) },
});
