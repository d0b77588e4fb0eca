// The buttons of an action item, on its message, on a reminder, and in lists.
import { ACTION, type ButtonValue } from "../../blocks/actions.ts";
import { itemList } from "../../blocks/work/work-lists.ts";
import type { ActionItemChange } from "../../domain/work/decide-action-item.ts";
import { giving } from "./action-command.ts";
import { openAddItem, openItemForm } from "./action-forms.ts";
import { reply } from "./answer.ts";
import type { ActionRequest } from "./request.ts";
import { type Handler, onButton, order } from "./steps.ts";
import { onWork } from "./work-buttons.ts";
import { itemDone } from "./work-done.ts";

export const ACTION_ITEM_ACTIONS: Record<string, Handler<ActionRequest>> = {
  [ACTION.openAddItem]: (request, deps) => onButton(request, deps, (incident) => openAddItem(request, deps, incident)),
  [ACTION.finishItem]: onWork((request, deps, incident, { number }) => {
    const command: ActionItemChange = { type: "FinishActionItem", item: number };
    return order(deps, request, command, incident, () => reply(itemDone(command, deps.words)));
  }),
  [ACTION.takeItem]: onWork(async (request, deps, incident, { number }) => {
    const command = await giving(deps, request, { number, owner: null }, request.user);
    return order(deps, request, command, incident, () => reply(itemDone(command, deps.words)));
  }),
  [ACTION.openItemDate]: onWork(openItemForm),
  [ACTION.openDropItem]: onWork(openItemForm),
  [ACTION.listItems]: (request, deps) =>
    onButton(request, deps, async (incident) => {
      const { page = 0 } = JSON.parse(request.value) as ButtonValue;
      return { type: "reply", post: itemList(incident, { page, now: deps.clock.now() }, deps.words) };
    }),
};
