// What is practised between incidents: the list, the reminder, the forms.
import { line } from "../../../src/blocks/mrkdwn.ts";
import { exerciseForm } from "../../../src/blocks/readiness/form.ts";
import { readinessList } from "../../../src/blocks/readiness/list.ts";
import { reminderPost } from "../../../src/blocks/readiness/reminder.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import {
  type Exercise,
  exerciseOf,
  foldReadiness,
  type Readiness,
  type ReadinessEventBody,
  type RoundKey,
} from "../../../src/domain/readiness/readiness.ts";
import type { Runbook } from "../../../src/domain/runbook.ts";
import { DAY_MS } from "../../../src/lib/pure/duration.ts";
import { testRunbook } from "../../support/runbook.ts";
import { ANA, BEN, minute } from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const { runbook: MAGNUS } = testRunbook("magnus");
const { runbook: MGMTVIBE } = testRunbook("mgmtvibe");
const TEAM = "T1";
const day = (days: number): number => minute(0) + days * DAY_MS;

function stateOf(runbook: Pick<Runbook, "readiness" | "calendar">, ...happened: [number, ReadinessEventBody][]) {
  const { readiness: exercises, calendar } = runbook;
  const set = { type: "ExercisesSet" as const, exercises, calendar, channel: "incidents" };
  const all: [number, ReadinessEventBody][] = [[0, set], ...happened];
  return foldReadiness(
    TEAM,
    all.map(([days, body]) => ({ ...body, at: day(days), actor: `slack:${BEN}` })),
  )!;
}

const FILE = { name: "mgmtvibe.yml", changedAt: day(-20) };

const keysOf = ({ exercises }: Readiness, period: string): RoundKey[] =>
  exercises.map(({ key }) => ({ exercise: key, period }));

/** Monday in a week, and the one after that. */
const [NEXT, AFTER] = ["2026-11-09", "2026-11-16"];
const [LOAD, SCAN, RESTORE] = MAGNUS.readiness as readonly [Exercise, Exercise, Exercise];
const of = ({ key: exercise, title }: Exercise, period = NEXT) => ({ exercise, title, period });

const BEGUN = stateOf(MAGNUS);
const DUE = stateOf(MAGNUS, [7, { type: "ExercisesDue", rounds: keysOf(BEGUN, NEXT).slice(0, 3) }]);
const SAID: [number, ReadinessEventBody][] = [
  [7, { type: "ExercisesDue", rounds: keysOf(BEGUN, NEXT).slice(0, 3) }],
  [7.1, { type: "ExerciseDone", ...of(LOAD), note: "It held 3,000 requests a second." }],
  [7.2, { type: "ExerciseNotDone", ...of(SCAN), note: "The scanner’s licence ran out." }],
  [7.3, { type: "ExerciseMoved", ...of(RESTORE), to: "2026-11-12", note: null }],
];
const ANSWERED = stateOf(MAGNUS, ...SAID);
const LATER = stateOf(
  MAGNUS,
  ...SAID,
  [10, { type: "ExercisesDue", rounds: [{ exercise: RESTORE.key, period: NEXT }] }],
  [14, { type: "ExercisesDue", rounds: keysOf(BEGUN, AFTER).slice(0, 3) }],
);

const DRILL = MGMTVIBE.readiness.find(({ kind }) => kind === "drill")!;
const drilled = (drill: string) =>
  stateOf(MGMTVIBE, [3, { type: "ExerciseDone", ...of(DRILL, "2026-10-01"), note: null, drill }]);

const RHYTHMS_DUE = stateOf(MGMTVIBE, [
  70,
  {
    type: "ExercisesDue",
    rounds: MGMTVIBE.readiness.map(({ key, every }) => ({
      exercise: key,
      period: every === "weekly" ? "2027-01-11" : "2027-01-01",
    })),
  },
]);

/** On a Saturday, when what was due this week is overdue. */
export const ON_HOME = { readiness: RHYTHMS_DUE, now: day(75) };

const list = (name: string, when: string, readiness: Readiness | null, days: number): Sample => ({
  name,
  when,
  of: [readiness, name],
  show: (words) => readinessList(readiness, day(days), words),
});

