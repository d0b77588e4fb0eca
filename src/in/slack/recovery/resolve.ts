// `/incident resolve`: with text it is done at once. Where criteria hold it up, the form asks why it is done all the same,
// with what was typed kept.
import { ACTION } from "../../../blocks/actions.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { problemWords } from "../../../blocks/problem.ts";
import { resolveForm, type ResolveGiven } from "../../../blocks/recovery/resolve-form.ts";
import type { Incident } from "../../../domain/incident.ts";
import { openOnly } from "../../../domain/lifecycle.ts";
import { decideResolve, type ResolveCommand } from "../../../domain/recovery/resolve.ts";
import { type Answer, nothing, reply, replyQuoting } from "../answer.ts";
import { fieldError, fieldOf, formAnswer, refusedForm } from "../form-answer.ts";
import type { FormRequest, Known, Request } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnTyped, runbookOf } from "../steps.ts";

export const openResolve: OnIncident = async (request, deps, incident) => {
  const runbook = await runbookOf(deps, incident);
  const open = openOnly(incident);
  if (!open.ok) return reply(problemWords(open.error, runbook, deps.words));
  const context = { now: deps.clock.now(), runbook, people: deps.runbooks.people };
  const decided = decideResolve(incident, { type: "Resolve", summary: "?" }, context);
  const held = decided.ok ? null : problemWords(decided.error, runbook, deps.words);
  return formOf(request, deps, incident, { held });
};

export const resolveByCommand: OnTyped = async (request, deps, incident, summary) => {
  if (summary === "") return openResolve(request, deps, incident);
  const done = await giveOrder(request, deps, incident, { type: "Resolve", summary });
  if (done.ok) return reply(deps.words.answers.resolved);
  const { problem, said } = done.error;
  if (problem.type !== "not-recovered") return replyQuoting(said, summary);
  return formOf(request, deps, incident, { summary, held: said });
};

export const submitResolve: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { [FIELD.text]: summary = "", [FIELD.reason]: reason } = request.fields;
  const command: ResolveCommand = { type: "Resolve", summary, ...(reason === undefined ? {} : { anyway: reason }) };
  const done = await giveOrder(request, deps, incident, command);
  if (done.ok) return nothing;
  const { problem, said } = done.error;
  if (problem.type === "not-recovered") return formOf(request, deps, incident, { summary, held: said });
  const field = fieldOf(problem);
  return field === null ? refusedForm(said, request.fields) : fieldError(field, said);
};

function formOf(request: Known<Request>, deps: InDeps, incident: Incident, given: ResolveGiven): Answer {
  const view = resolveForm(incident, given, { incident: incident.id, channel: request.channel }, deps.words);
  return formAnswer(view, ACTION.openResolve, { incident: incident.id }, deps.words);
}
