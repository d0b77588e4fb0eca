// `/incident status`: a status that asks for something before it is entered opens a form for that.
import { ACTION } from "../../../blocks/actions.ts";
import { stageWord } from "../../../blocks/card.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { escaped } from "../../../blocks/mrkdwn.ts";
import { demandField, demandsForm, demandsTicked } from "../../../blocks/procedures/phases.ts";
import type { Applied } from "../../../commands/dispatch.ts";
import type { Incident } from "../../../domain/incident.ts";
import { demandsOf, knownStatus, type StatusCommand } from "../../../domain/procedures/phases.ts";
import type { Runbook } from "../../../domain/runbook.ts";
import { type Answer, nothing, reply } from "../answer.ts";
import { fieldError, fieldOf, formAnswer, refusedForm } from "../form-answer.ts";
import { openForm } from "../incident-forms.ts";
import { withProposal } from "../propose.ts";
import type { FormRequest, Known, Request } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnTyped, runbookOf } from "../steps.ts";

/** `status`, `status resolution`, `status resolution all`: the last says that all it asks for is so. */
export const statusByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return openForm(request, deps, incident, "status");
  const command = typedCommand(typed, await runbookOf(deps, incident));
  return enter(request, deps, incident, command, ({ incident: after }) =>
    reply(deps.words.answers.changed({ name: escaped(after.name), to: stageWord(after, deps.words) })),
  );
};

function typedCommand(typed: string, runbook: Runbook): StatusCommand {
  const [, named] = /^(.+?)\s+all$/i.exec(typed) ?? [];
  const status = named === undefined ? null : knownStatus(runbook, named);
  if (!status?.ok) return { type: "ChangeStatus", status: typed };
  return { type: "ChangeStatus", status: status.value, met: demandsOf(runbook, status.value) };
}

export const submitStatusForm: OnIncident<FormRequest> = (request, deps, incident) => {
  const status = request.fields[FIELD.status] ?? "";
  return enter(request, deps, incident, { type: "ChangeStatus", status }, () => nothing);
};

export const submitDemands: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { fields, metadata } = request;
  const { status = "" } = metadata;
  const met = demandsTicked(demandsOf(await runbookOf(deps, incident), status), fields);
  const anyway = fields[FIELD.reason];
  const command: StatusCommand = { type: "ChangeStatus", status, met, ...(anyway === undefined ? {} : { anyway }) };
  const done = await giveOrder(request, deps, incident, command);
  if (done.ok) return withProposal(nothing, done.value, await runbookOf(deps, incident), deps.words);
  const { problem, said } = done.error;
  if (problem.type === "demands-open") return fieldError(demandField(0), deps.words.phases.form.tickOrSay);
  const field = fieldOf(problem);
  return field === null ? refusedForm(said, fields) : fieldError(field, said);
};

/** At once, unless it asks for something first. */
async function enter(
  request: Known<Request>,
  deps: InDeps,
  incident: Incident,
  command: StatusCommand,
  answer: (applied: Applied) => Answer,
): Promise<Answer> {
  const done = await giveOrder(request, deps, incident, command);
  const runbook = await runbookOf(deps, incident);
  if (done.ok) return withProposal(answer(done.value), done.value, runbook, deps.words);
  const { problem, said } = done.error;
  if (problem.type !== "demands-open") {
    return request.kind === "form" ? refusedForm(said, request.fields) : reply(said);
  }
  const metadata = { incident: incident.id, channel: request.channel };
  const view = demandsForm(incident, runbook, problem.status, metadata, deps.words);
  return formAnswer(view, ACTION.openStatus, { incident: incident.id }, deps.words);
}
