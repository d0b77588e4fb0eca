// Why something was not done with a task or an action item, in words.
import { isPerson } from "../../domain/actor.ts";
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import { clockTime, inQuotes, person, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

const TYPES = [
  "asked-too-often",
  "time-passed",
  "day-passed",
  "unknown-person",
  "unknown-work",
  "task-moved",
  "not-your-task",
  "item-moved",
] as const;

type WorkProblem = ProblemOf<(typeof TYPES)[number]>;

export const isWorkProblem = isProblemOf(TYPES);

/** Longest piece of what somebody typed that is shown back to them. */
const SHOWN_CHARS_MAX = 60;

export function workProblem(problem: WorkProblem, words: Words): string {
  const { work, tasks, actionItems } = words;
  switch (problem.type) {
    case "asked-too-often":
      return tasks.problem.askedTooOften({ to: person(problem.to) }, problem.tasks_max);
    case "time-passed":
      return tasks.problem.timePassed({ at: time(problem.at) });
    case "day-passed":
      return actionItems.problem.dayPassed({ day: inQuotes(problem.day, SHOWN_CHARS_MAX, words) });
    case "unknown-person":
      return work.person[problem.why]({ asked: personAsked(problem.asked, words) });
    case "unknown-work": {
      const said = problem.kind === "task" ? tasks.problem : actionItems.problem;
      const { asked, last } = problem;
      return last === 0 ? said.none : said.unknown({ number: String(asked), last: String(last) });
    }
    case "task-moved":
      return taskMoved(problem, tasks.problem);
    case "not-your-task": {
      const { task, to, may, at } = problem;
      const told = { number: String(task), who: person(to), at: clockTime(at) };
      return tasks.problem.notYours({ ...told, may: may.map(person).join(", ") });
    }
    case "item-moved":
      return itemMoved(problem, actionItems.problem);
  }
}

function taskMoved(problem: ProblemOf<"task-moved">, said: Words["tasks"]["problem"]): string {
  const { task, stage, to, dueAt, by, at } = problem;
  const told = { number: String(task), who: person(to), by: person(by), at: clockTime(at) };
  if (stage !== "accepted") return said.moved[stage](told);
  const words = by === to ? said.moved.accepted(told) : said.moved.acceptedFor(told);
  return dueAt === null ? words : said.nextAsk({ said: words, at: clockTime(dueAt) });
}

function itemMoved(problem: ProblemOf<"item-moved">, { moved }: Words["actionItems"]["problem"]): string {
  const { item, stage, owner, by, at } = problem;
  const told = { number: String(item), who: owner === null ? "" : person(owner), by: person(by), at: clockTime(at) };
  if (stage !== "open") return moved[stage](told);
  if (owner === null) return moved.unowned(told);
  return owner === by ? moved.taken(told) : moved.given(told);
}

/** Slack knows one of them, another is shown as it was typed. */
const personAsked = (asked: string, words: Words): string =>
  isPerson(asked) ? person(asked) : inQuotes(asked, SHOWN_CHARS_MAX, words);
