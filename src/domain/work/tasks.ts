// Tasks within an incident: given to somebody, accepted by a click, asked for when their time is up. What each part of
// their life leads to; decide-task.ts has who may bring it about.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { isPerson } from "../actor.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { MadeFrom, OwnMessage } from "./work.ts";

/** given: not accepted yet. declined: nobody does it, also after it was handed back. dropped: nobody needs it any more. */
export type TaskStage = "given" | "accepted" | "declined" | "done" | "dropped";

export interface Task {
  /** 1, 2, 3 …: what people call it. */
  number: number;
  text: string;
  /** Its doer. */
  to: string;
  /** Its giver: who gave it to its present doer. */
  by: string;
  at: Instant;
  /** When its doer is asked how it stands; null for never. */
  dueAt: Instant | null;
  stage: TaskStage;
  /** Who brought it to this stage and this doer, and when. */
  moved: { by: string; at: Instant };
  /** Whether its doer was asked since `dueAt` was set. */
  asked: boolean;
  /** Whether its giver was told that it waits to be accepted. */
  waitTold: boolean;
  /** What came of it, or why it was declined, handed back or dropped. */
  outcome: string | null;
  from: MadeFrom | null;
  /** The messages that show it; the last one has its buttons. */
  posted: OwnMessage[];
  /** The message that asked its doer last. */
  ask: OwnMessage | null;
}

export type TaskEvent =
  | { type: "TaskGiven"; text: string; to: string; dueAt: Instant | null; from?: MadeFrom }
  /** `dueAt`: its time was up before it was accepted, and runs anew. */
  | { type: "TaskAccepted"; task: number; dueAt?: Instant }
  | { type: "TaskDeclined"; task: number; reason: string | null }
  /** Its doer had accepted it, and does it no longer. */
  | { type: "TaskHandedBack"; task: number; reason: string | null }
  | { type: "TaskDone"; task: number; outcome: string | null }
  | { type: "TaskDropped"; task: number; reason: string | null }
  | { type: "TaskReassigned"; task: number; to: string; previous: string; dueAt?: Instant }
  | { type: "TaskExtended"; task: number; dueAt: Instant }
  /** Its time was up and its doer was asked. */
  | ({ type: "TaskAsked"; task: number; to: string; dueAt: Instant; text: string } & OwnMessage)
  /** Its giver was told that it waits to be accepted. */
  | { type: "TaskWaitTold"; task: number; to: string; since: Instant };

export function evolveTasks(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const { tasks } = before;
  const { at } = event;
  const changed = (number: number, change: (task: Task) => Partial<Task>) => ({
    tasks: tasks.map((one) => (one.number === number ? { ...one, ...change(one) } : one)),
  });
  const moved = { by, at };
  switch (event.type) {
    case "TaskGiven": {
      const { text, to, dueAt, from = null } = event;
      const stage = to === by ? "accepted" : "given";
      const told = { asked: false, waitTold: false, outcome: null, from, posted: [], ask: null };
      return { tasks: [...tasks, { number: tasks.length + 1, text, to, by, at, dueAt, stage, moved, ...told }] };
    }
    case "TaskAccepted":
      return changed(event.task, ({ dueAt }) => ({ stage: "accepted", moved, dueAt: event.dueAt ?? dueAt }));
    case "TaskDeclined":
    case "TaskHandedBack":
      return changed(event.task, () => ({ stage: "declined", moved, outcome: event.reason }));
    case "TaskDone":
      return changed(event.task, () => ({ stage: "done", moved, outcome: event.outcome }));
    case "TaskDropped":
      return changed(event.task, () => ({ stage: "dropped", moved, outcome: event.reason }));
    case "TaskReassigned": {
      const { to, dueAt } = event;
      // Whoever takes a task that nobody does still does it for its giver.
      const given = to === by ? { stage: "accepted" as const } : { stage: "given" as const, by };
      return changed(event.task, (task) => ({
        ...given,
        to,
        moved,
        dueAt: dueAt ?? task.dueAt,
        asked: false,
        waitTold: false,
        outcome: null,
      }));
    }
    case "TaskExtended":
      return changed(event.task, () => ({ dueAt: event.dueAt, asked: false }));
    case "TaskAsked": {
      const { channel, ts, dueAt } = event;
      // One that an extension overtook on its way was said all the same, but is no ask for the present time.
      return changed(event.task, (task) => ({ ask: { channel, ts }, asked: task.asked || task.dueAt === dueAt }));
    }
    case "TaskWaitTold":
      return changed(event.task, (task) => ({ waitTold: task.waitTold || task.moved.at === event.since }));
    default:
      return null;
  }
}

/** Somebody does it or is to do it, or somebody must be found. */
export const isOpenTask = ({ stage }: Task): boolean => stage !== "done" && stage !== "dropped";

/** Asked, and its doer has not said how it stands. */
export const awaitsAnswer = ({ stage, asked }: Task): boolean => stage === "accepted" && asked;

/** A giver who still waits after this long is told. */
const ACCEPTED_WITHIN_MS = 3 * MINUTE_MS;

/** The task whose doer is asked next, and when; null when none is. Nobody is asked after the end. */
export const nextTaskAsk = (incident: Incident): { task: Task; at: Instant } | null =>
  soonest(incident, ({ stage, asked, dueAt }) => (stage === "accepted" && !asked ? dueAt : null));

/** The task whose giver is told next that it waits to be accepted, and when; null when none is. */
export const nextTaskWait = (incident: Incident): { task: Task; at: Instant } | null =>
  soonest(incident, ({ stage, waitTold, by, moved }) =>
    stage === "given" && !waitTold && isPerson(by) ? moved.at + ACCEPTED_WITHIN_MS : null,
  );

function soonest(incident: Incident, timeOf: (task: Task) => Instant | null): { task: Task; at: Instant } | null {
  if (incident.stage !== "open") return null;
  let next: { task: Task; at: Instant } | null = null;
  for (const task of incident.tasks) {
    const at = timeOf(task);
    if (at !== null && (next === null || at < next.at)) next = { task, at };
  }
  return next;
}
