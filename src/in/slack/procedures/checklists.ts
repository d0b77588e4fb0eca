// `/incident checklist`: which there are, and ticking one off.
import { ACTION } from "../../../blocks/actions.ts";
import { inQuotes } from "../../../blocks/mrkdwn.ts";
import { checklistsOverview, checklistView } from "../../../blocks/procedures/checklists.ts";
import type { Incident } from "../../../domain/incident.ts";
import { type Answer, reply } from "../answer.ts";
import { formAnswer } from "../form-answer.ts";
import { giveOrder, type InDeps, type OnIncident, type OnPressed, type OnTyped, runbookOf } from "../steps.ts";
import { reloaded } from "../visible.ts";
import { namedBy } from "./named.ts";

const SHOWN_CHARS_MAX = 60;

/** `checklist`, `checklist data loss`. */
export const checklistByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return showChecklists(request, deps, incident);
  const runbook = await runbookOf(deps, incident);
  const { checklists: said } = deps.words;
  if (runbook.checklists.length === 0) return reply(said.none);
  const found = namedBy(typed, runbook.checklists);
  if (found) return listOf(deps, incident, found.key);
  const remark = said.unknown({ typed: inQuotes(typed, SHOWN_CHARS_MAX, deps.words) });
  return { type: "reply", post: checklistsOverview(incident, runbook, deps.words, remark) };
};

export const showChecklists: OnIncident = async (_request, deps, incident) => {
  const runbook = await runbookOf(deps, incident);
  const [first, ...others] = runbook.checklists;
  if (!first) return reply(deps.words.checklists.none);
  if (others.length === 0) return listOf(deps, incident, first.key);
  return { type: "reply", post: checklistsOverview(incident, runbook, deps.words) };
};

export const openChecklist: OnPressed = (_request, deps, incident, { checklist = "" }) =>
  listOf(deps, incident, checklist);

const changeItem =
  (type: "TickItem" | "UntickItem"): OnPressed =>
  async (request, deps, incident, { checklist = "", item = "" }) => {
    const done = await giveOrder(request, deps, incident, { type, checklist, item });
    return done.ok
      ? listOf(deps, done.value.incident, checklist)
      : listOf(deps, await reloaded(deps, incident), checklist, done.error.said);
  };

export const tickItem = changeItem("TickItem");
export const untickItem = changeItem("UntickItem");

async function listOf(deps: InDeps, incident: Incident, key: string, remark?: string): Promise<Answer> {
  const checklist = (await runbookOf(deps, incident)).checklists.find((one) => one.key === key);
  if (!checklist) return reply(deps.words.checklists.none);
  const view = checklistView(incident, checklist, deps.words, remark);
  return formAnswer(view, `${ACTION.openChecklist}:${key}`, { incident: incident.id, checklist: key }, deps.words);
}
