// `/incident impact` and `/incident triage`. Several people fill these forms at once: each changes what they wrote, and
// where two wrote the same field the second is shown the first's words, with their own kept.
import { ACTION } from "../../../blocks/actions.ts";
import { answerField, impactForm, partField, triageForm } from "../../../blocks/facts/fact-forms.ts";
import { measureGiven } from "../../../blocks/facts/measure-inputs.ts";
import { impactHistory } from "../../../blocks/facts/fact-overview.ts";
import type { FormMetadata } from "../../../blocks/forms.ts";
import { problemWords } from "../../../blocks/problem.ts";
import type { Measured } from "../../../domain/condition.ts";
import type { PersonCommand } from "../../../domain/command.ts";
import type { MeasuredChanges } from "../../../domain/facts/circumstances.ts";
import { IMPACT_PARTS, type ImpactChanges, type ImpactWords } from "../../../domain/facts/impact.ts";
import { fold, type Incident } from "../../../domain/incident.ts";
import { openOnly } from "../../../domain/lifecycle.ts";
import type { Problem } from "../../../domain/problem.ts";
import type { Runbook } from "../../../domain/runbook.ts";
import { askedMeasures } from "../../../domain/severity/rules.ts";
import { answerOf, isTime } from "../../../domain/facts/triage.ts";
import { readEvents } from "../../../store/read/events.ts";
import { nothing, reply, replyQuoting } from "../answer.ts";
import { fieldError, formAnswer } from "../form-answer.ts";
import { withProposal } from "../propose.ts";
import type { ActionRequest, FormRequest, Request } from "../request.ts";
import { giveOrder, type Handler, type InDeps, type OnIncident, type OnTyped, runbookOf } from "../steps.ts";
import { readTime } from "../typed-time.ts";
import { incidentById, reloaded } from "../visible.ts";

/** `impact`, `impact history`, `impact <what is hit>`. */
export const impactByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return openImpact(request, deps, incident);
  if (/^history$/i.test(typed)) {
    const events = await readEvents(deps.store, incident.id);
    return { type: "reply", post: impactHistory(incident, events, deps.words) };
  }
  const command: PersonCommand = { type: "SetImpact", changes: { summary: { to: typed } } };
  const set = await giveOrder(request, deps, incident, command);
  return set.ok ? reply(deps.words.answers.roomTold) : replyQuoting(set.error.said, typed);
};

export const openImpact: OnIncident = async (request, deps, incident) => {
  const runbook = await runbookOf(deps, incident);
  const view = impactForm(incident, runbook, {}, metadataOf(request, incident), deps.words);
  return formAnswer(view, ACTION.openImpact, { incident: incident.id }, deps.words);
};

export const openTriage: OnIncident = async (request, deps, incident) => {
  const runbook = await runbookOf(deps, incident);
  if (runbook.triage.length === 0) return reply(deps.words.facts.answers.noTriage);
  const open = openOnly(incident);
  if (!open.ok) return reply(problemWords(open.error, runbook, deps.words));
  const view = triageForm(incident, runbook, {}, metadataOf(request, incident), deps.words);
  return formAnswer(view, ACTION.openTriage, { incident: incident.id }, deps.words);
};

/** An answer that bears on others: the form goes on with the questions that are open now. */
export const impactAnswer: Handler<ActionRequest> = async (request, deps) => {
  const { metadata = {}, fields = {} } = request.filled ?? {};
  const incident = await incidentById(request, deps, metadata.incident);
  if (!incident) return nothing;
  const runbook = await runbookOf(deps, incident);
  const given = { typed: typedIn(fields), measured: measuredIn(runbook, incident, metadata, fields).kept };
  const view = impactForm(incident, runbook, given, { ...metadataOf(request, incident), ...metadata }, deps.words);
  return { type: "refill", view };
};

const typedIn = (fields: FormRequest["fields"]): ImpactWords =>
  Object.fromEntries(IMPACT_PARTS.map((part) => [part, fields[partField(part)] ?? ""]));

