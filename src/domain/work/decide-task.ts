// Who may bring a task where. Its doer answers for it; its giver may take it away; whoever leads may do all of it for
// anybody; that it is done may be said by every member. An order names what its giver saw, so that of two at once one
// counts, and the other is told who was first.
import { HOUR_MS, MINUTE_MS } from "../../lib/pure/duration.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { oneLine } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Actor, actorText, userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { openOnly } from "../lifecycle.ts";
import type { Problem } from "../problem.ts";
import { leadRole } from "../runbook.ts";
import type { Task } from "./tasks.ts";
import { type MadeFrom, WORK_CHARS_MAX, workText } from "./work.ts";

export type TaskCommand =
  | { type: "GiveTask"; to: string; text: string; dueAt: Instant | null; from?: MadeFrom }
  | { type: "AcceptTask"; task: number }
  | { type: "DeclineTask"; task: number; reason?: string }
  | { type: "HandBackTask"; task: number; reason?: string }
  | { type: "FinishTask"; task: number; outcome?: string }
  | { type: "DropTask"; task: number; reason?: string }
  /** `seen`: whose it was, as its giver saw it. */
  | { type: "ReassignTask"; task: number; to: string; seen: string }
  /** `seen`: when it was due, as its giver saw it. */
  | { type: "ExtendTask"; task: number; seen: Instant | null; by_ms?: number };

/** What is asked of a task that exists. */
export type TaskChange = Exclude<TaskCommand, { type: "GiveTask" }>;

/** How much longer a task takes when nobody says. */
const MORE_TIME_MS = 10 * MINUTE_MS;

/** Whoever leads may do what the doer or the giver may; who is late is told who was first. */
export function decideTask(
  incident: Incident,
  command: TaskCommand,
  actor: Actor,
  { now, runbook }: Context,
): Result<EventBody[], Problem> {
  // What is done, or needed no more, may also be said once the incident is over.
  const open = command.type === "FinishTask" || command.type === "DropTask" ? ok(undefined) : openOnly(incident);
  if (!open.ok) return open;
  if (command.type === "GiveTask") return give(incident, command, now);
  const task = incident.tasks.find(({ number }) => number === command.task);
  if (!task) return err({ type: "unknown-work", kind: "task", asked: command.task, last: incident.tasks.length });
  const user = userOf(actorText(actor));
  const lead = leadRole(runbook);
  const leads = actor.kind === "operator" || (lead !== undefined && incident.roles[lead.key]?.user === user);
  const { number, stage, to, by, moved, dueAt } = task;
  const late = err<Problem>({ type: "task-moved", task: number, stage, to, dueAt, ...moved });
  const theirs = (...who: string[]) =>
    leads || (user !== null && who.includes(user))
      ? ok(undefined)
      : err<Problem>({ type: "not-your-task", task: number, to, may: who, ...moved });
  switch (command.type) {
    case "AcceptTask":
      return when(theirs(to), stage === "given", late, () =>
        ok([{ type: "TaskAccepted", task: number, ...renewed(task, now) }]),
      );
    case "DeclineTask":
      return when(theirs(to), stage === "given", late, () =>
        withReason(command.reason, (reason) => ({ type: "TaskDeclined", task: number, reason })),
      );
    case "HandBackTask":
      return when(theirs(to), stage === "accepted", late, () =>
        withReason(command.reason, (reason) => ({ type: "TaskHandedBack", task: number, reason })),
      );
    case "FinishTask":
      return when(ok(undefined), stage !== "done" && stage !== "dropped", late, () =>
        withReason(command.outcome, (outcome) => ({ type: "TaskDone", task: number, outcome })),
      );
    case "DropTask":
      return when(theirs(by), stage !== "done" && stage !== "dropped", late, () =>
        withReason(command.reason, (reason) => ({ type: "TaskDropped", task: number, reason })),
      );
    case "ExtendTask": {
      const later = Math.max(now, dueAt ?? now) + (command.by_ms ?? MORE_TIME_MS);
      const same = stage === "accepted" && command.seen === dueAt;
      return when(theirs(to), same, late, () => ok([{ type: "TaskExtended", task: number, dueAt: later }]));
    }
    case "ReassignTask":
      return reassign(task, command, { now, user, late, theirs });
  }
}

/** Each one mentions its doer: more in an hour helps nobody, and is a script gone wrong or a joke. */
const TASKS_AN_HOUR_MAX = 30;

function give(
  { tasks }: Incident,
  { to, text, dueAt, from }: Extract<TaskCommand, { type: "GiveTask" }>,
  now: Instant,
) {
  const lately = tasks.filter((one) => one.to === to && one.at > now - HOUR_MS);
  if (lately.length >= TASKS_AN_HOUR_MAX)
    return err<Problem>({ type: "asked-too-often", to, tasks_max: TASKS_AN_HOUR_MAX });
  if (dueAt !== null && dueAt <= now) return err<Problem>({ type: "time-passed", at: dueAt });
  const given = workText("task", text);
  if (!given.ok) return given;
  return ok<EventBody[]>([{ type: "TaskGiven", text: given.value, to, dueAt, ...(from ? { from } : {}) }]);
}

interface Reassigning {
  now: Instant;
  user: string | null;
  late: Result<never, Problem>;
  theirs(...who: string[]): Result<void, Problem>;
}

/** One that nobody does is anybody's to take. */
function reassign(
  task: Task,
  command: Extract<TaskCommand, { type: "ReassignTask" }>,
  { now, user, late, theirs }: Reassigning,
): Result<EventBody[], Problem> {
  const { number, stage, to: previous, by } = task;
  const free = stage === "declined";
  const taking = free && command.to === user;
  const open = stage !== "done" && stage !== "dropped";
  // Its doer again is no change, unless they had declined it.
  if (open && !free && command.to === previous) return late;
  return when(taking ? ok(undefined) : theirs(by), open && command.seen === previous, late, () =>
    ok([{ type: "TaskReassigned", task: number, to: command.to, previous, ...renewed(task, now) }]),
  );
}

/** A time that was up before anybody had begun runs anew. */
const renewed = ({ dueAt }: Task, now: Instant): { dueAt?: Instant } =>
  dueAt !== null && dueAt <= now ? { dueAt: now + MORE_TIME_MS } : {};

/** In this order: who may not is not told how it stands, and who is late is told who was first. */
function when(
  allowed: Result<void, Problem>,
  fits: boolean,
  late: Result<never, Problem>,
  then: () => Result<EventBody[], Problem>,
): Result<EventBody[], Problem> {
  if (!allowed.ok) return allowed;
  return fits ? then() : late;
}

/** A reason or an outcome may be left out. */
function withReason(
  given: string | undefined,
  then: (reason: string | null) => EventBody,
): Result<EventBody[], Problem> {
  const text = oneLine(given ?? "");
  if (text.length > WORK_CHARS_MAX) {
    return err({ type: "text-too-long", what: "reason", length: text.length, length_max: WORK_CHARS_MAX });
  }
  return ok([then(text === "" ? null : text)]);
}
