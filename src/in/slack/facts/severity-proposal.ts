// The button beside a proposal: the severity that the runbook gives to what is known, with its reason.
import { escaped } from "../../../blocks/mrkdwn.ts";
import { circumstancesOf } from "../../../domain/facts/circumstances.ts";
import { proposeSeverity } from "../../../domain/severity/rules.ts";
import { reply } from "../answer.ts";
import { type OnPressed, orderAndAnswer, runbookOf } from "../steps.ts";

/** The reason is the rule's, where that still leads to the same severity. */
export const changeSeverity: OnPressed = async (request, deps, incident, { severity = "" }) => {
  const proposal = proposeSeverity(await runbookOf(deps, incident), circumstancesOf(incident));
  const reason = proposal?.severity === severity ? proposal.rule.because : "";
  return orderAndAnswer(request, deps, incident, { type: "ChangeSeverity", severity, reason }, ({ incident: after }) =>
    reply(deps.words.answers.changed({ name: escaped(after.name), to: escaped(after.severity) })),
  );
};
