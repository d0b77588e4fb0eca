// Posting updates and correcting them, by command and by form.
import { FIELD } from "../../../blocks/forms.ts";
import { lines, quoted } from "../../../blocks/mrkdwn.ts";
import { problemWords } from "../../../blocks/problem.ts";
import { correctable, partLines, postedReply } from "../../../blocks/updates/update.ts";
import { correctUpdateForm, updateForm } from "../../../blocks/updates/update-form.ts";
import type { Applied } from "../../../commands/dispatch.ts";
import type { Incident } from "../../../domain/incident.ts";
import { UPDATES_KEPT } from "../../../domain/limits.ts";
import { latestUpdate, UPDATE_PARTS, type UpdateParts, updateOf } from "../../../domain/updates/updates.ts";
import { type Answer, reply } from "../answer.ts";
import { fieldError, fieldOf } from "../form-answer.ts";
import { openForm } from "../incident-forms.ts";
import { withProposal } from "../propose.ts";
import type { FormRequest } from "../request.ts";
import {
  giveOrder,
  type InDeps,
  type OnIncident,
  type OnPressed,
  type OnTyped,
  orderAndAnswer,
  type Refused,
  runbookOf,
} from "../steps.ts";
import { timeField } from "../typed-time.ts";
import { reloaded } from "../visible.ts";

/** `update text` is posted at once; without text a form asks for all of it. */
export const updateByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return openForm(request, deps, incident, "update");
  const posted = (applied: Applied): Answer => ({ type: "reply", post: postedPost(applied, deps) });
  return orderAndAnswer(request, deps, incident, { type: "PostUpdate", text: typed }, posted);
};

export const submitUpdateForm: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { fields, metadata } = request;
  const status = fields[FIELD.status];
  const nextAt = await timeField(request, deps, FIELD.nextAt);
  if (!nextAt.ok) return nextAt.error;
  const applied = await giveOrder(request, deps, incident, {
    type: "PostUpdate",
    text: fields[FIELD.text] ?? "",
    parts: partsIn(fields),
    ...(status === undefined ? {} : { status }),
    ...(nextAt.value === null ? {} : { nextAt: nextAt.value }),
    ...(metadata.seenUpdate === undefined ? {} : { seenUpdate: metadata.seenUpdate }),
  });
  if (applied.ok) {
    const runbook = await runbookOf(deps, applied.value.incident);
    const posted: Answer = { type: "closed", post: postedPost(applied.value, deps) };
    return withProposal(posted, applied.value, runbook, deps.words);
  }
  return updateRefused(request, deps, incident, applied.error);
};

async function updateRefused(
  request: FormRequest,
  deps: InDeps,
  seen: Incident,
  { problem, said }: Refused,
): Promise<Answer> {
  const { fields, channel } = request;
  const { words } = deps;
  const kept = keptWords(said, fields, deps);
  if (problem.type === "updated-meanwhile") {
    const incident = await reloaded(deps, seen);
    const draft = {
      text: fields[FIELD.text] ?? "",
      status: fields[FIELD.status] ?? incident.status,
      parts: partsIn(fields),
      nextAt: fields[FIELD.nextAt] ?? "",
    };
    const remark = words.updates.form.meanwhile({ problem: said });
    const view = updateForm(
      incident,
      await runbookOf(deps, incident),
      draft,
      { incident: incident.id, channel },
      words,
      remark,
    );
    return { type: "form", view, instead: kept };
  }
  const field = fieldOf(problem, FIELD.nextAt);
  return field === null ? { type: "reply", post: kept } : fieldError(field, said);
}

/** With one update to correct its form opens at once; with several they are shown to choose from. */
export const chooseCorrectUpdate: OnIncident = async (request, deps, incident) => {
  const latest = latestUpdate(incident);
  if (latest && incident.updates.length === 1) return openCorrectUpdate(request, deps, incident, latest.seq);
  return { type: "reply", post: correctable(incident, deps.words) };
};

export const correctUpdateByButton: OnPressed = (request, deps, incident, { update = 0 }) =>
  openCorrectUpdate(request, deps, incident, update);

async function openCorrectUpdate(
  { channel }: Parameters<OnIncident>[0],
  deps: InDeps,
  incident: Incident,
  seq: number,
): Promise<Answer> {
  const runbook = await runbookOf(deps, incident);
  const update = updateOf(incident, seq);
  if (!update) return reply(problemWords({ type: "update-too-old", kept: UPDATES_KEPT }, runbook, deps.words));
  const view = correctUpdateForm(incident, update, runbook, { incident: incident.id, channel }, deps.words);
  return { type: "form", view, instead: correctable(incident, deps.words) };
}

export const submitCorrectUpdate: OnIncident<FormRequest> = async (request, deps, seen) => {
  const { fields, metadata } = request;
  const applied = await giveOrder(request, deps, seen, {
    type: "CorrectUpdate",
    update: metadata.update ?? 0,
    version: metadata.version ?? 0,
    text: fields[FIELD.text] ?? "",
    parts: partsIn(fields),
    reason: fields[FIELD.reason] ?? "",
  });
  const { correct } = deps.words.updates;
  if (applied.ok) return { type: "closed", post: lines([correct.done]) };
  const { problem, said } = applied.error;
  const incident = await reloaded(deps, seen);
  const runbook = await runbookOf(deps, incident);
  const update = updateOf(incident, metadata.update ?? 0);
  const kept = keptWords(said, fields, deps);
  if (problem.type === "corrected-meanwhile" && update) {
    const again = {
      text: fields[FIELD.text] ?? "",
      parts: partsIn(fields),
      reason: fields[FIELD.reason] ?? "",
      remark: correct.meanwhile({ problem: said }),
    };
    const opened = { incident: incident.id, channel: request.channel };
    return {
      type: "form",
      view: correctUpdateForm(incident, update, runbook, opened, deps.words, again),
      instead: kept,
    };
  }
  const field = fieldOf(problem);
  return field === null ? { type: "reply", post: kept } : fieldError(field, said);
};

function postedPost({ incident }: Applied, { words }: InDeps) {
  return postedReply(incident, latestUpdate(incident)!.seq, words);
}

const partsIn = (fields: FormRequest["fields"]): UpdateParts =>
  Object.fromEntries(UPDATE_PARTS.flatMap((part) => (fields[part] === undefined ? [] : [[part, fields[part]]])));

/** The reason, and all that was typed: to be copied from there. */
const keptWords = (said: string, fields: FormRequest["fields"], { words }: InDeps) =>
  lines([said, ...quoted(fields[FIELD.text] ?? ""), ...partLines(partsIn(fields), words)]);
