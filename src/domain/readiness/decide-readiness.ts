// What people say of an exercise, and what Warroom finds of it by itself.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { daysAfter, isDay } from "../../lib/pure/zone.ts";
import { type Actor, actorText } from "../actor.ts";
import { type Calendar, dayOf } from "../calendar/calendar.ts";
import type { JobChange } from "../job.ts";
import { may } from "../may.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import type { People } from "../runbook.ts";
import { pastPeriod, roundsDue } from "./due.ts";
import { periodAt } from "./periods.ts";
import {
  evolveReadiness,
  type Exercise,
  exerciseOf,
  type KeptExercise,
  type Readiness,
  type ReadinessEvent,
  type ReadinessEventBody,
  type RoundKey,
  roundOf,
} from "./readiness.ts";
import { readinessJobs } from "./readiness-jobs.ts";

/** `period` by its first day; absent for the present one. */
export type ExerciseCommand =
  | { type: "FinishExercise"; exercise: string; period?: string; note: string }
  | { type: "SkipExercise"; exercise: string; period?: string; reason: string }
  | { type: "MoveExercise"; exercise: string; period?: string; to: string; note: string };

export type ReadinessOutcome =
  /** What the runbook in force names. */
  | { type: "RecordExercises"; exercises: readonly Exercise[]; calendar: Calendar; channel: string }
  | { type: "RecordExercisesDue" }
  | {
      type: "RecordReminderPosted";
      reminder: number;
      to: string | null;
      channel: string;
      ts: string;
      shown: readonly RoundKey[];
      text: string;
    }
  /** A drill was held; `name` is null where it was private. */
  | { type: "RecordDrillHeld"; name: string | null; at: Instant };

export type ReadinessCommand = ExerciseCommand | ReadinessOutcome;

export interface ReadinessContext {
  now: Instant;
  people: People;
  /** The timer that ends in this commit. */
  done?: string | undefined;
}

export interface ReadinessDecision {
  after: Readiness | null;
  events: ReadinessEvent[];
  jobs: JobChange[];
}

export const EXERCISE_NOTE_CHARS_MAX = 500;
/** A day that is further ahead was more likely mistyped. */
const AHEAD_DAYS_MAX = 366;

/** `before` is null where the workspace has no such record yet. */
export function decideReadiness(
  before: Readiness | null,
  team: string,
  command: ReadinessCommand,
  actor: Actor,
  context: ReadinessContext,
): Result<ReadinessDecision, Problem> {
  const allowed = may(actor, command);
  if (!allowed.ok) return allowed;
  const decided = bodies(before, command, context);
  if (!decided.ok) return decided;
  const events = decided.value.map((body): ReadinessEvent => ({ ...body, at: context.now, actor: actorText(actor) }));
  const after = events.reduce<Readiness | null>((state, event) => evolveReadiness(team, state, event), before);
  return ok({ after, events, jobs: after ? readinessJobs(before, after, events, context) : [] });
}

function bodies(
  before: Readiness | null,
  command: ReadinessCommand,
  { now }: ReadinessContext,
): Result<ReadinessEventBody[], Problem> {
  if (command.type === "RecordExercises") return ok(setBodies(before, command));
  if (!before)
    return "exercise" in command ? err(unknown(before, command.exercise)) : noLongerWanted("nothing is kept");
  switch (command.type) {
    case "RecordExercisesDue": {
      const rounds = roundsDue(before, now);
      return rounds.length === 0 ? noLongerWanted("nothing is due") : ok([{ type: "ExercisesDue", rounds }]);
    }
    case "RecordReminderPosted": {
      const { type: _, ...posted } = command;
      const reminder = before.reminders.find(({ id }) => id === posted.reminder);
      const isRecorded = reminder?.posted.some(({ ts, channel }) => ts === posted.ts && channel === posted.channel);
      return isRecorded ? noLongerWanted("this is recorded") : ok([{ type: "ReminderPosted", ...posted }]);
    }
    case "RecordDrillHeld":
      return ok(drillBodies(before, command));
    default:
      return exerciseBodies(before, command, now);
  }
}