/** `answers` has what the form asked, null where that is not known; `kept` what was answered in it before as well. */
function measuredIn(
  runbook: Runbook,
  incident: Incident,
  { known }: Partial<FormMetadata>,
  fields: FormRequest["fields"],
): { answers: MeasuredChanges; kept: Record<string, Measured> } {
  const measured = known?.measured ?? incident.measured;
  const { severity, categories } = incident;
  const asked = askedMeasures(runbook, { severity, categories: known?.categories ?? categories, measured });
  const answers = Object.fromEntries(known ? asked.measures.map((one) => [one.key, measureGiven(one, fields)]) : []);
  const all = Object.entries({ ...measured, ...answers });
  return { answers, kept: Object.fromEntries(all.flatMap(([key, value]) => (value === null ? [] : [[key, value]]))) };
}

export const submitImpact: OnIncident<FormRequest> = async (request, deps, incident) => {
  const asSeen = await seenWhenOpened(deps, request, incident);
  const runbook = await runbookOf(deps, incident);
  const typed = typedIn(request.fields);
  const { answers, kept: measuredNow } = measuredIn(runbook, asSeen, request.metadata, request.fields);
  const newlyMeasured = Object.entries(answers).filter(([key, value]) => value !== (asSeen.measured[key] ?? null));
  const measured = Object.fromEntries(newlyMeasured);
  const changes: ImpactChanges = {};
  for (const part of IMPACT_PARTS) {
    const from = asSeen.impact?.words[part] ?? "";
    const to = (typed[part] ?? "").trim();
    if (to !== from) changes[part] = { from, to };
  }
  const applied = await giveOrder(request, deps, incident, { type: "SetImpact", changes, measured });
  if (applied.ok) return withProposal(nothing, applied.value, runbook, deps.words);
  const { problem, said } = applied.error;
  if (problem.type === "impact-too-long") return fieldError(partField(problem.part), said);
  if (problem.type !== "impact-changed") return replyQuoting(said, Object.values(typed).filter(Boolean).join("\n"));
  const now = await reloaded(deps, incident);
  const mine = Object.entries(changes).map(([part, { to }]) => [part, to]);
  const kept: ImpactWords = { ...now.impact?.words, ...Object.fromEntries(mine) };
  const given = { typed: kept, measured: measuredNow, remark: said };
  const view = impactForm(now, runbook, given, metadataOf(request, now), deps.words);
  return formAnswer(view, ACTION.openImpact, { incident: incident.id }, deps.words);
};

export const submitTriage: OnIncident<FormRequest> = async (request, deps, incident) => {
  const asSeen = await seenWhenOpened(deps, request, incident);
  const runbook = await runbookOf(deps, incident);
  const answers = await Promise.all(
    runbook.triage.map(async (asked, index) => {
      const text = request.fields[answerField(index)] ?? "";
      const read = isTime(asked.lands) ? await timeIn(request, deps, text) : null;
      const { question } = asked;
      return { question, text, from: answerOf(asSeen, asked), ...(read === null ? {} : { at: read }) };
    }),
  );
  const changed = answers.filter(({ text, from }) => text.trim() !== from);
  const applied = await giveOrder(request, deps, incident, { type: "AnswerTriage", answers: changed });
  if (applied.ok) return nothing;
  const { problem, said } = applied.error;
  const field = triageField(problem, runbook);
  if (field !== null) return fieldError(field, said);
  if (problem.type !== "triage-answered") {
    return replyQuoting(said, changed.map(({ text }) => text).join("\n"));
  }
  const now = await reloaded(deps, incident);
  const typed = Object.fromEntries(changed.map(({ question, text }) => [question, text]));
  const view = triageForm(now, runbook, { typed, remark: said }, metadataOf(request, now), deps.words);
  return formAnswer(view, ACTION.openTriage, { incident: incident.id }, deps.words);
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
async function timeIn(request: Request, deps: InDeps, text: string): Promise<number | null> {
  const bare = text.trim().replace(/^(?:(?:since|from|at|about|around|roughly|approximately|circa|ca\.?|~)\s*)+/i, "");
  return (await readTime(request, deps, bare))?.at ?? null;
}

/** The incident as it stood when the form was opened: what its writer saw. */
export async function seenWhenOpened(
  { store }: InDeps,
  { metadata }: FormRequest,
  incident: Incident,
): Promise<Incident> {
  const { seenSeq: seen = incident.seq } = metadata;
  const events = seen < incident.seq ? (await readEvents(store, incident.id)).slice(0, Math.max(1, seen)) : [];
  return events.length > 0 ? fold(incident.id, events) : incident;
}

const metadataOf = ({ channel }: Request, { id }: Incident): FormMetadata => ({ incident: id, channel });
