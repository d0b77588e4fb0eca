// What somebody needs who comes now: how it stands, what was tried, what is open and which clocks run. Facts; no words.
import { MINUTE_MS } from "../lib/pure/duration.ts";
import type { Instant } from "../lib/pure/time.ts";
import { isOpen } from "./duties/owed.ts";
import { type Clock, runningClocks } from "./clocks/clocks.ts";
import type { Context } from "./context.ts";
import { type Enqueue, once, openingInvitees } from "./enqueue.ts";
import { type Entry, isPending } from "./timeline/entries.ts";
import type { HandoverOffer } from "./handover/handover.ts";
import type { Incident } from "./incident.ts";
import { PRIORITY } from "./job.ts";
import { updateDueAt } from "./updates/update-cycle.ts";
import type { Question } from "./handover/questions.ts";
import { allNotifications, isToSubmit } from "./regimes/notifications.ts";
import type { Role, Runbook } from "./runbook.ts";
import { isOpenTask, type Task } from "./work/tasks.ts";
import { timeOf } from "./facts/times.ts";

/** The newest of many, and how many more there are. */
export interface Newest<T> {
  shown: T[];
  more: number;
}

export interface Brief {
  /** Since when it is broken, as far as anybody knows. */
  since: Instant;
  roles: { role: Role; held: { user: string; since: Instant }; offer: HandoverOffer | null }[];
  vacant: Role[];
  tried: Newest<Entry>;
  decided: Newest<Entry>;
  /** Decisions that are still to be made. */
  pending: Newest<Entry>;
  questions: Newest<Question>;
  tasks: Newest<Task & { overdue: boolean }>;
  /** Null where none is due. */
  update: { dueAt: Instant; overdue: boolean } | null;
  pausedUntil: Instant | null;
  /** How many are still to be told of it. */
  duties: number;
  /** How many notifications to authorities or people are to be submitted. */
  notifications: number;
  /** Those that run, the next deadline first. */
  clocks: Clock[];
}

/** So much fits a phone's screen or two, however long the incident. */
const ENTRIES_MAX = 4;
const TASKS_MAX = 6;

/** The facts of a brief, each list with its newest and how many it leaves out. */
export function briefOf(incident: Incident, runbook: Runbook, now: Instant): Brief {
  const entries = incident.entries.filter(({ struck }) => !struck);
  const dueAt = updateDueAt(incident, runbook);
  const tasks = incident.tasks.filter(isOpenTask);
  const { roles, offers, pause } = incident;
  return {
    since: timeOf(incident, "started") ?? incident.declaredAt,
    roles: runbook.roles.flatMap((role) => {
      const held = roles[role.key];
      return held ? [{ role, held, offer: offers[role.key] ?? null }] : [];
    }),
    vacant: runbook.roles.filter(({ key }) => !roles[key]),
    tried: newest(
      entries.filter(({ kind }) => kind === "hypothesis" || kind === "action"),
      ENTRIES_MAX,
    ),
    decided: newest(
      entries.filter((one) => one.kind === "decision" && !isPending(one)),
      ENTRIES_MAX,
    ),
    pending: newest(entries.filter(isPending), ENTRIES_MAX),
    questions: newest(incident.questions, ENTRIES_MAX),
    tasks: newest(
      tasks.map((task) => ({ ...task, overdue: task.dueAt !== null && task.dueAt < now })),
      TASKS_MAX,
    ),
    update: dueAt === null ? null : { dueAt, overdue: dueAt < now },
    pausedUntil: pause && pause.until > now ? pause.until : null,
    notifications: allNotifications(incident, runbook).filter(isToSubmit).length,
    duties: incident.owed.filter((one) => isOpen(one, incident, runbook)).length,
    clocks: runningClocks(incident, runbook),
  };
}

/** The newest first. */
const newest = <T>(all: readonly T[], max: number): Newest<T> => ({
  shown: all.slice(-max).reverse(),
  more: Math.max(0, all.length - max),
});

/** Those for whom the room was opened come in with it, and have nothing to catch up on. */
const OPENING_MS = 2 * MINUTE_MS;

/**
 * The brief for somebody who came into the room; null for those of the opening invitation, and for whoever is offered a
 * role and so has it. `key` tells this coming from another.
 */
export function briefOnJoin(
  incident: Incident,
  { user, at, key }: { user: string; at: Instant; key: string },
  context: Context,
): Enqueue | null {
  const { room, offers } = incident;
  if (!room || Object.values(offers).some(({ to }) => to === user)) return null;
  if (at < room.openedAt + OPENING_MS && openingInvitees(incident, context).includes(user)) return null;
  return once(incident, `brief:${key}`, { kind: "brief", user, why: "joined" }, null, PRIORITY.nudge, context);
}
