// Why a rung was not climbed, or what was reported not taken.
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import { clockTime, escaped, inQuotes } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

const TYPES = [
  "unknown-rung",
  "rung-reached",
  "rung-not-meant",
  "no-rung-left",
  "no-number",
  "complaints-unchanged",
] as const;

const SHOWN_CHARS_MAX = 60;

export const isEscalationProblem = isProblemOf(TYPES);

export function escalationProblem(problem: ProblemOf<(typeof TYPES)[number]>, words: Words): string {
  const { problem: said } = words.escalation;
  switch (problem.type) {
    case "unknown-rung": {
      const { asked, known, nearest } = problem;
      const meant = nearest === null ? [] : [words.problem.meant({ nearest: escaped(nearest) })];
      return [
        said.unknownRung({ asked: inQuotes(asked, SHOWN_CHARS_MAX, words) }),
        ...meant,
        said.known({ known: known.map(escaped).join(", ") }),
      ].join(" ");
    }
    case "rung-reached":
      return said.reached({ name: escaped(problem.name), at: clockTime(problem.at) });
    case "rung-not-meant":
      return said.notMeant({ name: escaped(problem.name) });
    case "no-rung-left":
      return said.noneLeft({ name: escaped(problem.name) });
    case "no-number":
      return said.noNumber({ asked: inQuotes(problem.asked, SHOWN_CHARS_MAX, words) });
    case "complaints-unchanged":
      return said.unchanged({ count: String(problem.count) });
  }
}
