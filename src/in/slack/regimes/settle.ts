// A notification was submitted, is not needed, or is open again: the forms, and what was given in them.
import { ACTION } from "../../../blocks/actions.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { inQuotes } from "../../../blocks/mrkdwn.ts";
import { submittedForm, whyForm } from "../../../blocks/regimes/forms.ts";
import type { Incident } from "../../../domain/incident.ts";
import type { RegimeCommand } from "../../../domain/regimes/decide-regime.ts";
import { allNotifications, type StandingNotification } from "../../../domain/regimes/notifications.ts";
import type { Answer } from "../answer.ts";
import { fieldError, fieldOf, formAnswer, refusedForm } from "../form-answer.ts";
import type { FormRequest, Known } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnPressed, runbookOf } from "../steps.ts";
import { readTime } from "../typed-time.ts";
import { listOf } from "./regimes.ts";

const SHOWN_CHARS_MAX = 60;

export const openSubmitted: OnPressed = (request, deps, incident, value) =>
  withNotification(deps, incident, value, (one) => {
    const metadata = { incident: incident.id, channel: request.channel };
    return answerWith(deps, incident, one, ACTION.openSubmitted, submittedForm(incident, one, metadata, deps.words));
  });

const openWhy =
  (asks: "notNeeded" | "reopen", action: string): OnPressed =>
  (request, deps, incident, value) =>
    withNotification(deps, incident, value, (one) => {
      const metadata = { incident: incident.id, channel: request.channel };
      return answerWith(deps, incident, one, action, whyForm(asks, incident, one, metadata, deps.words));
    });

export const openNotNeeded = openWhy("notNeeded", ACTION.openNotNeeded);
export const openReopenNotification = openWhy("reopen", ACTION.openReopenNotification);

export const submitSubmitted: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { fields } = request;
  const typed = fields[FIELD.when]?.trim() ?? "";
  const read = await readTime(request, deps, typed === "" ? "now" : typed);
  if (!read || read.rest !== "") {
    const said = deps.words.regimes.form.answer.unread({ typed: inQuotes(typed, SHOWN_CHARS_MAX, deps.words) });
    return fieldError(FIELD.when, said);
  }
  const { [FIELD.reference]: reference = null, [FIELD.proof]: proof = null } = fields;
  return order(request, deps, incident, {
    type: "SubmitNotification",
    ...keysIn(request),
    submittedAt: read.at,
    reference,
    proof,
  });
};

const submitWhy =
  (type: "SkipNotification" | "ReopenNotification"): OnIncident<FormRequest> =>
  (request, deps, incident) =>
    order(request, deps, incident, { type, ...keysIn(request), reason: request.fields[FIELD.reason] ?? "" });

export const submitNotNeeded = submitWhy("SkipNotification");
export const submitReopenNotification = submitWhy("ReopenNotification");

const keysIn = ({ metadata: { regime = "", notification = "" } }: FormRequest) => ({ regime, notification });

async function order(
  request: Known<FormRequest>,
  deps: InDeps,
  incident: Incident,
  command: RegimeCommand,
): Promise<Answer> {
  const done = await giveOrder(request, deps, incident, command);
  if (done.ok) return listOf(deps, done.value.incident);
  const { problem, said } = done.error;
  const given = Object.values(request.fields).join("\n");
  if (problem.type === "text-too-long" && problem.what === "note") return fieldError(FIELD.proof, said);
  const field = fieldOf(problem, FIELD.when);
  return field === null ? refusedForm(said, { [FIELD.text]: given }) : fieldError(field, said);
}

async function withNotification(
  deps: InDeps,
  incident: Incident,
  { regime: key, notification }: { regime?: string; notification?: string },
  then: (one: StandingNotification) => Answer,
): Promise<Answer> {
  const all = allNotifications(incident, await runbookOf(deps, incident));
  const found = all.find((one) => one.regime.key === key && one.notification.key === notification);
  if (found) return then(found);
  return listOf(deps, incident, deps.words.regimes.problem.unknown({ name: incident.name }));
}

function answerWith(
  { words }: InDeps,
  { id: incident }: Incident,
  { regime, notification }: StandingNotification,
  action: string,
  view: Parameters<typeof formAnswer>[0],
): Answer {
  const value = { incident, regime: regime.key, notification: notification.key };
  return formAnswer(view, `${action}:${regime.key}/${notification.key}`, value, words);
}
