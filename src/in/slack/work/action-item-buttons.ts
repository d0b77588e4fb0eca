// The buttons of an action item, on its message, on a reminder, and in lists.
import { ACTION } from "../../../blocks/actions.ts";
import { itemList } from "../../../blocks/work/work-lists.ts";
import type { ActionItemChange } from "../../../domain/work/decide-action-item.ts";
import { giving } from "./action-item-command.ts";
import { openAddItem, openItemForm } from "./action-item-forms.ts";
import { reply } from "../answer.ts";
import type { ActionRequest } from "../request.ts";
import { type Handler, onButton, orderAndAnswer } from "../steps.ts";
import { onWork } from "./work-buttons.ts";
import { itemDone } from "./work-done.ts";

export const ACTION_ITEM_ACTIONS: Record<string, Handler<ActionRequest>> = {
  [ACTION.openAddItem]: onButton(openAddItem),
  [ACTION.finishItem]: onWork((request, deps, incident, { number }) => {
    const command: ActionItemChange = { type: "FinishActionItem", item: number };
    return orderAndAnswer(request, deps, incident, command, () => reply(itemDone(command, deps.words)));
  }),
  [ACTION.takeItem]: onWork(async (request, deps, incident, { number }) => {
    const command = await giving(request, deps, { number, owner: null }, request.user);
    return orderAndAnswer(request, deps, incident, command, () => reply(itemDone(command, deps.words)));
  }),
  [ACTION.openItemDate]: onWork(openItemForm),
  [ACTION.openDropItem]: onWork(openItemForm),
  [ACTION.listItems]: onButton(async (_request, { clock, words }, incident, { page = 0 }) => ({
    type: "reply",
    post: itemList(incident, { page, now: clock.now() }, words),
  })),
};
