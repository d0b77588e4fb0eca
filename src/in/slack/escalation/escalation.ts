// `/incident escalate`, `blocked` and `complaints`.
import { climbed } from "../../../blocks/escalation/escalation.ts";
import { problemWords } from "../../../blocks/problem.ts";
import { type Answer, reply, replyQuoting } from "../answer.ts";
import { type OnTyped, orderAndAnswer, runbookOf } from "../steps.ts";

/** `escalate`, `escalate cto`, `escalate cto nobody answers`; the answer names the rungs. */
export const escalate: OnTyped = async (request, deps, incident, typed) => {
  const runbook = await runbookOf(deps, incident);
  return orderAndAnswer(request, deps, incident, { type: "Escalate", text: typed }, ({ incident: after }) =>
    reply(climbed(after, runbook, deps.words)),
  );
};

export const blockedByCommand: OnTyped = (request, deps, incident, typed) =>
  orderAndAnswer(request, deps, incident, { type: "ReportBlocked", text: typed }, () =>
    reply(deps.words.escalation.answers.said),
  );

/** `complaints 12`; without a number there are more of them, and nobody counted. */
export const complaintsByCommand: OnTyped = async (request, deps, incident, typed): Promise<Answer> => {
  const count = typed === "" ? null : /^\d{1,7}$/.test(typed) ? Number(typed) : undefined;
  if (count === undefined) {
    const runbook = await runbookOf(deps, incident);
    return replyQuoting(problemWords({ type: "no-number", asked: typed }, runbook, deps.words), typed);
  }
  return orderAndAnswer(request, deps, incident, { type: "CountComplaints", count }, () =>
    reply(deps.words.escalation.answers.said),
  );
};
