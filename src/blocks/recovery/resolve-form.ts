// The form that ends an incident. Where the runbook's criteria hold that up, it says so and asks why it is done all the same.
import type { ModalView } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import { TEXT_CHARS_MAX } from "../../domain/limits.ts";
import { FORM } from "../actions.ts";
import { FIELD, type FormMetadata, modal, textInput } from "../forms.ts";
import { section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** What was typed already; `held`: what holds the resolution up, in words. */
export interface ResolveGiven {
  summary?: string;
  reason?: string;
  held: string | null;
}

export function resolveForm(
  incident: Incident,
  { summary = "", reason = "", held }: ResolveGiven,
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const { title, label, hint, submit } = words.forms.resolve;
  const { form } = words.recovery;
  const text = (initial: string, said: { label: string; hint: string }, id: string) =>
    textInput(id, said.label, { initial, hint: said.hint, length_max: TEXT_CHARS_MAX, multiline: true });
  const blocks = [
    ...(held === null ? [] : [section(held)]),
    text(summary, { label, hint }, FIELD.text),
    ...(held === null ? [] : [text(reason, form, FIELD.reason)]),
  ];
  return modal(FORM.text, { title: title(incident), submit }, { ...metadata, asks: "resolve" }, blocks, words);
}
