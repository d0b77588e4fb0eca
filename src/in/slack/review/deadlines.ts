// `/incident deadlines`: what must be done after the end, said to be done by a button or by its number.
import { ACTION } from "../../../blocks/actions.ts";
import { deadlinesView } from "../../../blocks/review/deadlines.ts";
import type { Incident } from "../../../domain/incident.ts";
import { type DeadlineCommand, deadlinesOf } from "../../../domain/review/deadlines.ts";
import { type Answer, replyQuoting } from "../answer.ts";
import { formAnswer } from "../form-answer.ts";
import type { Known, Request } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnPressed, type OnTyped, runbookOf } from "../steps.ts";
import { reloaded } from "../visible.ts";

export const openDeadlines: OnIncident = (_request, deps, incident) => listOf(deps, incident);

/** `deadlines`, `deadlines 2`, `deadlines 2 back`. */
export const deadlinesByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return listOf(deps, incident);
  const [, digits, back] = /^(\d{1,2})(\s+back)?$/i.exec(typed) ?? [];
  const all = deadlinesOf(incident, await runbookOf(deps, incident));
  const deadline = digits === undefined ? undefined : all[Number(digits) - 1]?.key;
  if (deadline === undefined) return replyQuoting(deps.words.review.usage, typed);
  return order(request, deps, incident, back === undefined ? "FinishDeadline" : "UnfinishDeadline", deadline);
};

export const finishDeadline: OnPressed = (request, deps, incident, { deadline = "" }) =>
  order(request, deps, incident, "FinishDeadline", deadline);

export const unfinishDeadline: OnPressed = (request, deps, incident, { deadline = "" }) =>
  order(request, deps, incident, "UnfinishDeadline", deadline);

/** The list again, as it stands then; with the reason where nothing was changed. */
async function order(
  request: Known<Request>,
  deps: InDeps,
  incident: Incident,
  type: DeadlineCommand["type"],
  deadline: string,
): Promise<Answer> {
  const done = await giveOrder(request, deps, incident, { type, deadline });
  return done.ok ? listOf(deps, done.value.incident) : listOf(deps, await reloaded(deps, incident), done.error.said);
}

async function listOf(deps: InDeps, incident: Incident, remark?: string): Promise<Answer> {
  const runbook = await runbookOf(deps, incident);
  const now = deps.clock.now();
  const view = deadlinesView(incident, runbook, { now, ...(remark === undefined ? {} : { remark }) }, deps.words);
  return formAnswer(view, ACTION.openDeadlines, { incident: incident.id }, deps.words);
}
