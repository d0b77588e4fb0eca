// `/incident category`: what kinds of trouble it is, by the runbook's words.
import { categoryList, notPrivate } from "../../../blocks/facts/circumstances.ts";
import { line } from "../../../blocks/mrkdwn.ts";
import type { CircumstanceCommand } from "../../../domain/facts/circumstances.ts";
import { reply } from "../answer.ts";
import { withPosts } from "../propose.ts";
import { type OnTyped, orderAndAnswer, runbookOf } from "../steps.ts";

/** "-data-loss", also with the dash that a phone makes, or "not data loss". */
const TAKES_BACK = /^(?:not\s+|[-–—]\s*)/i;

/** Alone it lists them. */
export const categoryByCommand: OnTyped = async (request, deps, incident, typed) => {
  const runbook = await runbookOf(deps, incident);
  if (typed === "" || runbook.categories.length === 0) {
    return { type: "reply", post: categoryList(incident, runbook, deps.words) };
  }
  const command: CircumstanceCommand = TAKES_BACK.test(typed)
    ? { type: "RemoveCategory", category: typed.replace(TAKES_BACK, "") }
    : { type: "AddCategory", category: typed };
  return orderAndAnswer(request, deps, incident, command, ({ before, incident: after }) => {
    const warning = notPrivate(before, after, runbook, deps.words);
    return withPosts(reply(deps.words.answers.roomTold), [warning === null ? null : line(warning)]);
  });
};
