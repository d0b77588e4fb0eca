// The forms of an incident that exists: opened by a button or a command without words, and what submitting one orders.
import { ACTION } from "../../blocks/actions.ts";
import { formTooLate } from "../../blocks/answers.ts";
import { FIELD, type FormMetadata, severityForm, statusForm, type TextAsked, textForm } from "../../blocks/forms.ts";
import { unmarked, time } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import type { PersonCommand } from "../../domain/command.ts";
import type { Incident } from "../../domain/incident.ts";
import { openOnly } from "../../domain/lifecycle.ts";
import type { Instant } from "../../lib/clock.ts";
import { loadIncident } from "../../store/read/incidents.ts";
import { findZone } from "../../store/read/people.ts";
import { type Answer, reply, nothing } from "./answer.ts";
import { actorOf, type Handler, type InDeps, runbookOf } from "./steps.ts";
import { noteWithTime } from "./note-time.ts";
import { withProposal } from "./propose.ts";
import type { FormRequest, Request } from "./request.ts";

export type FormName = TextAsked | "severity" | "status";

const OPENING: Record<FormName, string> = {
  update: ACTION.openUpdate,
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
  const view =
    form === "severity"
      ? severityForm(incident, runbook, metadata, words)
      : form === "status"
        ? statusForm(incident, runbook, metadata, words)
        : textForm(incident, runbook, { ...metadata, asks: form }, words);
  return { type: "form", view, instead: formTooLate(OPENING[form], incident.id, words) };
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
      default: {
        const status = request.fields[FIELD.status];
        return { type: "PostUpdate", text, ...(status === undefined ? {} : { status }) };
      }
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
  const { metadata } = request;
  const command = commandOf(metadata);
  const applied = await deps.dispatch({
    team: request.team,
    actor: actorOf(request),
    cause: request.key,
    interaction: request.key,
    incident: metadata.incident ?? "",
    command,
  });
  if (applied.ok) {
    const runbook = await runbookOf(deps, applied.value.incident);
    return withProposal(done(command), applied.value, runbook, deps.words);
  }
  const stored = await loadIncident(deps.store, metadata.incident ?? "");
  const known = stored?.incident.team === request.team ? stored.incident : null;
  const runbook = known ? await runbookOf(deps, known) : deps.runbooks.current.runbook;
  const said = problemWords(applied.error, runbook, deps.words);
  if (
    applied.error.type === "text-empty" ||
    applied.error.type === "text-too-long" ||
    applied.error.type === "time-in-future"
  ) {
    return { type: "errors", errors: { [FIELD.text]: unmarked(said) } };
  }
  return reply(said);
}
