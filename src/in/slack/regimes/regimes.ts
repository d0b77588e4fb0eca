// `/incident regimes`: what authorities and people must be notified of. The list, and the proof pack.
import { ACTION } from "../../../blocks/actions.ts";
import { escaped } from "../../../blocks/mrkdwn.ts";
import { regimesView } from "../../../blocks/regimes/list.ts";
import { isRoomClosed } from "../../../domain/aftermath.ts";
import type { Incident } from "../../../domain/incident.ts";
import { roomInReach } from "../../../domain/room/voice.ts";
import { type Answer, reply, replyQuoting } from "../answer.ts";
import { formAnswer } from "../form-answer.ts";
import { type InDeps, type OnIncident, type OnTyped, orderAndAnswer, runbookOf } from "../steps.ts";

export const openRegimes: OnIncident = (_request, deps, incident) => listOf(deps, incident);

/** `regimes`, `regimes proof`. */
export const regimesByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return listOf(deps, incident);
  if (/^proof$/i.test(typed)) return askForProof(request, deps, incident);
  return replyQuoting(deps.words.regimes.answers.usage, typed);
};

/** Into the room, or the thread in which the incident runs. */
export const askForProof: OnIncident = async (request, deps, incident) => {
  const { answers } = deps.words.regimes;
  const hasPlace = !isRoomClosed(incident) && (roomInReach(incident) !== null || (!incident.room && incident.thread));
  if (!hasPlace) return reply(answers.proofNoRoom({ name: escaped(incident.name) }));
  return orderAndAnswer(request, deps, incident, { type: "AskForProof" }, () => reply(answers.proof));
};

/** The list as it stands; `remark` tells why nothing was changed. */
export async function listOf(deps: InDeps, incident: Incident, remark?: string): Promise<Answer> {
  const runbook = await runbookOf(deps, incident);
  const shown = { now: deps.clock.now(), ...(remark === undefined ? {} : { remark }) };
  const view = regimesView(incident, runbook, shown, deps.words);
  return formAnswer(view, ACTION.openRegimes, { incident: incident.id }, deps.words);
}
