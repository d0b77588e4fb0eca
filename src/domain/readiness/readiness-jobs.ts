// What follows from a change of the readiness record: reminders, messages brought up to date, and the one timer.
import type { Enqueue } from "../enqueue.ts";
import type { Job, JobChange } from "../job.ts";
import { PRIORITY, postLane } from "../job.ts";
import { bound, type People } from "../runbook.ts";
import type { ReadinessContext } from "./decide-readiness.ts";
import { isOpenRound, nextReminderOf } from "./due.ts";
import { exerciseOf, type Readiness, type ReadinessEvent, type Reminder, type RoundKey, roundOf } from "./readiness.ts";

export function readinessJobs(
  before: Readiness | null,
  after: Readiness,
  events: readonly ReadinessEvent[],
  context: ReadinessContext,
): JobChange[] {
  return [
    ...events.flatMap((event) => followed(event, after, context)),
    ...(isTimerMoved(before, after, context) ? [readinessTimer(after)] : []),
  ];
}

function followed(event: ReadinessEvent, after: Readiness, { now, people }: ReadinessContext): JobChange[] {
  switch (event.type) {
    case "ExercisesDue":
      return reminderJobs(after, after.reminders.at(-1)!, people, now);
    case "ReminderPosted": {
      // On its way somebody may have answered.
      const reminder = after.reminders.find(({ id }) => id === event.reminder);
      const isStale = reminder && event.shown.some((one) => !isOpenRound(after, one, reminder.at));
      return isStale ? refreshJobs(after, reminder, now) : [];
    }
    case "ExerciseDone":
    case "ExerciseNotDone":
    case "ExerciseMoved":
      return after.reminders
        .filter(({ rounds }) => rounds.some((one) => isSameRound(one, event)))
        .flatMap((reminder) => refreshJobs(after, reminder, now));
    case "ExercisesSet":
      return [];
  }
}

export const isSameRound = (one: RoundKey, other: RoundKey): boolean =>
  one.exercise === other.exercise && one.period === other.period;

/** One for each person who is named, with all that is theirs; the channel is told what is nobody's. */
function reminderJobs(readiness: Readiness, reminder: Reminder, people: People, now: number): Enqueue[] {
  const rounds = new Map<string | null, RoundKey[]>();
  for (const round of reminder.rounds) {
    const users = bound(people, exerciseOf(readiness, round.exercise)?.to ?? []);
    for (const to of users.length > 0 ? users : [null]) rounds.set(to, [...(rounds.get(to) ?? []), round]);
  }
  return [...rounds].map(([to, own]) => reminderJob(readiness, reminder, to, own, now));
}

function reminderJob(
  readiness: Readiness,
  { id: reminder }: Reminder,
  to: string | null,
  rounds: RoundKey[],
  now: number,
): Enqueue {
  const { team, channel } = readiness;
  const job: Job = { kind: "remind-exercises", team, reminder, to, rounds };
  return {
    do: "enqueue",
    key: `remind-exercises:${team}:${to ?? "channel"}:${occasionOf(readiness, rounds[0]!)}`,
    job,
    lane: postLane(team, to ?? `#${channel}`),
    priority: PRIORITY.nudge,
    dueAt: now,
    again: "once",
  };
}

/** Says the same of the same reminder also where an older database was put back, which does not know that it was sent. */
function occasionOf(readiness: Readiness, { exercise, period }: RoundKey): string {
  const kept = exerciseOf(readiness, exercise);
  const moved = kept && roundOf(kept, period)?.moved;
  return `${exercise}:${period}${moved ? `>${moved.to}` : ""}`;
}

function refreshJobs({ team }: Readiness, { id: reminder, posted }: Reminder, now: number): Enqueue[] {
  return posted.map(({ to }) => ({
    do: "enqueue",
    key: `refresh:reminder:${team}:${reminder}:${to ?? "channel"}`,
    job: { kind: "refresh-reminder", team, reminder, to },
    lane: null,
    priority: PRIORITY.cosmetic,
    dueAt: now,
    again: "coalesce",
  }));
}

/** Only what changed is written again: a job that is being carried out must not be replaced by itself. */
function isTimerMoved(before: Readiness | null, after: Readiness, { done }: ReadinessContext): boolean {
  const [was, is] = [before && nextReminderOf(before), nextReminderOf(after)];
  return was !== is || (is !== null && done === readinessTimer(after).key);
}

/** The one timer of a workspace: for a start, too, which trusts no job to be there. */
export function readinessTimer(readiness: Readiness): JobChange {
  const { team } = readiness;
  const key = `note-exercises:${team}`;
  const dueAt = nextReminderOf(readiness);
  if (dueAt === null) return { do: "cancel", key };
  return {
    do: "enqueue",
    key,
    job: { kind: "note-exercises", team },
    lane: null,
    priority: PRIORITY.nudge,
    dueAt,
    again: "replace",
  };
}

/** Counts a drill that was held as what the runbook wants practised. */
export const drillHeldJob = (incident: { id: string }, seq: number, now: number): Enqueue => ({
  do: "enqueue",
  key: `count-drill:${seq}:${incident.id}`,
  job: { kind: "count-drill" },
  lane: null,
  priority: PRIORITY.cosmetic,
  dueAt: now,
  again: "once",
});