const reminder = (name: string, when: string, readiness: Readiness, more: object = {}): Sample => ({
  name: `reminder: ${name}`,
  when,
  of: [readiness, name, FILE],
  show: (words) => {
    const last = readiness.reminders.at(-1)!;
    return reminderPost(readiness, { reminder: last, shown: last.rounds, people: {}, file: FILE, ...more }, words);
  },
});

const MANY = stateOf({
  readiness: Array.from({ length: 20 }, (_, index) => ({ ...LOAD, key: `k${index}`, title: `Exercise ${index + 1}` })),
  calendar: MAGNUS.calendar,
});
const MANY_DUE = {
  ...MANY,
  reminders: [{ id: 2, at: day(7), rounds: keysOf(MANY, NEXT), posted: [] }],
};
const BOUND = stateOf({ readiness: [{ ...LOAD, to: ["sre-lead"] }], calendar: MAGNUS.calendar }, [
  7,
  { type: "ExercisesDue", rounds: [{ exercise: LOAD.key, period: NEXT }] },
]);

export const READINESS_PROBLEMS: Pick<
  Cases<Problem>,
  "unknown-exercise" | "unknown-period" | "exercise-answered" | "exercise-day-passed" | "exercise-day-too-far"
> = {
  "unknown-exercise": [
    { when: "something else was named", of: { asked: "9", exercises: 5 } },
    { when: "the runbook names nothing", of: { asked: "1", exercises: 0 } },
  ],
  "unknown-period": [{ when: "a button of another runbook is pressed", of: { title: LOAD.title, period: NEXT } }],
  "exercise-answered": [
    { when: "somebody was faster", of: { title: LOAD.title, how: "done", by: ANA, at: minute(4) } },
    { when: "a drill counted meanwhile", of: { title: DRILL.title, how: "done", by: "warroom", at: minute(4) } },
    {
      when: "it was said not to be done, and is moved",
      of: { title: LOAD.title, how: "not-done", by: ANA, at: minute(4) },
    },
  ],
  "exercise-day-passed": [{ when: "it is moved to a day that is over", of: { day: "2026-10-01" } }],
  "exercise-day-too-far": [{ when: "it is moved by years", of: { day: "2029-10-01" } }],
};

const FORMS = MGMTVIBE.readiness.flatMap(({ key, title, every }) =>
  (every === "weekly" ? (["done", "not-done", "move"] as const) : (["done"] as const)).map(
    (asks): Sample => ({
      name: `form: ${asks}, ${every}`,
      when: "its button is pressed",
      of: title,
      show: (words) => exerciseForm(exerciseOf(drilled(""), key)!, NEXT, asks, null, words),
    }),
  ),
);

export const READINESS_AREAS: readonly Area[] = [
  {
    title: "Between incidents",
    chars_max: 1_800,
    samples: [
      list("list", "somebody types `/incident readiness` in the first week", BEGUN, 1),
      list("list, due", "exercises are due", DUE, 8),
      list("list, answered", "people have said what came of them", ANSWERED, 8),
      list("list, overdue", "a week went by", LATER, 19),
      list("list, a drill", "a drill was held", drilled("INC-3"), 4),
      list("list, some drill", "a private drill was held", drilled(""), 4),
      list("list, none", "the runbook names nothing", null, 1),
      {
        name: "usage",
        when: "what stands behind the command is none of these",
        show: (w) => line(w.readiness.list.usage),
      },
      reminder("several rhythms", "the new year begins", RHYTHMS_DUE),
      reminder("a week later", "nobody said anything of a moved one", LATER),
      reminder("answered", "somebody answered: its message is brought up to date", ANSWERED),
      reminder("unbound", "nobody stands behind whom the runbook names", BOUND),
      reminder("unreached", "they cannot be written to", BOUND, { people: { "sre-lead": [ANA] }, unreached: ANA }),
      reminder("more than fits", "very many are due at once", MANY_DUE),
      ...FORMS,
      {
        name: "recorded",
        when: "it was said to be done",
        of: LOAD.title,
        show: (w) => line(w.readiness.recorded.done(LOAD)),
      },
      {
        name: "recorded: not done",
        when: "it was said not to be done",
        of: LOAD.title,
        show: (w) => line(w.readiness.recorded["not-done"](LOAD)),
      },
      {
        name: "recorded: moved",
        when: "it was moved",
        of: [LOAD.title, AFTER],
        show: (w) => line(w.readiness.recorded.move({ title: LOAD.title, day: AFTER })),
      },
    ],
  },
];
