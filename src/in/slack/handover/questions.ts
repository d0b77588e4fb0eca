// Questions to whoever leads: noted as answered by a press.
import { reply } from "../answer.ts";
import { type OnPressed, orderAndAnswer } from "../steps.ts";

/** Anybody may: who it was stands on the timeline. */
export const answerQuestion: OnPressed = (request, deps, incident, { question = "" }) =>
  orderAndAnswer(request, deps, incident, { type: "AnswerQuestion", question }, () =>
    reply(deps.words.handover.answers.answered),
  );
