// What follows from tasks and action items: their messages, and who is told of what became of them.
import { userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { inviteJobs, postWorkJob, refreshWorkJob, tellJobs } from "../enqueue.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { leading } from "../roles.ts";
import { awaitsAnswer, isOpenTask, type Task } from "./tasks.ts";
import type { Work } from "./work.ts";

export function workJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = userOf(event.actor);
  const post = (work: Work) => postWorkJob(incident, work, seq, context);
  const refresh = (work: Work) => refreshWorkJob(incident, work, context.now);
  switch (event.type) {
    case "TaskGiven":
      return [
        post({ kind: "task", number: incident.tasks.length }),
        ...inviteJobs(incident, [event.to], `:${seq}`, context),
      ];
    case "TaskReassigned": {
      const work: Work = { kind: "task", number: event.task };
      if (event.to === by) return [refresh(work)];
      return [refresh(work), post(work), ...inviteJobs(incident, [event.to], `:${seq}`, context)];
    }
    case "TaskDeclined":
    case "TaskHandedBack": {
      const task = taskOf(incident, event.task);
      const told = [task.by, leading(incident, context.runbook)].find((user) => user !== null && user !== by);
      return [
        refresh({ kind: "task", number: event.task }),
        ...tellJobs(incident, told ?? null, { type: "task-free", task: event.task }, seq, context),
      ];
    }
    case "TaskAccepted":
    case "TaskDone":
    case "TaskDropped":
    case "TaskExtended":
      return [refresh({ kind: "task", number: event.task })];
    case "TaskAsked":
      // Answered while the question was on its way: it need not be answered again.
      return awaitsAnswer(taskOf(incident, event.task)) ? [] : [refresh({ kind: "task", number: event.task })];
    case "ActionItemAdded":
      return [post({ kind: "action-item", number: incident.actionItems.length })];
    case "ActionItemReassigned": {
      const work: Work = { kind: "action-item", number: event.item };
      return event.owner === by ? [refresh(work)] : [refresh(work), post(work)];
    }
    case "ActionItemDone":
    case "ActionItemDropped":
    case "ActionItemDated":
    case "ActionItemPrioritized":
      return [refresh({ kind: "action-item", number: event.item })];
    case "WorkPosted":
      return event.stale || isSecond(incident, event.work) ? [refresh(event.work)] : [];
    case "Resolved":
    case "Cancelled":
    case "MergedInto":
      return incident.tasks.some(isOpenTask) ? tellJobs(incident, by, { type: "tasks-left" }, seq, context) : [];
    default:
      return [];
  }
}

/** An earlier message shows it too, and must now say that this one took over. */
const isSecond = (incident: Incident, { kind, number }: Work): boolean => {
  const all = kind === "task" ? incident.tasks : incident.actionItems;
  return (all.find((one) => one.number === number)?.posted.length ?? 0) > 1;
};

const taskOf = ({ tasks }: Incident, number: number): Task => tasks.find((one) => one.number === number)!;
