// Why nothing was changed of what is practised between incidents, in words.
import { isPerson } from "../../domain/actor.ts";
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import { dayWords, escaped, inQuotes, person, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

const TYPES = [
  "unknown-exercise",
  "unknown-period",
  "exercise-answered",
  "exercise-day-passed",
  "exercise-day-too-far",
] as const;

const SHOWN_CHARS_MAX = 60;

export const isReadinessProblem = isProblemOf(TYPES);

export function readinessProblem(problem: ProblemOf<(typeof TYPES)[number]>, words: Words): string {
  const { problem: said } = words.readiness;
  switch (problem.type) {
    case "unknown-exercise":
      return said.unknown({ asked: inQuotes(problem.asked, SHOWN_CHARS_MAX, words) }, problem.exercises);
    case "unknown-period":
      return said.period({ title: escaped(problem.title), day: escaped(problem.period) });
    case "exercise-answered": {
      const about = { title: escaped(problem.title), at: time(problem.at) };
      if (!isPerson(problem.by)) return said.doneByDrill(about);
      return said[problem.how]({ ...about, by: person(problem.by) });
    }
    case "exercise-day-passed":
      return said.dayPassed({ day: dayOrTyped(problem.day) });
    case "exercise-day-too-far":
      return said.dayTooFar({ day: dayOrTyped(problem.day) });
  }
}

const dayOrTyped = (day: string): string => (Number.isNaN(Date.parse(day)) ? escaped(day) : dayWords(day));
