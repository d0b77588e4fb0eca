// When each exercise is asked for, and how it stands. One reminder a period: what passed while nobody could be told is not
// made up for, only said to be missing.
import { daysAfter } from "../../lib/pure/zone.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Calendar, dayOf, isBusinessTime, nextBusinessTime, workingHours } from "../calendar/calendar.ts";
import { notBefore, over } from "../turn.ts";
import { firstDay, type Period, periodAfter, periodAt, periodFrom } from "./periods.ts";
import { isAskedFor, type KeptExercise, type Readiness, type Round, type RoundKey, roundOf } from "./readiness.ts";

/** How an exercise stands now. */
export interface Outlook {
  exercise: KeptExercise;
  /** From 1, in the runbook's order. */
  number: number;
  /** The present one. */
  period: Period;
  round: Round | undefined;
  /** Until when it is to be done in it; null where this period asks for nothing. */
  dueAt: Instant | null;
  /** Nothing was said of it, and it was due. */
  isOverdue: boolean;
  /** Periods before it of which nothing was said, oldest first; a moved one once its day has passed. */
  missed: readonly string[];
  /** The latest round that was done, of an earlier period. */
  lastDone: Round | undefined;
  /** When somebody is reminded next. */
  nextAt: Instant;
}

/** How far back it is looked for what was not recorded. */
const MISSED_MAX = 6;

/** In the runbook's order. */
export const outlooksOf = ({ exercises, calendar }: Readiness, now: Instant): Outlook[] =>
  exercises.map((exercise, index) => ({ ...outlookOf(exercise, calendar, now), number: index + 1 }));

export function outlookOf(exercise: KeptExercise, calendar: Calendar, now: Instant): Omit<Outlook, "number"> {
  const period = periodAt(now, exercise.every, calendar);
  const round = roundOf(exercise, period.begins);
  const dueAt = isAskedFor(exercise, period.begins, calendar) ? dueOf(period, round, calendar) : null;
  const isOpen = !round?.answer;
  return {
    exercise,
    period,
    round,
    dueAt,
    isOverdue: isOpen && dueAt !== null && dueAt < now,
    missed: missedOf(exercise, period, calendar, now),
    lastDone: exercise.rounds.findLast((one) => one.period < period.begins && one.answer?.how === "done"),
    nextAt: nextReminder(exercise, calendar),
  };
}

/** Until when it is to be done: by the end of its period, or of the day to which somebody moved it. */
export const dueOf = (period: Period, round: Round | undefined, calendar: Calendar): Instant | null =>
  round?.moved ? hoursFrom(round.moved.to, calendar).closes : period.closes;

function missedOf(exercise: KeptExercise, present: Period, calendar: Calendar, now: Instant): string[] {
  const { every, since, rounds } = exercise;
  const earliest = periodsBefore(present.begins, exercise);
  let period = periodAfter(earliest, every, calendar);
  const first = periodAfter(firstDay(dayOf(since, calendar), every), every, calendar);
  if (period.begins < first.begins) period = first;
  const missed: string[] = [];
  for (; period.begins < present.begins; period = periodAfter(period.begins, every, calendar)) {
    const round = rounds.find((one) => one.period === period.begins);
    if (round?.answer) continue;
    const dueAt = dueOf(period, round, calendar);
    if (dueAt !== null && dueAt < now) missed.push(period.begins);
  }
  return missed;
}

/** The first day of the period from which on it is looked; of those before it nothing is kept. */
function periodsBefore(begins: string, { every }: KeptExercise): string {
  let day = begins;
  for (let count = 0; count <= MISSED_MAX; count++) day = firstDay(daysAfter(day, -1), every);
  return day;
}

/** The first working day from that day on. */
function hoursFrom(day: string, calendar: Calendar): { opens: Instant; closes: Instant } {
  let there = workingHours(day, calendar);
  for (let next = daysAfter(day, 1); there === null; next = daysAfter(next, 1)) there = workingHours(next, calendar);
  return there;
}

/** When somebody is reminded of it next, by what is kept of it alone. */
export function nextReminder(exercise: KeptExercise, calendar: Calendar): Instant {
  const { every, since, rounds } = exercise;
  const latest = rounds.at(-1)?.period ?? "";
  const first = firstDay(dayOf(since, calendar), every);
  const next = periodAfter(latest > first ? latest : first, every, calendar);
  const moved = rounds.flatMap((round) => movedReminder(round, calendar) ?? []);
  return Math.min(next.opens!, ...moved);
}

function movedReminder({ moved, answer, remindedAt }: Round, calendar: Calendar): Instant | null {
  return moved && !answer && remindedAt === null ? hoursFrom(moved.to, calendar).opens : null;
}

/** When the workspace's next reminder is planned; null where nothing is practised. */
export function nextReminderOf({ exercises, calendar }: Readiness): Instant | null {
  return exercises.length === 0 ? null : Math.min(...exercises.map((one) => nextReminder(one, calendar)));
}

/** Of what somebody is to be reminded now: each exercise of its present period, and what was moved up to here. */
export function roundsDue({ exercises, calendar }: Readiness, now: Instant): RoundKey[] {
  return exercises.flatMap((exercise) => {
    const { key, every, rounds } = exercise;
    const moved = rounds.filter((round) => (movedReminder(round, calendar) ?? now + 1) <= now);
    const { begins, opens } = periodAt(now, every, calendar);
    const isDue = opens !== null && opens <= now && isAskedFor(exercise, begins, calendar);
    const periods = moved.map(({ period }) => period);
    if (isDue && !roundOf(exercise, begins)) periods.push(begins);
    return periods.map((period) => ({ exercise: key, period }));
  });
}

/** What the timer finds: nobody is reminded outside of the hours in which people work. */
export function remindersTurn(
  readiness: Readiness | null,
  now: Instant,
): { type: "due" } | ReturnType<typeof notBefore> | ReturnType<typeof over> {
  const at = readiness && nextReminderOf(readiness);
  if (at === null) return over("nothing is practised");
  if (at > now) return notBefore(at);
  const { calendar } = readiness!;
  return isBusinessTime(now, calendar) ? { type: "due" } : notBefore(nextBusinessTime(now, calendar));
}

/** Whether a reminder of it still makes sense, or its buttons: nobody has said what became of it, or moved it since. */
export function isOpenRound({ exercises }: Readiness, { exercise, period }: RoundKey, askedAt: Instant): boolean {
  const kept = exercises.find(({ key }) => key === exercise);
  if (!kept) return false;
  const round = roundOf(kept, period);
  return !round?.answer && !(round?.moved && round.moved.at > askedAt);
}

/** The period that begins on that day, where one of this rhythm does and it is not to come. */
export function pastPeriod(exercise: KeptExercise, begins: string, calendar: Calendar, now: Instant): Period | null {
  const { every } = exercise;
  const isOne = /^\d{4}-\d{2}-\d{2}$/.test(begins) && firstDay(begins, every) === begins;
  return isOne && begins <= periodAt(now, every, calendar).begins ? periodFrom(begins, every, calendar) : null;
}
