// A duty's text: what nobody has said is asked for, the whole is shown, and then it is sent, put before whoever approves
// it, or told by hand.
import { ACTION } from "../../../blocks/actions.ts";
import { draftForm, type DraftShown, type DutyAsks, valueField, valuesForm } from "../../../blocks/duties/draft.ts";
import { missingWords } from "../../../blocks/duties/duties.ts";
import { knownValues, ownText } from "../../../blocks/duties/values.ts";
import { FIELD } from "../../../blocks/forms.ts";
import type { DutyCommand } from "../../../domain/duties/decide-duty.ts";
import type { Duty } from "../../../domain/duties/duty.ts";
import type { Owed } from "../../../domain/duties/owed.ts";
import { approverOf, mayApprove } from "../../../domain/duties/responsible.ts";
import type { KnownValues } from "../../../domain/duties/template-values.ts";
import type { Incident } from "../../../domain/incident.ts";
import { bound, type Runbook } from "../../../domain/runbook.ts";
import { draftOf, type FilledDraft } from "../../../runbook/draft.ts";
import { namesOf } from "../../../store/read/people.ts";
import type { Answer } from "../answer.ts";
import { fieldError, fieldOf, formAnswer, refusedForm } from "../form-answer.ts";
import type { FormRequest, Known, Request } from "../request.ts";
import { actorOf, giveOrder, type InDeps, type OnIncident, type OnPressed } from "../steps.ts";
import { listOf, openDutyOf } from "./duties.ts";

interface OpenDuty {
  owed: Owed;
  duty: Duty;
  runbook: Runbook;
}

export const openDutyDraft: OnPressed = async (request, deps, incident, { duty: id = "" }) => {
  const found = await openDutyOf(deps, incident, id);
  if (!found) return listOf(deps, incident, deps.words.duties.problem.notWanted);
  if (found.owed.draft) return preview(request, deps, incident, found, { ...found.owed.draft, missing: [] });
  const draft = await filledWith(deps, incident, found, {});
  if (draft.missing.length === 0) return preview(request, deps, incident, found, draft);
  const metadata = { incident: incident.id, channel: request.channel, duty: id };
  const view = valuesForm(found.duty, draft.missing, metadata, found.runbook, deps.words);
  return formAnswer(view, `${ACTION.openDutyDraft}:${id}`, { incident: incident.id, duty: id }, deps.words);
};

/** What was typed into the fields for missing values, by their names. */
export const submitDutyValues: OnIncident<FormRequest> = async (request, deps, incident) => {
  const found = await openDutyOf(deps, incident, request.metadata.duty ?? "");
  if (!found) return refusedForm(deps.words.duties.problem.notWanted, allTyped(request));
  const prefix = valueField("");
  const typed = Object.entries(request.fields).flatMap(([field, value]) =>
    field.startsWith(prefix) ? [[field.slice(prefix.length), value] as const] : [],
  );
  const draft = await filledWith(deps, incident, found, Object.fromEntries(typed) as KnownValues);
  return preview(request, deps, incident, found, draft);
};

export const submitDutyDraft: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { duty: id = "", dutyAsks: asks = "send" } = request.metadata;
  const found = await openDutyOf(deps, incident, id);
  if (!found) return refusedForm(deps.words.duties.problem.notWanted, request.fields);
  const { [FIELD.text]: text = "", [FIELD.title]: subject = null } = request.fields;
  const missing = await stillNamed(deps, incident, found, `${subject ?? ""}\n${text}`);
  if (missing.length > 0) {
    const values = missingWords(missing, found.runbook, deps.words);
    return fieldError(FIELD.text, deps.words.duties.form.stillMissing({ values }));
  }
  const done = await giveOrder(request, deps, incident, commandOf(asks, id, { subject, text }));
  if (done.ok) return listOf(deps, done.value.incident);
  const field = fieldOf(done.error.problem);
  return field === null ? refusedForm(done.error.said, request.fields) : fieldError(field, done.error.said);
};

function commandOf(asks: DutyAsks, duty: string, draft: { subject: string | null; text: string }): DutyCommand {
  switch (asks) {
    case "send":
      return { type: "SendDuty", duty, ...draft };
    case "ask":
      return { type: "DraftDuty", duty, ...draft };
    case "done":
      return { type: "FinishDuty", duty, note: null, draft };
  }
}

function preview(
  request: Known<Request>,
  deps: InDeps,
  incident: Incident,
  { owed, duty, runbook }: OpenDuty,
  { subject, text }: Pick<FilledDraft, "subject" | "text" | "missing">,
): Answer {
  const isAllowed = mayApprove(duty, incident, runbook, actorOf(request));
  const byHand = byHandOf(deps, duty);
  const asks = !isAllowed ? "ask" : byHand === null ? "send" : "done";
  const approver = isAllowed ? null : approverOf(duty, incident, runbook);
  const shown: DraftShown = { subject, text, asks, approver, byHand };
  const metadata = { incident: incident.id, channel: request.channel, duty: owed.id };
  const view = draftForm(incident, duty, shown, metadata, deps.words);
  const value = { incident: incident.id, duty: owed.id };
  return formAnswer(view, `${ACTION.openDutyDraft}:${owed.id}`, value, deps.words);
}

function byHandOf({ connected, runbooks: { people } }: InDeps, { outlet, to }: Duty): DraftShown["byHand"] {
  if (outlet === "direct") return bound(people, to).length > 0 ? null : "nobody-bound";
  return outlet === "channel" || connected.includes(outlet) ? null : "not-connected";
}

async function filledWith(
  deps: InDeps,
  incident: Incident,
  { duty, runbook }: OpenDuty,
  typed: KnownValues,
): Promise<FilledDraft> {
  const holders = Object.values(incident.roles).map(({ user }) => user);
  const given = { names: await namesOf(deps.store, incident.team, holders), now: deps.clock.now() };
  const known = { ...knownValues(incident, runbook, given, deps.words), ...typed };
  return draftOf(duty, runbook, known, ownText(incident, known, deps.words));
}

/** Values whose place in the text nobody has filled. */
async function stillNamed(deps: InDeps, incident: Incident, found: OpenDuty, text: string): Promise<string[]> {
  const { missing } = await filledWith(deps, incident, found, {});
  return missing.filter((name) => text.includes(`[${name}]`));
}

const allTyped = ({ fields }: FormRequest): Record<string, string> => ({
  [FIELD.text]: Object.values(fields).join("\n"),
});
