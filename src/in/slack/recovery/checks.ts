// `/incident checks`, and "Look again" under what they showed: has the runbook's checks looked at now.
import { checksByHand } from "../../../blocks/checks/checks.ts";
import { reply } from "../answer.ts";
import { type OnIncident, orderAndAnswer, runbookOf } from "../steps.ts";

export const askChecks: OnIncident = async (request, deps, incident) => {
  const runbook = await runbookOf(deps, incident);
  if (!deps.hasChecker && runbook.checks.length > 0) {
    return { type: "reply", post: checksByHand(runbook, deps.words) };
  }
  return orderAndAnswer(request, deps, incident, { type: "AskChecks" }, () => reply(deps.words.checks.answers.asked));
};
