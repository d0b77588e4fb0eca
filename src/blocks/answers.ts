// Answers to the person who acted that come with a button. Those in words alone are said where the request is handled.
import type { Button } from "@slack/types";
import { ACTION, button, type KeptDeclaration } from "./actions.ts";
import { type Post, section } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

/** In place of a form that Slack did not open in time: a press opens it. */
export const formTooLate = (opens: string, incident: string, { answers, buttons }: Words): Post =>
  asking(answers.formTooLate, button(buttons.openForm, opens, { incident }, "primary"));

export const declareFormTooLate = (kept: KeptDeclaration, { answers, buttons }: Words): Post =>
  asking(answers.formTooLateKept, button(buttons.openForm, ACTION.openDeclare, kept, "primary"));

/** `problem` tells of the incident that somebody declared a moment ago. */
export const similarDeclared = (problem: string, kept: KeptDeclaration, { buttons }: Words): Post =>
  asking(problem, button(buttons.declareAnyway, ACTION.declareAnyway, kept));

const asking = (text: string, act: Button): Post => ({
  text,
  blocks: [section(text), { type: "actions", elements: [act] }],
});
