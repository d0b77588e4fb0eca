// The forms of an incident that exists: opened by a button or a command without words, and what submitting one orders.
import type { ModalView } from "@slack/types";
import { ACTION } from "../../blocks/actions.ts";
import { formTooLate } from "../../blocks/answers.ts";
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
import { fieldError, fieldOf, orderOfForm, refusedForm } from "./form-order.ts";
import { actorOf, type Handler, type InDeps, runbookOf } from "./steps.ts";
import { withProposal } from "./propose.ts";
import type { FormRequest, Known, Request } from "./request.ts";

export type FormName = TextAsked | "update" | "pause" | "severity" | "status";

const OPENING: Record<FormName, string> = {
  update: ACTION.openUpdate,
  pause: ACTION.openPause,
  resolve: ACTION.openResolve,
  cancel: ACTION.openCancel,
  reopen: ACTION.openReopen,
  ask: ACTION.openAsk,
  takeOver: ACTION.openTakeOver,
  severity: ACTION.openSeverity,
  status: ACTION.openStatus,
};

/** The form, unless the incident's stage makes it pointless: then the reason. */
export async function openForm(
  deps: InDeps,
  request: Known<Request>,
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
  return { type: "form", view, instead: formTooLate(OPENING[form], incident.id, words) };
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

export const submitTextForm: Handler<FormRequest> = async (request, deps) => {
  const text = request.fields[FIELD.text] ?? "";
  return submit(request, deps, commandOf);

  function commandOf({ asks }: Partial<FormMetadata>): PersonCommand {
    switch (asks) {
      case "resolve":
        return { type: "Resolve", summary: text };
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
};

export const submitSeverityForm: Handler<FormRequest> = (request, deps) =>
  submit(request, deps, () => {
    const reason = request.fields[FIELD.reason];
    const severity = request.fields[FIELD.severity] ?? "";
    return { type: "ChangeSeverity", severity, ...(reason === undefined ? {} : { reason }) };
  });

export const submitStatusForm: Handler<FormRequest> = (request, deps) =>
  submit(request, deps, () => ({ type: "ChangeStatus", status: request.fields[FIELD.status] ?? "" }));

/** The form closes when it worked; a wrong field stays open beside its reason; anything else is said in its place. */
async function submit(
  request: Parameters<Handler<FormRequest>>[0],
  deps: InDeps,
  commandOf: (metadata: Partial<FormMetadata>) => PersonCommand,
): Promise<Answer> {
  const command = commandOf(request.metadata);
  const applied = await orderOfForm(request, deps, command);
  if (applied.ok) {
    const runbook = await runbookOf(deps, applied.value.incident);
    return withProposal(nothing, applied.value, runbook, deps.words);
  }
  const { problem, said } = applied.error;
  const field = fieldOf(problem);
  return field === null ? refusedForm(said, request.fields) : fieldError(field, said);
}
