// Tasks within an incident: given to somebody, accepted by a click, asked for when their time is up.
import type { Instant } from "../lib/pure/time.ts";
import type { DomainEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

/** given: not accepted yet. declined: its giver must find somebody else. dropped: nobody needs it any more. */
export type TaskStage = "given" | "accepted" | "declined" | "done" | "dropped";

export interface Task {
  /** 1, 2, 3 …: what people call it. */
  number: number;
  text: string;
  to: string;
  by: string;
  at: Instant;
  /** When its doer is asked how it stands; null for never. */
  dueAt: Instant | null;
  stage: TaskStage;
  /** Whether its doer was asked since `dueAt` was set. */
  asked: boolean;
  /** What came of it, or why it was declined or dropped. */
  outcome: string | null;
}

export type TaskEvent =
  | { type: "TaskGiven"; text: string; to: string; dueAt: Instant | null }
  | { type: "TaskAccepted"; task: number }
  | { type: "TaskDeclined"; task: number; reason: string | null }
  | { type: "TaskDone"; task: number; outcome: string | null }
  | { type: "TaskDropped"; task: number; reason: string | null }
  | { type: "TaskReassigned"; task: number; to: string; previous: string }
  | { type: "TaskExtended"; task: number; dueAt: Instant }
  /** Its time was up and its doer was asked. */
  | { type: "TaskAsked"; task: number; to: string[]; dueAt: Instant; text: string; ts: string };

export function evolveTasks(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const { tasks } = before;
  const changed = (number: number, change: Partial<Task>) => ({
    tasks: tasks.map((one) => (one.number === number ? { ...one, ...change } : one)),
  });
  switch (event.type) {
    case "TaskGiven": {
      const { text, to, dueAt, at } = event;
      const stage = to === by ? "accepted" : "given";
      const number = tasks.length + 1;
      return { tasks: [...tasks, { number, text, to, by, at, dueAt, stage, asked: false, outcome: null }] };
    }
    case "TaskAccepted":
      return changed(event.task, { stage: "accepted" });
    case "TaskDeclined":
      return changed(event.task, { stage: "declined", outcome: event.reason });
    case "TaskDone":
      return changed(event.task, { stage: "done", outcome: event.outcome });
    case "TaskDropped":
      return changed(event.task, { stage: "dropped", outcome: event.reason });
    case "TaskReassigned":
      return changed(event.task, {
        to: event.to,
        stage: event.to === by ? "accepted" : "given",
        outcome: null,
        asked: false,
      });
    case "TaskExtended":
      return changed(event.task, { dueAt: event.dueAt, asked: false });
    case "TaskAsked":
      return changed(event.task, { asked: true });
    default:
      return null;
  }
}
