// The forms of an incident that exists: opened by a button or a command without words, and what submitting one orders.
import type { ModalView } from "@slack/types";
import { ACTION } from "../../blocks/actions.ts";
import { FIELD, type FormMetadata, severityForm, statusForm, type TextAsked, textForm } from "../../blocks/forms.ts";
import { problemWords } from "../../blocks/problem.ts";
import { nextDraft, pauseForm, updateForm } from "../../blocks/updates/update-form.ts";
import type { Words } from "../../blocks/words/en.ts";
import type { Actor } from "../../domain/actor.ts";
import type { PersonCommand } from "../../domain/command.ts";
import type { Context } from "../../domain/context.ts";
import { decide } from "../../domain/decide.ts";
import type { Incident } from "../../domain/incident.ts";
import { openOnly } from "../../domain/lifecycle.ts";
import type { Problem } from "../../domain/problem.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { type Answer, reply, nothing } from "./answer.ts";
import { fieldError, fieldOf, formAnswer, refusedForm } from "./form-answer.ts";
import { actorOf, giveOrder, type InDeps, type OnIncident, runbookOf } from "./steps.ts";
import { withProposal } from "./propose.ts";
import { submitResolve } from "./recovery/resolve.ts";
import { submitRedaction } from "./redact.ts";
import type { FormRequest, Known, Request } from "./request.ts";

export type FormName = Exclude<TextAsked, "redact" | "resolve"> | "update" | "pause" | "severity" | "status";

const OPENING: Record<FormName, string> = {
  update: ACTION.openUpdate,
  pause: ACTION.openPause,
  cancel: ACTION.openCancel,
  reopen: ACTION.openReopen,
  ask: ACTION.openAsk,
  takeOver: ACTION.openTakeOver,
  severity: ACTION.openSeverity,
  status: ACTION.openStatus,
};

/** The form, unless the incident's stage makes it pointless: then the reason. */
export async function openForm(
  request: Known<Request>,
  deps: InDeps,
  incident: Incident,
  form: FormName,
): Promise<Answer> {
  const runbook = await runbookOf(deps, incident);
  const context = { now: deps.clock.now(), runbook, people: deps.runbooks.people };
  const pointless = pointlessForm(incident, form) ?? pointlessQuestion(incident, form, actorOf(request), context);
  const { words } = deps;
  if (pointless) return reply(problemWords(pointless, runbook, words));
  const metadata = { incident: incident.id, channel: request.channel };
  const view = formView(form, incident, runbook, metadata, words);
  return formAnswer(view, OPENING[form], { incident: incident.id }, words);
}

function formView(
  form: FormName,
  incident: Incident,
  runbook: Runbook,
  metadata: FormMetadata,
  words: Words,
): ModalView {
  switch (form) {
    case "update":
      return updateForm(incident, runbook, nextDraft(incident), metadata, words);
    case "pause":
      return pauseForm(incident, metadata, words);
    case "severity":
      return severityForm(incident, runbook, metadata, words);
    case "status":
      return statusForm(incident, runbook, metadata, words);
    default:
      return textForm(incident, { ...metadata, asks: form }, words);
  }
}

function pointlessForm(incident: Incident, form: FormName) {
  const { stage, name } = incident;
  if (form === "reopen") return stage === "open" ? ({ type: "already-open", name } as const) : null;
  const open = openOnly(incident);
  return open.ok ? null : open.error;
}

/** Why nobody could be asked, or the lead not taken over, whatever were written in the form. */
function pointlessQuestion(incident: Incident, form: FormName, actor: Actor, context: Context): Problem | null {
  if (form !== "ask" && form !== "takeOver") return null;
  const command = form === "ask" ? { type: "AskLead" as const, text: "?" } : { type: "TakeOver" as const, reason: "?" };
  const decision = decide(incident, command, actor, context);
  return decision.ok ? null : decision.error;
}

export const submitTextForm: OnIncident<FormRequest> = (request, deps, incident) => {
  if (request.metadata.asks === "redact") return submitRedaction(request, deps, incident);
  if (request.metadata.asks === "resolve") return submitResolve(request, deps, incident);
  const text = request.fields[FIELD.text] ?? "";
  return submit(request, deps, incident, textCommand(request.metadata.asks, text));
};

function textCommand(asks: FormMetadata["asks"], text: string): PersonCommand {
  switch (asks) {
    case "cancel":
      return { type: "Cancel", reason: text };
    case "reopen":
      return { type: "Reopen", reason: text };
    case "ask":
      return { type: "AskLead", text };
    case "takeOver":
      return { type: "TakeOver", reason: text };
    // The forms for these that an older version opened.
    case "note":
      return { type: "AddNote", text };
    default:
      return { type: "PostUpdate", text };
  }
}

export const submitSeverityForm: OnIncident<FormRequest> = (request, deps, incident) => {
  const { [FIELD.severity]: severity = "", [FIELD.reason]: reason } = request.fields;
  const command: PersonCommand = { type: "ChangeSeverity", severity, ...(reason === undefined ? {} : { reason }) };
  return submit(request, deps, incident, command);
};

/** The form closes when it worked; a wrong field stays open beside its reason; anything else is said in its place. */
async function submit(
  request: Known<FormRequest>,
  deps: InDeps,
  incident: Incident,
  command: PersonCommand,
): Promise<Answer> {
  const applied = await giveOrder(request, deps, incident, command);
  if (applied.ok) return withProposal(nothing, applied.value, await runbookOf(deps, incident), deps.words);
  const { problem, said } = applied.error;
  const field = fieldOf(problem);
  return field === null ? refusedForm(said, request.fields) : fieldError(field, said);
}
