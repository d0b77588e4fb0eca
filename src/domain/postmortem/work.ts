// What people set out to do: tasks within the incident, and the action items that come of it.
import type { Instant } from "../../lib/pure/time.ts";
import type { ActionItem } from "../work/action-items.ts";
import type { Incident } from "../incident.ts";
import type { Task } from "../work/tasks.ts";
import type { NumberedEvent, Source } from "./source.ts";

export interface TaskTold extends Task {
  /** When it ended, by being done, declined or dropped; null while it did not. */
  endedAt: Instant | null;
  sources: Source[];
}

export interface ActionItemTold extends ActionItem {
  sources: Source[];
}

/** Tasks and action items as they stand now, with the events that made them so. */
export function workOf(
  incident: Incident,
  events: readonly NumberedEvent[],
): { tasks: TaskTold[]; actionItems: ActionItemTold[] } {
  const given = events.filter(({ type }) => type === "TaskGiven");
  const added = events.filter(({ type }) => type === "ActionItemAdded");
  return {
    tasks: incident.tasks.map((task, index) => {
      const last = events.findLast((event) => endsTask(event) && "task" in event && event.task === task.number);
      const isOver = task.stage === "done" || task.stage === "declined" || task.stage === "dropped";
      return {
        ...task,
        endedAt: isOver && last ? last.at : null,
        sources: [given[index]!.seq, ...(isOver && last ? [last.seq] : [])],
      };
    }),
    actionItems: incident.actionItems.map((item, index) => {
      const last = events.findLast((event) => "item" in event && event.item === item.number);
      return { ...item, sources: [added[index]!.seq, ...(last ? [last.seq] : [])] };
    }),
  };
}

const endsTask = ({ type }: NumberedEvent): boolean =>
  type === "TaskDone" || type === "TaskDeclined" || type === "TaskHandedBack" || type === "TaskDropped";
