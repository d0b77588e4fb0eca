// No nudges until a time, for a reason.
import { FIELD } from "../../../blocks/forms.ts";
import { time } from "../../../blocks/mrkdwn.ts";
import { findZone } from "../../../store/read/people.ts";
import { nothing, reply, replyQuoting } from "../answer.ts";
import { fieldError, fieldOf, refusedForm } from "../form-answer.ts";
import { openForm } from "../incident-forms.ts";
import type { FormRequest } from "../request.ts";
import { giveOrder, type OnIncident, type OnTyped, orderAndAnswer } from "../steps.ts";
import { timeAhead, timeField } from "../typed-time.ts";

/** `pause 45m why`. */
export const pauseByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return openForm(request, deps, incident, "pause");
  const { pause, updates } = deps.words;
  const given = timeAhead(typed, deps.clock.now(), await findZone(deps.store, request.team, request.user));
  if (!given || given.rest === "") return reply(pause.usage);
  if (given.passed !== null) {
    return replyQuoting(updates.hasPassed({ typed: given.passed }), typed);
  }
  const command = { type: "PauseNudges" as const, until: given.at, reason: given.rest };
  return orderAndAnswer(request, deps, incident, command, () => reply(pause.done({ at: time(given.at) })));
};

export const unpause: OnIncident = (request, deps, incident) =>
  orderAndAnswer(request, deps, incident, { type: "ResumeNudges" }, () => reply(deps.words.pause.ended));

export const submitPauseForm: OnIncident<FormRequest> = async (request, deps, incident) => {
  const until = await timeField(request, deps, FIELD.until);
  if (!until.ok) return until.error;
  if (until.value === null) return fieldError(FIELD.until, deps.words.updates.notATime({ typed: "" }));
  const reason = request.fields[FIELD.reason] ?? "";
  const applied = await giveOrder(request, deps, incident, { type: "PauseNudges", until: until.value, reason });
  if (applied.ok) return nothing;
  const { problem, said } = applied.error;
  const field = fieldOf(problem, FIELD.until);
  return field === null ? refusedForm(said, request.fields) : fieldError(field, said);
};
