// The reminder of what is due between incidents. Shown as things stand: what was answered loses its buttons.
import type { KnownBlock } from "@slack/types";
import { dueOf, isOpenRound, outlookOf } from "../../domain/readiness/due.ts";
import { periodFrom } from "../../domain/readiness/periods.ts";
import {
  exerciseOf,
  type KeptExercise,
  type Readiness,
  type Reminder,
  type RoundKey,
  roundOf,
} from "../../domain/readiness/readiness.ts";
import type { People, RunbookFile } from "../../domain/runbook.ts";
import { context, escaped, person, type Post, section, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { answerWords, exerciseButtons, movedWords, periodWords } from "./exercise.ts";

export interface ReminderFacts {
  reminder: Reminder;
  /** Those of its rounds that this message names. */
  shown: readonly RoundKey[];
  people: People;
  file: RunbookFile | null;
  /** Who was to be told, and cannot be written to. */
  unreached?: string | null;
}

/** At three blocks each Slack's 50 are not reached. */
const SHOWN_MAX = 14;

export function reminderPost(readiness: Readiness, facts: ReminderFacts, words: Words): Post {
  const { reminder: said } = words.readiness;
  const { shown, unreached } = facts;
  const head = said.text;
  const titles = shown.map(({ exercise }) => escaped(exerciseOf(readiness, exercise)?.title ?? exercise));
  return {
    text: [head, ...titles.map((title) => `• ${title}`)].join("\n"),
    blocks: [
      section(head),
      ...shown.slice(0, SHOWN_MAX).flatMap((round) => roundBlocks(readiness, round, facts, words)),
      ...(shown.length > SHOWN_MAX ? [context(said.more(shown.length - SHOWN_MAX))] : []),
      ...(unreached ? [context(said.unreached({ who: person(unreached) }))] : []),
    ],
  };
}

function roundBlocks(readiness: Readiness, key: RoundKey, facts: ReminderFacts, words: Words): KnownBlock[] {
  const { readiness: said } = words;
  const exercise = exerciseOf(readiness, key.exercise);
  if (!exercise) return [];
  const { calendar } = readiness;
  const title = escaped(exercise.title);
  const round = roundOf(exercise, key.period);
  if (round && !isOpenRound(readiness, key, facts.reminder.at)) {
    const came = answerWords(round, words) ?? movedWords(round, words) ?? "";
    return [section(said.reminder.answered({ title, said: came }))];
  }
  const dueAt = dueOf(periodFrom(key.period, exercise.every, calendar), round, calendar);
  const until = time(dueAt ?? facts.reminder.at);
  const about = aboutLines(exercise, readiness, facts, words);
  return [
    section(said.reminder.due({ title, rhythm: said.every[exercise.every], until })),
    ...(about.length > 0 ? [context(about.join("\n"))] : []),
    exerciseButtons(key, words),
  ];
}

function aboutLines(exercise: KeptExercise, readiness: Readiness, facts: ReminderFacts, words: Words): string[] {
  const { readiness: said } = words;
  const { kind, to, every } = exercise;
  const { file, people, reminder } = facts;
  const { missed, lastDone } = outlookOf(exercise, readiness.calendar, reminder.at);
  const named = (begins: string) => periodWords(begins, every, words);
  const unbound = to.filter((key) => (people[key] ?? []).length === 0).map((key) => `\`${escaped(key)}\``);
  return [
    ...(kind === "runbook-review" && file
      ? [said.reminder.file({ file: escaped(file.name).replaceAll("`", "'"), at: time(file.changedAt) })]
      : []),
    ...(kind === "drill" ? [said.reminder.drill] : []),
    ...(missed.length > 0 ? [said.missed({ periods: missed.map(named).join(", ") })] : []),
    ...(lastDone ? [said.lastDone({ period: named(lastDone.period) })] : []),
    ...(unbound.length > 0 ? [said.reminder.unbound({ keys: unbound.join(", ") })] : []),
  ];
}
