// `/incident duties`: who is to be told, and what became of it: done, or skipped with a reason.
import { ACTION } from "../../../blocks/actions.ts";
import { skipForm } from "../../../blocks/duties/draft.ts";
import { dutiesView } from "../../../blocks/duties/duties.ts";
import { FIELD } from "../../../blocks/forms.ts";
import type { DutyCommand } from "../../../domain/duties/decide-duty.ts";
import type { Duty } from "../../../domain/duties/duty.ts";
import { dutyOf } from "../../../domain/duties/occasions.ts";
import { isOpen, type Owed, owedOf } from "../../../domain/duties/owed.ts";
import type { Incident } from "../../../domain/incident.ts";
import type { Runbook } from "../../../domain/runbook.ts";
import { type Answer, reply, replyQuoting } from "../answer.ts";
import { fieldError, fieldOf, formAnswer, refusedForm } from "../form-answer.ts";
import type { FormRequest, Known, Request } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnPressed, type OnTyped, runbookOf } from "../steps.ts";
import { reloaded } from "../visible.ts";

export const openDuties: OnIncident = (_request, deps, incident) => listOf(deps, incident);

/** `duties`, `duties done 2`, `duties done 2 by phone`, `duties skip 2 nobody uses it`. */
export const dutiesByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return listOf(deps, incident);
  const [, what = "", digits, rest = ""] = /^(done|skip)\s+(\d{1,3})(?:\s+([\s\S]+))?$/i.exec(typed) ?? [];
  const owed = digits === undefined ? undefined : incident.owed[Number(digits) - 1];
  const { duties: said } = deps.words;
  if (digits === undefined) return replyQuoting(said.answers.usage, typed);
  if (!owed) return replyQuoting(said.problem.unknown, typed);
  const isDone = what.toLowerCase() === "done";
  if (!isDone && rest === "") return skipFormOf(request, deps, incident, owed.id);
  const command: DutyCommand = isDone
    ? { type: "FinishDuty", duty: owed.id, note: rest || null }
    : { type: "SkipDuty", duty: owed.id, reason: rest };
  const done = await giveOrder(request, deps, incident, command);
  return done.ok ? reply(said.answers.done) : replyQuoting(done.error.said, typed);
};

export const finishDuty: OnPressed = (request, deps, incident, { duty = "" }) =>
  order(request, deps, incident, { type: "FinishDuty", duty, note: null });

export const openSkipDuty: OnPressed = (request, deps, incident, { duty = "" }) =>
  skipFormOf(request, deps, incident, duty);

export const submitSkipDuty: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { duty = "" } = request.metadata;
  const reason = request.fields[FIELD.reason] ?? "";
  const done = await giveOrder(request, deps, incident, { type: "SkipDuty", duty, reason });
  if (done.ok) return listOf(deps, done.value.incident);
  const field = fieldOf(done.error.problem, FIELD.reason);
  return field === null ? refusedForm(done.error.said, request.fields) : fieldError(field, done.error.said);
};

async function skipFormOf(request: Known<Request>, deps: InDeps, incident: Incident, id: string): Promise<Answer> {
  const found = await openDutyOf(deps, incident, id);
  if (!found) return listOf(deps, incident, deps.words.duties.problem.unknown);
  const metadata = { incident: incident.id, channel: request.channel, duty: id };
  const value = { incident: incident.id, duty: id };
  return formAnswer(skipForm(found.duty, metadata, deps.words), ACTION.openSkipDuty, value, deps.words);
}

/** What is owed and still open, with its rules; null where there is none by that id. */
export async function openDutyOf(
  deps: InDeps,
  incident: Incident,
  id: string,
): Promise<{ owed: Owed; duty: Duty; runbook: Runbook } | null> {
  const runbook = await runbookOf(deps, incident);
  const owed = owedOf(incident, id);
  const duty = owed && dutyOf(runbook, owed.duty);
  return owed && duty && isOpen(owed, incident, runbook) ? { owed, duty, runbook } : null;
}

async function order(request: Known<Request>, deps: InDeps, incident: Incident, command: DutyCommand): Promise<Answer> {
  const done = await giveOrder(request, deps, incident, command);
  return done.ok ? listOf(deps, done.value.incident) : listOf(deps, await reloaded(deps, incident), done.error.said);
}

/** The list as it stands; `remark` tells why nothing was changed. */
export async function listOf(deps: InDeps, incident: Incident, remark?: string): Promise<Answer> {
  const runbook = await runbookOf(deps, incident);
  const shown = { now: deps.clock.now(), ...(remark === undefined ? {} : { remark }) };
  const view = dutiesView(incident, runbook, shown, deps.words);
  return formAnswer(view, ACTION.openDuties, { incident: incident.id }, deps.words);
}
