// `/incident impact` and `/incident triage`. Several people fill these forms at once: each changes what they wrote, and
// where two wrote the same field the second is shown the first's words, with their own kept.
import type { ModalView } from "@slack/types";
import { ACTION } from "../../blocks/actions.ts";
import { formTooLate } from "../../blocks/answers.ts";
import { answerField, impactForm, partField, triageForm } from "../../blocks/facts/fact-forms.ts";
import { impactHistory } from "../../blocks/facts/fact-overview.ts";
import type { FormMetadata } from "../../blocks/forms.ts";
import { unmarked } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import type { PersonCommand } from "../../domain/command.ts";
import { IMPACT_PARTS, type ImpactChanges, type ImpactWords } from "../../domain/facts/impact.ts";
import { fold, type Incident } from "../../domain/incident.ts";
import { openOnly } from "../../domain/lifecycle.ts";
import type { Problem } from "../../domain/problem.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { answerOf, isTime } from "../../domain/facts/triage.ts";
import { readEvents } from "../../store/read/events.ts";
import { loadIncident } from "../../store/read/incidents.ts";
import { type Answer, nothing, reply } from "./answer.ts";
import type { CommandRequest, FormRequest, Known, Request } from "./request.ts";
import { actorOf, type Handler, type InDeps, order, runbookOf } from "./steps.ts";
import { readTime } from "./times.ts";

/** `impact`, `impact history`, `impact <what is hit>`. */
export async function impactByCommand(
  request: Known<CommandRequest>,
  deps: InDeps,
  incident: Incident,
  typed: string,
): Promise<Answer> {
  if (typed === "") return openImpact(deps, request, incident);
  if (/^history$/i.test(typed)) {
    const events = await readEvents(deps.store, incident.id);
    return { type: "reply", post: impactHistory(incident, events, deps.words) };
  }
  const command: PersonCommand = { type: "SetImpact", changes: { summary: { to: typed } } };
  return order(deps, request, command, incident, () => reply(deps.words.answers.roomTold));
}

export async function openImpact(deps: InDeps, request: Request, incident: Incident): Promise<Answer> {
  return form(deps, incident, ACTION.openImpact, impactForm(incident, {}, metadataOf(request, incident), deps.words));
}

export async function openTriage(deps: InDeps, request: Request, incident: Incident): Promise<Answer> {
  const runbook = await runbookOf(deps, incident);
  if (runbook.triage.length === 0) return reply(deps.words.facts.answers.noTriage);
  const open = openOnly(incident);
  if (!open.ok) return reply(problemWords(open.error, runbook, deps.words));
  const view = triageForm(incident, runbook, {}, metadataOf(request, incident), deps.words);
  return form(deps, incident, ACTION.openTriage, view);
}

export const submitImpact: Handler<FormRequest> = async (request, deps) => {
  const filled = await filledForm(deps, request);
  if (!filled) return unknownIncident(deps, request);
  const { incident, asSeen } = filled;
  const typed = Object.fromEntries(IMPACT_PARTS.map((part) => [part, request.fields[partField(part)] ?? ""]));
  const changes: ImpactChanges = {};
  for (const part of IMPACT_PARTS) {
    const from = asSeen.impact?.words[part] ?? "";
    const to = typed[part]!.trim();
    if (to !== from) changes[part] = { from, to };
  }
  const refused = await submitted(deps, request, { type: "SetImpact", changes });
  if (!refused) return nothing;
  const said = await wordsOf(deps, incident, refused);
  if (refused.type === "impact-too-long") {
    return { type: "errors", errors: { [partField(refused.part)]: unmarked(said) } };
  }
  if (refused.type !== "impact-changed") return reply(said);
  const now = (await loadIncident(deps.store, incident.id))!.incident;
  const mine = Object.entries(changes).map(([part, { to }]) => [part, to]);
  const kept: ImpactWords = { ...now.impact?.words, ...Object.fromEntries(mine) };
  const view = impactForm(now, { typed: kept, remark: said }, metadataOf(request, now), deps.words);
  return form(deps, now, ACTION.openImpact, view);
};

