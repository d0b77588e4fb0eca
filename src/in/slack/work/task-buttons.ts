// The buttons of a task, on its message, on the question how it stands, and in lists.
import { ACTION } from "../../../blocks/actions.ts";
import { taskList } from "../../../blocks/work/work-lists.ts";
import type { TaskChange } from "../../../domain/work/decide-task.ts";
import { nothing, reply } from "../answer.ts";
import type { ActionRequest } from "../request.ts";
import { type Handler, onButton, orderAndAnswer } from "../steps.ts";
import { openGiveTask, openTaskText } from "./task-forms.ts";
import { onWork } from "./work-buttons.ts";
import { taskDone } from "./work-done.ts";

export const TASK_ACTIONS: Record<string, Handler<ActionRequest>> = {
  [ACTION.openGiveTask]: onButton(openGiveTask),
  [ACTION.acceptTask]: onWork((request, deps, incident, { number }) =>
    orderAndAnswer(request, deps, incident, { type: "AcceptTask", task: number }, () => nothing),
  ),
  [ACTION.moreTime]: onWork((request, deps, incident, { number, seen }) => {
    const command: TaskChange = { type: "ExtendTask", task: number, seen: typeof seen === "number" ? seen : null };
    return orderAndAnswer(request, deps, incident, command, ({ incident: after }) =>
      reply(taskDone(command, after, deps.words)),
    );
  }),
  [ACTION.takeTask]: onWork((request, deps, incident, { number, seen }) =>
    orderAndAnswer(
      request,
      deps,
      incident,
      { type: "ReassignTask", task: number, to: request.user, seen: String(seen) },
      () => nothing,
    ),
  ),
  [ACTION.openTaskText]: onWork(openTaskText),
  [ACTION.listTasks]: onButton(async ({ user }, { clock, words }, incident, { page = 0 }) => ({
    type: "reply",
    post: taskList(incident, { user, page, now: clock.now() }, words),
  })),
};
