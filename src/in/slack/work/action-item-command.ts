// `/incident action` and `/incident actions`.
import { dayWords, escaped } from "../../../blocks/mrkdwn.ts";
import { itemMessage } from "../../../blocks/work/action-items.ts";
import { itemList } from "../../../blocks/work/work-lists.ts";
import { type ActionItem, gradeNamed } from "../../../domain/work/action-items.ts";
import type { ActionItemChange } from "../../../domain/work/decide-action-item.ts";
import type { Incident } from "../../../domain/incident.ts";
import type { Runbook } from "../../../domain/runbook.ts";
import type { Problem } from "../../../domain/problem.ts";
import { openAddItem } from "./action-item-forms.ts";
import { type Answer, reply } from "../answer.ts";
import type { CommandRequest, Known, Request } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnTyped, orderAndAnswer, runbookOf } from "../steps.ts";
import { itemDone } from "./work-done.ts";
import { dueOf, namedFor, unfit, zoneOf } from "./work-people.ts";
import { refusedWith } from "./work-refused.ts";
import { dueDay, namedIn } from "./work-words.ts";

/** `action @ana alert on replica lag friday`; `action 2 done`; without words a form asks. */
export const actionItem: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return openAddItem(request, deps, incident);
  const [, digits, rest = ""] = /^#?(\d{1,4})(?:\s+(.*))?$/s.exec(typed) ?? [];
  // An action item may begin with a number: "2 replicas are too few".
  const isNumber =
    digits && (rest === "" || VERB.test(rest) || incident.actionItems.some((one) => one.number === Number(digits)));
  return isNumber
    ? ofItem(request, deps, incident, Number(digits), rest.trim())
    : addItem(request, deps, incident, typed);
};

export const actionItems: OnIncident = async (_request, { clock, words }, incident) => ({
  type: "reply",
  post: itemList(incident, { page: 0, now: clock.now() }, words),
});

async function addItem(
  request: Known<CommandRequest>,
  deps: InDeps,
  incident: Incident,
  typed: string,
): Promise<Answer> {
  const { team } = request;
  const refused = (problem: Problem) => refusedWith(deps, incident, problem, typed);
  const named = await namedFor(request, deps, typed);
  if (!named.ok) return refused(named.error);
  const { user: owner, rest } = named.value;
  const { grade, words } = gradedIn(rest, await runbookOf(deps, incident));
  const { text, day: said } = dueDay(words, deps.clock.now(), await zoneOf(deps, team, request.user));
  const due = await dueOf(deps, team, said, owner ?? request.user);
  const graded = grade === undefined ? {} : { priority: grade };
  const added = await giveOrder(request, deps, incident, { type: "AddActionItem", text, owner, due, ...graded });
  if (!added.ok) return refused(added.error.problem);
  const { answers } = deps.words.actionItems;
  const number = String(added.value.incident.actionItems.length);
  const day = added.value.incident.actionItems.at(-1)?.due?.day ?? null;
  return reply(day === null ? answers.added({ number }) : answers.addedDue({ number, day: dayWords(day) }));
}

/** The runbook's grade, where one stands in front: "P0 alert on replica lag". */
function gradedIn(typed: string, runbook: Runbook): { grade: string | undefined; words: string } {
  const [first = ""] = typed.split(/\s+/);
  const { length } = runbook.review.actionItems.priorities;
  const isGraded = length > 0 || runbook.review.actionItems.dueWithin.length > 0;
  const grade = isGraded ? gradeNamed(runbook, first.replace(/:$/, "")) : undefined;
  return { grade, words: grade === undefined ? typed : typed.slice(first.length).trim() };
}

const VERB = /^(?<verb>done|drop|due|priority|take)\b\s*(?<more>.*)$/is;

/** `action 2` shows it; `action 2 @ben` gives it to somebody else; a verb changes it. */
async function ofItem(
  request: Known<CommandRequest>,
  deps: InDeps,
  incident: Incident,
  number: number,
  rest: string,
): Promise<Answer> {
  const item = incident.actionItems.find((one) => one.number === number);
  const refused = (problem: Problem) => refusedWith(deps, incident, problem, rest);
  const last = incident.actionItems.length;
  if (!item) return refused({ type: "unknown-work", kind: "action-item", asked: number, last });
  if (rest === "") return { type: "reply", post: itemMessage(incident, item, true, deps.words) };
  const { stranger } = namedIn(request.text, rest);
  if (!VERB.test(rest) && stranger !== null)
    return refused({ type: "unknown-person", asked: stranger, why: "unknown" });
  const runbook = await runbookOf(deps, incident);
  const command = await changeOf(request, deps, { item, runbook }, rest);
  if (!command) {
    return reply(deps.words.actionItems.answers.usage({ number: String(number), typed: escaped(rest) }));
  }
  if (command.type === "ReassignActionItem") {
    const problem = await unfit(deps, request.team, command.owner);
    if (problem) return refused(problem);
  }
  return orderAndAnswer(request, deps, incident, command, () => reply(itemDone(command, deps.words)));
}

/** What is to be done with it; null where that is not understood. */
async function changeOf(
  request: Known<CommandRequest>,
  deps: InDeps,
  { item, runbook }: { item: ActionItem; runbook: Runbook },
  rest: string,
): Promise<ActionItemChange | null> {
  const { verb, more = "" } = VERB.exec(rest)?.groups ?? {};
  const { number } = item;
  switch (verb?.toLowerCase()) {
    case "done":
      return { type: "FinishActionItem", item: number };
    case "drop":
      return { type: "DropActionItem", item: number, reason: more };
    case "priority": {
      const priority = gradeNamed(runbook, more);
      return priority ? { type: "PrioritizeActionItem", item: number, priority } : null;
    }
    case "due":
      return dating(request, deps, item, more);
    case "take":
      return giving(request, deps, item, request.user);
    default: {
      const { user } = namedIn(request.text, rest);
      return user === null ? null : giving(request, deps, item, user);
    }
  }
}

async function dating(
  { team, user }: Request,
  deps: InDeps,
  { number, owner }: ActionItem,
  said: string,
): Promise<ActionItemChange | null> {
  if (/^none$/i.test(said.trim())) return { type: "DateActionItem", item: number, due: null };
  const { day } = dueDay(said, deps.clock.now(), await zoneOf(deps, team, user));
  const due = await dueOf(deps, team, day, owner ?? user);
  return due && { type: "DateActionItem", item: number, due };
}

/** Gives it to somebody, or lets whoever asks take it. */
export const giving = async (
  { team }: Request,
  deps: InDeps,
  { number, owner: seen }: Pick<ActionItem, "number" | "owner">,
  owner: string,
): Promise<ActionItemChange> => ({
  type: "ReassignActionItem",
  item: number,
  owner,
  zone: await zoneOf(deps, team, owner),
  seen,
});
