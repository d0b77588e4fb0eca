// The forms of an incident that exists: opened by a button or a command without words, and what submitting one orders.
import type { ModalView } from "@slack/types";
import { ACTION } from "../../blocks/actions.ts";
import { formTooLate } from "../../blocks/answers.ts";
import { FIELD, type FormMetadata, severityForm, statusForm, type TextAsked, textForm } from "../../blocks/forms.ts";
import { time } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import { nextDraft, pauseForm, updateForm } from "../../blocks/update-form.ts";
import type { Words } from "../../blocks/words/en.ts";
import type { PersonCommand } from "../../domain/command.ts";
import type { Incident } from "../../domain/incident.ts";
import { openOnly } from "../../domain/lifecycle.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Instant } from "../../lib/clock.ts";
import { findZone } from "../../store/read/people.ts";
import { type Answer, reply, nothing } from "./answer.ts";
import { fieldError, fieldOf, orderOfForm } from "./form-order.ts";
import { type Handler, type InDeps, runbookOf } from "./steps.ts";
import { noteWithTime } from "./note-time.ts";
import { withProposal } from "./propose.ts";
import type { FormRequest, Request } from "./request.ts";

export type FormName = TextAsked | "update" | "pause" | "severity" | "status";

const OPENING: Record<FormName, string> = {
  update: ACTION.openUpdate,
  pause: ACTION.openPause,
  note: ACTION.openNote,
  resolve: ACTION.openResolve,
  cancel: ACTION.openCancel,
  reopen: ACTION.openReopen,
  severity: ACTION.openSeverity,
  status: ACTION.openStatus,
};

/** The form, unless the incident's stage makes it pointless: then the reason. */
export async function openForm(deps: InDeps, request: Request, incident: Incident, form: FormName): Promise<Answer> {
  const runbook = await runbookOf(deps, incident);
  const pointless = pointlessForm(incident, form);
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
  return form === "note" || open.ok ? null : open.error;
}

export const submitTextForm: Handler<FormRequest> = async (request, deps) => {
  const text = request.fields[FIELD.text] ?? "";
  const timed = await timedNote(deps, request, text);
  // A time that was read is said: it may be another than was meant.
  const done = (command: PersonCommand) =>
    command.type === "AddNote" && command.at !== undefined ? reply(timed.done) : nothing;
  return submit(request, deps, commandOf, done);

  function commandOf({ asks }: Partial<FormMetadata>): PersonCommand {
    switch (asks) {
      case "note":
        return { type: "AddNote", ...timed.note };
      case "resolve":
        return { type: "Resolve", summary: text };
      case "cancel":
        return { type: "Cancel", reason: text };
      case "reopen":
        return { type: "Reopen", reason: text };
      // A form for an update that an older version opened.
      default:
        return { type: "PostUpdate", text };
    }
  }
};

/** A note with the time in front of it, as its writer's clock has it, and the sentence that says what was understood. */
export async function timedNote(
  deps: InDeps,
  { team, user }: Request,
  typed: string,
): Promise<{ note: { text: string; at?: Instant }; done: string }> {
  const zone = await findZone(deps.store, team, user);
  const { text, at, zone: read } = noteWithTime(typed, deps.clock.now(), zone);
  const { answers } = deps.words;
  if (at === undefined) return { note: { text }, done: answers.noted };
  const note = { text, at };
  if (read === undefined) return { note, done: answers.notedAt({ at: time(at) }) };
  const done = { at: time(at), zone: read };
  const isGuess = read === "UTC" && zone === null;
  return { note, done: isGuess ? answers.notedAtInUnknown(done) : answers.notedAtIn(done) };
}

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
  done: (command: PersonCommand) => Answer = () => nothing,
): Promise<Answer> {
  const command = commandOf(request.metadata);
  const applied = await orderOfForm(request, deps, command);
  if (applied.ok) {
    const runbook = await runbookOf(deps, applied.value.incident);
    return withProposal(done(command), applied.value, runbook, deps.words);
  }
  const { problem, said } = applied.error;
  const field = fieldOf(problem);
  return field === null ? reply(said) : fieldError(field, said);
}
