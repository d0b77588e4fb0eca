// What somebody reads who changed a task or an action item.
import { escaped } from "../../../blocks/mrkdwn.ts";
import { isOurPriority } from "../../../domain/work/action-items.ts";
import { dayWords, person, time } from "../../../blocks/mrkdwn.ts";
import type { Words } from "../../../blocks/words/en.ts";
import type { ActionItemChange } from "../../../domain/work/decide-action-item.ts";
import type { TaskChange } from "../../../domain/work/decide-task.ts";
import type { Incident } from "../../../domain/incident.ts";

/** `after`: as the incident stands then. */
export function taskDone(command: TaskChange, { tasks }: Incident, words: Words): string {
  const { answers } = words.tasks;
  const number = String(command.task);
  switch (command.type) {
    case "AcceptTask":
      return answers.accepted({ number });
    case "DeclineTask":
    case "HandBackTask":
      return answers.declined({ number });
    case "FinishTask":
      return answers.done({ number });
    case "DropTask":
      return answers.dropped({ number });
    case "ReassignTask":
      return answers.given({ number, who: person(command.to) });
    case "ExtendTask": {
      const dueAt = tasks.find((one) => one.number === command.task)?.dueAt ?? null;
      return dueAt === null ? answers.accepted({ number }) : answers.extended({ number, at: time(dueAt) });
    }
  }
}

export function itemDone(command: ActionItemChange, { actionItems: { answers } }: Words): string {
  const number = String(command.item);
  switch (command.type) {
    case "FinishActionItem":
      return answers.done({ number });
    case "DropActionItem":
      return answers.dropped({ number });
    case "ReassignActionItem":
      return answers.owner({ number, who: person(command.owner) });
    case "DateActionItem":
      return command.due ? answers.dated({ number, day: dayWords(command.due.day) }) : answers.undated({ number });
    case "PrioritizeActionItem":
      return isOurPriority(command.priority)
        ? answers.prioritized[command.priority]({ number })
        : answers.graded({ number, priority: escaped(command.priority) });
  }
}
