// Why a time, a part of the impact or an answer of the triage was not taken, in words.
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import { clockTime, escaped, inQuotes, person, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

const TYPES = [
  "unknown-time",
  "time-not-come",
  "times-crossed",
  "impact-too-long",
  "impact-changed",
  "answer-too-long",
  "triage-answered",
  "unchanged",
] as const;

type FactProblem = ProblemOf<(typeof TYPES)[number]>;

export const isFactProblem = isProblemOf(TYPES);

/** Longest piece of what somebody else wrote that is shown. */
const SHOWN_CHARS_MAX = 150;

export function factProblem(problem: FactProblem, words: Words): string {
  const { time: timeName, part: partName, problem: said } = words.facts;
  switch (problem.type) {
    case "unknown-time":
      return unknownTime(problem, words);
    case "time-not-come":
      return problem.time === "resolved" ? said.notResolved : said.notAcknowledged;
    case "times-crossed": {
      const [firstAt, nextAt] = [time(problem.firstAt), time(problem.nextAt)];
      return said.crossed({ first: timeName[problem.first], firstAt, next: timeName[problem.next], nextAt });
    }
    case "impact-too-long":
    case "answer-too-long":
      return said.partTooLong(problem);
    case "impact-changed": {
      const about = { by: person(problem.by), at: clockTime(problem.at), part: partName[problem.part] };
      return problem.text === ""
        ? said.partTakenAway(about)
        : said.partChanged({ ...about, text: inQuotes(problem.text, SHOWN_CHARS_MAX, words) });
    }
    case "triage-answered": {
      const about = { by: person(problem.by), at: clockTime(problem.at), question: escaped(problem.question) };
      return said.answered({ ...about, text: inQuotes(problem.text, SHOWN_CHARS_MAX, words) });
    }
    case "unchanged":
      return said.unchanged[problem.what];
  }
}

function unknownTime({ asked, known, nearest }: ProblemOf<"unknown-time">, words: Words): string {
  const { problem: said } = words.facts;
  const all = known.map((one) => `\`${one}\``).join(", ");
  if (asked.trim() === "") return said.sayWhich({ known: all });
  const meant = nearest === null ? [] : [words.problem.meant({ nearest })];
  return [
    said.unknownTime({ asked: inQuotes(asked, SHOWN_CHARS_MAX, words) }),
    ...meant,
    said.timesAre({ known: all }),
  ].join(" ");
}