/** Nothing where nothing changed, and no record is begun of nothing. */
function setBodies(
  before: Readiness | null,
  { exercises, calendar, channel }: Extract<ReadinessOutcome, { type: "RecordExercises" }>,
): ReadinessEventBody[] {
  if (!before && exercises.length === 0) return [];
  const set = { exercises, calendar, channel };
  return before && asText(before) === asText(set) ? [] : [{ type: "ExercisesSet", ...set }];
}

type InForce = Pick<Extract<ReadinessOutcome, { type: "RecordExercises" }>, "exercises" | "calendar" | "channel">;

const asText = ({ exercises, calendar, channel }: InForce): string => {
  const { zone, workdays, opens_min, closes_min, holidays } = calendar;
  const each = exercises.map(({ key, title, every, kind, to }) => [key, title, every, kind, to]);
  return JSON.stringify([each, zone, workdays, opens_min, closes_min, holidays, channel]);
};

/** It counts for the period in which it ended, where nobody has said before that it was done. */
function drillBodies(
  { exercises, calendar }: Readiness,
  { name, at }: Extract<ReadinessOutcome, { type: "RecordDrillHeld" }>,
): ReadinessEventBody[] {
  return exercises
    .filter(({ kind }) => kind === "drill")
    .flatMap((exercise) => {
      const { key, title, every } = exercise;
      const { begins: period } = periodAt(at, every, calendar);
      if (roundOf(exercise, period)?.answer?.how === "done") return [];
      return [{ type: "ExerciseDone" as const, exercise: key, title, period, note: null, drill: name ?? "" }];
    });
}

function exerciseBodies(
  before: Readiness,
  command: ExerciseCommand,
  now: Instant,
): Result<ReadinessEventBody[], Problem> {
  const exercise = exerciseOf(before, command.exercise);
  if (!exercise) return err(unknown(before, command.exercise));
  const { key, title, every } = exercise;
  const { calendar } = before;
  const period = command.period ?? periodAt(now, every, calendar).begins;
  if (!pastPeriod(exercise, period, calendar, now)) return err({ type: "unknown-period", title, period });
  const of = { exercise: key, title, period };
  const said = command.type === "SkipExercise" ? command.reason : command.note;
  const text = wordsOf(said, command.type);
  if (!text.ok) return text;
  const answered = answeredAlready(exercise, period, command.type);
  if (answered) return err(answered);
  switch (command.type) {
    case "FinishExercise":
      return ok([{ type: "ExerciseDone", ...of, note: text.value }]);
    case "SkipExercise":
      return ok([{ type: "ExerciseNotDone", ...of, note: text.value! }]);
    case "MoveExercise": {
      const today = dayOf(now, calendar);
      if (!isDay(command.to) || command.to <= today) return err({ type: "exercise-day-passed", day: command.to });
      if (command.to > daysAfter(today, AHEAD_DAYS_MAX)) return err({ type: "exercise-day-too-far", day: command.to });
      return ok([{ type: "ExerciseMoved", ...of, to: command.to, note: text.value }]);
    }
  }
}

/** Null where nothing was said; only a reason must be. */
function wordsOf(said: string, type: ExerciseCommand["type"]): Result<string | null, Problem> {
  const what = type === "SkipExercise" ? ("reason" as const) : ("note" as const);
  const text = said.trim();
  const length_max = EXERCISE_NOTE_CHARS_MAX;
  if (text.length > length_max) return err({ type: "text-too-long", what, length: text.length, length_max });
  if (text === "" && what === "reason") return err({ type: "text-empty", what });
  return ok(text === "" ? null : text);
}

/** Done is done; what was not done may still be, and what was said to be done may turn out not to have been. */
function answeredAlready(
  { rounds, title }: KeptExercise,
  period: string,
  type: ExerciseCommand["type"],
): Problem | null {
  const answer = rounds.find((one) => one.period === period)?.answer;
  if (!answer) return null;
  const isSame = type === "MoveExercise" || (type === "FinishExercise") === (answer.how === "done");
  return isSame ? { type: "exercise-answered", title, how: answer.how, by: answer.by, at: answer.at } : null;
}

const unknown = (before: Readiness | null, asked: string): Problem => ({
  type: "unknown-exercise",
  asked,
  exercises: before?.exercises.length ?? 0,
});
