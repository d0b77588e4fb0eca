// Questions to whoever leads: noted as answered by a press.
import type { ButtonValue } from "../../blocks/actions.ts";
import { reply } from "./answer.ts";
import type { ActionRequest } from "./request.ts";
import { type OnIncident, order } from "./steps.ts";

/** Anybody may: who it was stands on the timeline. */
export const answerQuestion: OnIncident<ActionRequest> = (request, deps, incident) => {
  const { question = "" } = JSON.parse(request.value) as ButtonValue;
  return order(deps, request, { type: "AnswerQuestion", question }, incident, () =>
    reply(deps.words.handover.answers.answered),
  );
};