export const submitTriage: Handler<FormRequest> = async (request, deps) => {
  const filled = await filledForm(deps, request);
  if (!filled) return unknownIncident(deps, request);
  const { incident, asSeen, runbook } = filled;
  const answers = await Promise.all(
    runbook.triage.map(async (asked, index) => {
      const text = request.fields[answerField(index)] ?? "";
      const read = isTime(asked.lands) ? await timeIn(deps, request, text) : null;
      const { question } = asked;
      return { question, text, from: answerOf(asSeen, asked), ...(read === null ? {} : { at: read }) };
    }),
  );
  const changed = answers.filter(({ text, from }) => text.trim() !== from);
  const refused = await submitted(deps, request, { type: "AnswerTriage", answers: changed });
  if (!refused) return nothing;
  const said = await wordsOf(deps, incident, refused);
  const field = triageField(refused, runbook);
  if (field !== null) return { type: "errors", errors: { [field]: unmarked(said) } };
  if (refused.type !== "triage-answered") return reply(said);
  const now = (await loadIncident(deps.store, incident.id))!.incident;
  const typed = Object.fromEntries(changed.map(({ question, text }) => [question, text]));
  const view = triageForm(now, runbook, { typed, remark: said }, metadataOf(request, now), deps.words);
  return form(deps, now, ACTION.openTriage, view);
};

/** The field that a refusal is about; null where it is about none. */
function triageField(problem: Problem, runbook: Runbook): string | null {
  const indexOf = (found: (one: Runbook["triage"][number]) => boolean) => answerField(runbook.triage.findIndex(found));
  if (problem.type === "answer-too-long") return indexOf(({ question }) => question === problem.question);
  if (problem.type === "times-crossed" || problem.type === "time-in-future")
    return indexOf(({ lands }) => isTime(lands));
  return null;
}

/** "since about 14:05", as people say it. */
async function timeIn(deps: InDeps, request: Request, text: string): Promise<number | null> {
  const bare = text.trim().replace(/^(?:(?:since|from|at|about|around|roughly|approximately|circa|ca\.?|~)\s*)+/i, "");
  return (await readTime(deps, request, bare))?.at ?? null;
}

interface Filled {
  incident: Incident;
  /** As it stood when the form was opened. */
  asSeen: Incident;
  runbook: Runbook;
}

async function filledForm(deps: InDeps, { team, metadata }: FormRequest): Promise<Filled | null> {
  const stored = await loadIncident(deps.store, metadata.incident ?? "");
  if (stored?.incident.team !== team) return null;
  const { incident } = stored;
  const { seenSeq: seen = incident.seq } = metadata;
  const events = seen < incident.seq ? (await readEvents(deps.store, incident.id)).slice(0, Math.max(1, seen)) : [];
  const asSeen = events.length > 0 ? fold(incident.id, events) : incident;
  return { incident, asSeen, runbook: await runbookOf(deps, incident) };
}

/** Why it was refused; null when it was not. */
async function submitted(deps: InDeps, request: Known<FormRequest>, command: PersonCommand): Promise<Problem | null> {
  const applied = await deps.dispatch({
    team: request.team,
    actor: actorOf(request),
    cause: request.key,
    interaction: request.key,
    incident: request.metadata.incident ?? "",
    command,
  });
  return applied.ok ? null : applied.error;
}

const wordsOf = async (deps: InDeps, incident: Incident, problem: Problem): Promise<string> =>
  problemWords(problem, await runbookOf(deps, incident), deps.words);

const unknownIncident = (deps: InDeps, { metadata }: FormRequest): Answer =>
  reply(
    problemWords(
      { type: "unknown-incident", asked: metadata.incident ?? "" },
      deps.runbooks.current.runbook,
      deps.words,
    ),
  );

const metadataOf = ({ channel }: Request, { id }: Incident): FormMetadata => ({ incident: id, channel });

const form = ({ words }: InDeps, { id }: Incident, opens: string, view: ModalView): Answer => ({
  type: "form",
  view,
  instead: formTooLate(opens, id, words),
});
