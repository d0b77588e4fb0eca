// Answers to the person who acted that come with a button. Those in words alone are said where the request is handled.
import type { Button } from "@slack/types";
import { ACTION, button, type ButtonValue, type KeptDeclaration } from "./actions.ts";
import { actions, type Post, section } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

/** In place of a form that Slack did not open in time: a press opens it. */
export const formTooLate = (opens: string, value: ButtonValue, { answers, buttons }: Words): Post =>
  asking(answers.formTooLate, button(buttons.openForm, opens, value, "primary"));

export const declareFormTooLate = (kept: KeptDeclaration, { answers, buttons }: Words): Post =>
  asking(answers.formTooLateKept, button(buttons.openForm, ACTION.openDeclare, kept, "primary"));

/** The incident that somebody declared a moment ago, and what the second one's may be: the same, or another. */
interface Similar {
  /** What tells of it. */
  problem: string;
  incident: string;
  name: string;
}

/** Asks whether it is the same as an incident of a moment ago: join that one, or declare all the same. */
export function similarDeclared({ problem, incident, name }: Similar, kept: KeptDeclaration, words: Words): Post {
  const { buttons, merge } = words;
  const text = merge.answers.sameWords({ problem });
  return asking(
    text,
    joinButton({ incident, name }, kept.title, words),
    button(buttons.declareAnyway, ACTION.declareAnyway, kept),
  );
}

export const joinButton = (
  { incident, name }: Pick<Similar, "incident" | "name">,
  reported: string,
  { merge }: Words,
): Button => button(merge.buttons.join({ name }), ACTION.join, { incident, reported }, "primary");

const asking = (text: string, ...acts: Button[]): Post => ({
  text,
  blocks: [section(text), actions(acts)],
});
