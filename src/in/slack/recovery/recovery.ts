// `/incident recovery`: the list of what must be well, attested by a button or by its number.
import { ACTION } from "../../../blocks/actions.ts";
import { recoveryView } from "../../../blocks/recovery/recovery.ts";
import type { Incident } from "../../../domain/incident.ts";
import { criteriaOf } from "../../../domain/recovery/recovery.ts";
import type { RecoveryCommand } from "../../../domain/recovery/recovery.ts";
import type { Runbook } from "../../../domain/runbook.ts";
import { type Answer, replyQuoting } from "../answer.ts";
import { formAnswer } from "../form-answer.ts";
import type { Known, Request } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnPressed, type OnTyped, runbookOf } from "../steps.ts";
import { reloaded } from "../visible.ts";

export const openRecovery: OnIncident = (_request, deps, incident) => listOf(deps, incident);

/** `recovery`, `recovery 2`, `recovery 2 back`, `recovery all`. */
export const recoveryByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return listOf(deps, incident);
  const command = typedCommand(typed, incident, await runbookOf(deps, incident));
  return command ? order(request, deps, incident, command) : replyQuoting(deps.words.recovery.usage, typed);
};

export const attest: OnPressed = async (request, deps, incident, { criterion }) => {
  const criteria = criterion === undefined ? mandatory(incident, await runbookOf(deps, incident)) : [criterion];
  return order(request, deps, incident, { type: "Attest", criteria });
};

export const unattest: OnPressed = (request, deps, incident, { criterion = "" }) =>
  order(request, deps, incident, { type: "Unattest", criterion });

/** Null where it can be none. */
function typedCommand(typed: string, incident: Incident, runbook: Runbook): RecoveryCommand | null {
  if (/^all$/i.test(typed)) return { type: "Attest", criteria: mandatory(incident, runbook) };
  const [, digits, back] = /^(\d{1,2})(\s+back)?$/i.exec(typed) ?? [];
  const criterion = digits === undefined ? undefined : criteriaOf(incident, runbook)[Number(digits) - 1]?.key;
  if (criterion === undefined) return null;
  return back === undefined ? { type: "Attest", criteria: [criterion] } : { type: "Unattest", criterion };
}

const mandatory = (incident: Incident, runbook: Runbook): string[] =>
  criteriaOf(incident, runbook)
    .filter((one) => one.mandatory && one.due === "before")
    .map(({ key }) => key);

/** The list again, as it stands then; with the reason where nothing was changed. */
async function order(
  request: Known<Request>,
  deps: InDeps,
  incident: Incident,
  command: RecoveryCommand,
): Promise<Answer> {
  const done = await giveOrder(request, deps, incident, command);
  return done.ok ? listOf(deps, done.value.incident) : listOf(deps, await reloaded(deps, incident), done.error.said);
}

async function listOf(deps: InDeps, incident: Incident, remark?: string): Promise<Answer> {
  const runbook = await runbookOf(deps, incident);
  const now = deps.clock.now();
  const view = recoveryView(incident, runbook, { now, ...(remark === undefined ? {} : { remark }) }, deps.words);
  return formAnswer(view, ACTION.openRecovery, { incident: incident.id }, deps.words);
}
