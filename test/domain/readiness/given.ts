// What the tests of the readiness record share: a calendar in Berlin, orders, and what they come to.
import { type Actor, WARROOM } from "../../../src/domain/actor.ts";
import type { Calendar } from "../../../src/domain/calendar/calendar.ts";
import { decideReadiness, type ReadinessCommand } from "../../../src/domain/readiness/decide-readiness.ts";
import {
  type Exercise,
  foldReadiness,
  type Readiness,
  type ReadinessEvent,
} from "../../../src/domain/readiness/readiness.ts";
import type { People } from "../../../src/domain/runbook.ts";
import { person } from "../given.ts";

export const TEAM = "T1";

export const BERLIN: Calendar = {
  zone: "Europe/Berlin",
  workdays: [1, 2, 3, 4, 5],
  opens_min: 9 * 60,
  closes_min: 17 * 60,
  holidays: ["12-25", "2026-12-24"],
};

/** A time of that day in Berlin's winter. */
export const berlin = (day: string, time = "09:00"): number => Date.parse(`${day}T${time}:00+01:00`);

export const exercise = (key: string, every: Exercise["every"], more: Partial<Exercise> = {}): Exercise => ({
  key,
  title: `The ${key}`,
  every,
  kind: "exercise",
  to: [],
  ...more,
});

const ANA = person("UANA");

/** A record on which orders are carried out one after the other. */
export function createRecord(exercises: readonly Exercise[], at: number, people: People = {}) {
  const events: ReadinessEvent[] = [];
  let state: Readiness | null = null;
  const order = (command: ReadinessCommand, now: number, actor: Actor = ANA, done?: string) => {
    const decided = decideReadiness(state, TEAM, command, actor, { now, people, done });
    if (!decided.ok) return { problem: decided.error, jobs: [], events: [] };
    state = decided.value.after;
    events.push(...decided.value.events);
    return { problem: null, jobs: decided.value.jobs, events: decided.value.events };
  };
  const set = (given: readonly Exercise[], now: number, calendar = BERLIN) =>
    order({ type: "RecordExercises", exercises: given, calendar, channel: "incidents" }, now, WARROOM);
  const begun = set(exercises, at);
  return {
    begun,
    order,
    set,
    /** What the timer does when it runs. */
    remind: (now: number) => order({ type: "RecordExercisesDue" }, now, WARROOM, `note-exercises:${TEAM}`),
    get state() {
      return state!;
    },
    folded: () => foldReadiness(TEAM, events),
  };
}
