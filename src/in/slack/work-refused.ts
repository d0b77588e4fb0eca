// The answer to an order about a task or an action item that was not carried out: nothing that was typed is lost.
import { FIELD } from "../../blocks/forms.ts";
import { escaped, unmarked } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Problem } from "../../domain/problem.ts";
import { type Answer, reply } from "./answer.ts";
import { type InDeps, runbookOf } from "./steps.ts";

/** Why, and what was typed. */
export async function refusedWith(deps: InDeps, incident: Incident, problem: Problem, typed: string): Promise<Answer> {
  const said = problemWords(problem, await runbookOf(deps, incident), deps.words);
  return reply(deps.words.work.typed({ problem: said, typed: escaped(typed).replaceAll("`", "'") }));
}

/** The form stays open with the problem beside a field. */
export async function problemAt(deps: InDeps, incident: Incident, problem: Problem, field: string): Promise<Answer> {
  const said = problemWords(problem, await runbookOf(deps, incident), deps.words);
  return { type: "errors", errors: { [field]: unmarked(said) } };
}

/** A wrong text stays in its field; anything else is said in the form's place, with what was typed. */
export async function refusedForm(deps: InDeps, incident: Incident, problem: Problem, text: string): Promise<Answer> {
  if (problem.type === "text-empty" || problem.type === "text-too-long") {
    return problemAt(deps, incident, problem, FIELD.text);
  }
  if (text !== "") return refusedWith(deps, incident, problem, text);
  return reply(problemWords(problem, await runbookOf(deps, incident), deps.words));
}
