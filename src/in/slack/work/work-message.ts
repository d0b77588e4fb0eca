// A message of the room that becomes a task or an action item.
import { FIELD } from "../../../blocks/forms.ts";
import { line } from "../../../blocks/mrkdwn.ts";
import { fromMessageForm } from "../../../blocks/work/work-forms.ts";
import type { TaskCommand } from "../../../domain/work/decide-task.ts";
import { WORK_CHARS_MAX } from "../../../domain/work/work.ts";
import { asTyped, cut, mentionsIn, oneLine } from "../../../lib/pure/text.ts";
import { namesOf } from "../../../store/read/people.ts";
import { addByForm } from "./action-item-forms.ts";
import { type Answer, nothing, reply } from "../answer.ts";
import { fieldError } from "../form-answer.ts";
import { redactedText } from "../redact.ts";
import type { FormRequest, Known, ShortcutRequest } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident } from "../steps.ts";
import { dueAfter } from "./task-forms.ts";
import { incidentOfRoom } from "../visible.ts";
import { unfit } from "./work-people.ts";
import { problemAt, refusedWork } from "./work-refused.ts";

/** The form with the message's words in it. */
export async function openFromMessage(request: Known<ShortcutRequest>, deps: InDeps): Promise<Answer> {
  const { words } = deps;
  const incident = await incidentOfRoom(request, deps);
  if (!incident || !request.message) return reply(words.work.onlyInRoom);
  const { ts, threadTs, text } = request.message;
  const names = await namesOf(deps.store, request.team, mentionsIn(text));
  const metadata = { incident: incident.id, channel: request.channel, from: { ts, threadTs } };
  const kind = incident.stage === "open" ? "task" : "action-item";
  const said = (await redactedText(deps, request, ts)) ?? asTyped(text, names);
  const view = fromMessageForm({ text: cut(oneLine(said), WORK_CHARS_MAX), kind }, metadata, words);
  // A message's shortcut carries nothing that a button could open the form with again.
  return { type: "form", view, instead: line(words.answers.formTooLate) };
}

export const submitFromMessage: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { [FIELD.user]: who = null, [FIELD.text]: text = "", [FIELD.due]: day = null } = request.fields;
  const from = request.metadata.from ? { ...request.metadata.from, link: null } : null;
  if (request.fields[FIELD.kind] === "action-item") {
    return addByForm(request, deps, incident, { owner: who, text, day, from });
  }
  const to = who ?? request.user;
  const problem = await unfit(deps, request.team, to);
  if (problem) return problemAt(deps, incident, problem, FIELD.user);
  const dueAt = dueAfter(deps, request.fields[FIELD.after] ?? "0");
  const command: TaskCommand = { type: "GiveTask", to, text, dueAt, ...(from ? { from } : {}) };
  const given = await giveOrder(request, deps, incident, command);
  if (given.ok) return nothing;
  // Once it is over, an action item still can be made of it.
  if (given.error.problem.type === "not-open") return fieldError(FIELD.kind, given.error.said);
  return refusedWork(given.error, text, deps);
};
