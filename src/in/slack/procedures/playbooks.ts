// `/incident playbook`: which there are, and doing one step by step.
import { ACTION } from "../../../blocks/actions.ts";
import { inQuotes } from "../../../blocks/mrkdwn.ts";
import { playbooksOverview, playbookView } from "../../../blocks/procedures/playbooks.ts";
import type { Incident } from "../../../domain/incident.ts";
import type { PlaybookCommand } from "../../../domain/procedures/playbooks.ts";
import { type Answer, nothing, reply } from "../answer.ts";
import { formAnswer } from "../form-answer.ts";
import type { Known, Request } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnPressed, type OnTyped, runbookOf } from "../steps.ts";
import { reloaded } from "../visible.ts";
import { namedBy } from "./named.ts";

const SHOWN_CHARS_MAX = 60;

/** `playbook`, `playbook database`. */
export const playbookByCommand: OnTyped = async (request, deps, incident, typed) => {
  const runbook = await runbookOf(deps, incident);
  if (typed === "" || runbook.playbooks.length === 0) return showPlaybooks(request, deps, incident);
  const found = namedBy(
    typed,
    runbook.playbooks.map(({ key, symptom }) => ({ key, title: symptom })),
  );
  if (found) return listOf(request, deps, incident, found.key);
  const remark = deps.words.playbooks.unknown({ typed: inQuotes(typed, SHOWN_CHARS_MAX, deps.words) });
  return { type: "reply", post: playbooksOverview(incident, runbook, deps.words, remark) };
};

export const showPlaybooks: OnIncident = async (_request, deps, incident) => {
  const runbook = await runbookOf(deps, incident);
  if (runbook.playbooks.length === 0) return reply(deps.words.playbooks.none);
  return { type: "reply", post: playbooksOverview(incident, runbook, deps.words) };
};

export const openPlaybook: OnPressed = (request, deps, incident, { playbook = "" }) =>
  listOf(request, deps, incident, playbook);

/** From the list, which then shows how it stands; from the room's message an answer changes that message. */
const changeStep =
  (type: PlaybookCommand["type"]): OnPressed =>
  async (request, deps, incident, { playbook = "", step = "" }) => {
    const done = await giveOrder(request, deps, incident, { type, playbook, step });
    if (request.view === null) return done.ok ? nothing : reply(done.error.said);
    return done.ok
      ? listOf(request, deps, done.value.incident, playbook)
      : listOf(request, deps, await reloaded(deps, incident), playbook, done.error.said);
  };

export const doStep = changeStep("DoStep");
export const undoStep = changeStep("UndoStep");
export const runStep = changeStep("RunStep");
export const askApproval = changeStep("AskApproval");
export const approveStep = changeStep("ApproveStep");
export const refuseStep = changeStep("RefuseStep");

async function listOf(
  { user }: Known<Request>,
  deps: InDeps,
  incident: Incident,
  key: string,
  remark?: string,
): Promise<Answer> {
  const runbook = await runbookOf(deps, incident);
  const playbook = runbook.playbooks.find((one) => one.key === key);
  if (!playbook) return reply(deps.words.playbooks.none);
  const shown = { runbook, viewer: user, ...(remark === undefined ? {} : { remark }) };
  const view = playbookView(incident, playbook, shown, deps.words);
  return formAnswer(view, `${ACTION.openPlaybook}:${key}`, { incident: incident.id, playbook: key }, deps.words);
}
