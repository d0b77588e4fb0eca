// The buttons of a task, on its message, on the question how it stands, and in lists.
import { ACTION, type ButtonValue } from "../../blocks/actions.ts";
import { taskList } from "../../blocks/work/work-lists.ts";
import type { TaskChange } from "../../domain/work/decide-task.ts";
import { nothing, reply } from "./answer.ts";
import type { ActionRequest } from "./request.ts";
import { type Handler, onButton, order } from "./steps.ts";
import { openGiveTask, openTaskText } from "./task-forms.ts";
import { onWork } from "./work-buttons.ts";
import { taskDone } from "./work-done.ts";

export const TASK_ACTIONS: Record<string, Handler<ActionRequest>> = {
  [ACTION.openGiveTask]: (request, deps) =>
    onButton(request, deps, (incident) => openGiveTask(request, deps, incident)),
  [ACTION.acceptTask]: onWork((request, deps, incident, { number }) =>
    order(deps, request, { type: "AcceptTask", task: number }, incident, () => nothing),
  ),
  [ACTION.moreTime]: onWork((request, deps, incident, { number, seen }) => {
    const command: TaskChange = { type: "ExtendTask", task: number, seen: typeof seen === "number" ? seen : null };
    return order(deps, request, command, incident, ({ incident: after }) =>
      reply(taskDone(command, after, deps.words)),
    );
  }),
  [ACTION.takeTask]: onWork((request, deps, incident, { number, seen }) =>
    order(
      deps,
      request,
      { type: "ReassignTask", task: number, to: request.user, seen: String(seen) },
      incident,
      () => nothing,
    ),
  ),
  [ACTION.openTaskText]: onWork(openTaskText),
  [ACTION.listTasks]: (request, deps) =>
    onButton(request, deps, async (incident) => {
      const { page = 0 } = JSON.parse(request.value) as ButtonValue;
      const asked = { user: request.user, page, now: deps.clock.now() };
      return { type: "reply", post: taskList(incident, asked, deps.words) };
    }),
};
