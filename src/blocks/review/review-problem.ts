// Why nothing was changed of what comes after the end, in words.
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import { escaped, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

const TYPES = ["unknown-deadline", "deadline-unchanged", "meeting-unchanged"] as const;

export const isReviewProblem = isProblemOf(TYPES);

export function reviewProblem(
  problem: ProblemOf<(typeof TYPES)[number]>,
  { review: { problem: said } }: Words,
): string {
  switch (problem.type) {
    case "unknown-deadline":
      return said.unknown({ name: escaped(problem.name) });
    case "deadline-unchanged":
      return said.unchanged;
    case "meeting-unchanged":
      return said.meetingUnchanged({ at: time(problem.at) });
  }
}
