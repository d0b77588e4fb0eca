// What is to be practised and looked after between incidents, again and again: what is in force, and what became of it. The
// workspace's own record of it is a stream of its own.
import { assert } from "../../lib/pure/assert.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Calendar, dayOf } from "../calendar/calendar.ts";
import { firstDay } from "./periods.ts";

export const RHYTHMS = ["weekly", "monthly", "quarterly", "yearly"] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** `drill`: a drill that was held counts. `runbook-review`: who is reminded is told which file, and when it last changed. */
export const EXERCISE_KINDS = ["exercise", "drill", "runbook-review"] as const;
export type ExerciseKind = (typeof EXERCISE_KINDS)[number];

export interface Exercise {
  key: string;
  title: string;
  every: Rhythm;
  kind: ExerciseKind;
  /** Keys into People: who is reminded. */
  to: readonly string[];
}

/** What became of an exercise in one of its periods: there is one once somebody was reminded, or said something of it. */
export interface Round {
  /** The first day of its period. */
  period: string;
  /** Since it was moved last, where it was. */
  remindedAt: Instant | null;
  moved: { to: string; by: string; at: Instant; note: string | null } | null;
  answer: Answered | null;
}

/** `drill`: the name of the drill that counts as it, "" where nothing may be said of that one. */
export interface Answered {
  how: "done" | "not-done";
  by: string;
  at: Instant;
  note: string | null;
  drill: string | null;
}

export interface KeptExercise extends Exercise {
  /** When it came into the runbook with this rhythm: it asks for nothing before the next period begins. */
  since: Instant;
  /** The latest ones, by their periods. */
  rounds: readonly Round[];
}

/** Which exercise, in which of its periods. */
export interface RoundKey {
  exercise: string;
  period: string;
}

/** Messages with the same words to several people, or one in the channel. */
export interface Reminder {
  /** The number of the event that called for it. */
  id: number;
  at: Instant;
  rounds: readonly RoundKey[];
  /** `to` is null for the channel; `shown` are those of the rounds that it names. */
  posted: readonly { to: string | null; channel: string; ts: string; shown: readonly RoundKey[] }[];
}

export interface Readiness {
  team: string;
  seq: number;
  calendar: Calendar;
  /** The channel that is told where nobody is named; without "#". */
  channel: string;
  exercises: readonly KeptExercise[];
  /** The latest ones, oldest first. */
  reminders: readonly Reminder[];
}

/** Raised when the shape of the state changes: it is then folded again. */
export const READINESS_VERSION = 1;

export type ReadinessEventBody =
  | { type: "ExercisesSet"; exercises: readonly Exercise[]; calendar: Calendar; channel: string }
  | { type: "ExercisesDue"; rounds: readonly RoundKey[] }
  | {
      type: "ReminderPosted";
      reminder: number;
      to: string | null;
      channel: string;
      ts: string;
      shown: readonly RoundKey[];
      text: string;
    }
  /** `drill` as in `Answered`; absent where a person said so. */
  | (Of & { type: "ExerciseDone"; note: string | null; drill?: string })
  | (Of & { type: "ExerciseNotDone"; note: string })
  | (Of & { type: "ExerciseMoved"; to: string; note: string | null });

interface Of extends RoundKey {
  title: string;
}

export type ReadinessEvent = ReadinessEventBody & { at: Instant; actor: string };

/** A quarter of weekly ones; who asks for more reads the events. */
const ROUNDS_KEPT = 13;
const REMINDERS_KEPT = 20;

export const foldReadiness = (team: string, events: readonly ReadinessEvent[]): Readiness | null =>
  events.reduce<Readiness | null>((before, event) => evolveReadiness(team, before, event), null);

export function evolveReadiness(team: string, before: Readiness | null, event: ReadinessEvent): Readiness {
  const seq = (before?.seq ?? 0) + 1;
  if (event.type === "ExercisesSet") {
    const { calendar, channel, at } = event;
    const exercises = event.exercises.map((one): KeptExercise => {
      const kept = before?.exercises.find(({ key, every }) => key === one.key && every === one.every);
      return { ...one, since: kept?.since ?? at, rounds: kept?.rounds ?? [] };
    });
    return { team, seq, calendar, channel, exercises, reminders: before?.reminders ?? [] };
  }
  assert(before, "a readiness record begins with what is practised");
  return { ...before, seq, ...changed(before, event, seq) };
}

function changed(
  before: Readiness,
  event: Exclude<ReadinessEvent, { type: "ExercisesSet" }>,
  seq: number,
): Partial<Readiness> {
  const by = event.actor.replace(/^slack:/, "");
  switch (event.type) {
    case "ExercisesDue": {
      const reminded = event.rounds.reduce(
        (readiness, key) => withRound(readiness, key, { remindedAt: event.at }),
        before,
      );
      const reminder = { id: seq, at: event.at, rounds: event.rounds, posted: [] };
      return { exercises: reminded.exercises, reminders: [...before.reminders, reminder].slice(-REMINDERS_KEPT) };
    }
    case "ReminderPosted": {
      const { to, channel, ts, shown } = event;
      const reminders = before.reminders.map((one) =>
        one.id === event.reminder ? { ...one, posted: [...one.posted, { to, channel, ts, shown }] } : one,
      );
      return { reminders };
    }
    case "ExerciseDone":
    case "ExerciseNotDone": {
      const how = event.type === "ExerciseDone" ? ("done" as const) : ("not-done" as const);
      const drill = event.type === "ExerciseDone" ? (event.drill ?? null) : null;
      const answer = { how, by, at: event.at, note: event.note, drill };
      return { exercises: withRound(before, event, { answer }).exercises };
    }
    case "ExerciseMoved": {
      const moved = { to: event.to, by, at: event.at, note: event.note };
      return { exercises: withRound(before, event, { moved, remindedAt: null }).exercises };
    }
  }
}

const UNTOUCHED = { remindedAt: null, moved: null, answer: null };

function withRound(readiness: Readiness, { exercise, period }: RoundKey, change: Partial<Round>): Readiness {
  const exercises = readiness.exercises.map((one) => {
    if (one.key !== exercise) return one;
    const round = { ...UNTOUCHED, ...one.rounds.find((other) => other.period === period), period, ...change };
    const others = one.rounds.filter((other) => other.period !== period);
    return { ...one, rounds: kept([...others, round]) };
  });
  return { ...readiness, exercises };
}

/** The latest ones, and whatever somebody moved to a time that is still to come. */
function kept(rounds: readonly Round[]): Round[] {
  const sorted = rounds.toSorted((a, b) => (a.period < b.period ? -1 : 1));
  const isMoved = ({ moved, answer, remindedAt }: Round) => moved !== null && answer === null && remindedAt === null;
  return sorted.filter((round, index) => index >= sorted.length - ROUNDS_KEPT || isMoved(round));
}

export const exerciseOf = ({ exercises }: Readiness, key: string): KeptExercise | undefined =>
  exercises.find((one) => one.key === key);

export const roundOf = ({ rounds }: KeptExercise, period: string): Round | undefined =>
  rounds.find((one) => one.period === period);

/** Whether the period is one in which it is asked for: it began after the exercise came into the runbook. */
export const isAskedFor = ({ since, every }: KeptExercise, period: string, calendar: Calendar): boolean =>
  period > firstDay(dayOf(since, calendar), every);
