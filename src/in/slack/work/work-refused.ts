// The answer to an order about a task or an action item that was not carried out: nothing that was typed is lost.
import { FIELD } from "../../../blocks/forms.ts";
import { escaped } from "../../../blocks/mrkdwn.ts";
import { problemWords } from "../../../blocks/problem.ts";
import type { Words } from "../../../blocks/words/en.ts";
import type { Incident } from "../../../domain/incident.ts";
import type { Problem } from "../../../domain/problem.ts";
import { type Answer, reply } from "../answer.ts";
import { fieldError } from "../form-answer.ts";
import { type InDeps, type Refused, runbookOf } from "../steps.ts";

/** Why, and what was typed. */
export async function refusedWith(deps: InDeps, incident: Incident, problem: Problem, typed: string): Promise<Answer> {
  const said = problemWords(problem, await runbookOf(deps, incident), deps.words);
  return withTyped(said, typed, deps.words);
}

/** The form stays open with the problem beside a field. */
export async function problemAt(deps: InDeps, incident: Incident, problem: Problem, field: string): Promise<Answer> {
  const said = problemWords(problem, await runbookOf(deps, incident), deps.words);
  return fieldError(field, said);
}

/** A wrong text stays in its field; anything else is said in the form's place, with what was typed. */
export function refusedWork({ problem, said }: Refused, text: string, { words }: InDeps): Answer {
  if (problem.type === "text-empty" || problem.type === "text-too-long") return fieldError(FIELD.text, said);
  return text === "" ? reply(said) : withTyped(said, text, words);
}

export const withTyped = (said: string, typed: string, { work }: Words): Answer =>
  reply(work.typed({ problem: said, typed: escaped(typed).replaceAll("`", "'") }));
