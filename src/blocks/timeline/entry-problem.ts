// Why something was not done with a timeline entry, in words.
import { ENTRY_KINDS } from "../../domain/timeline/entries.ts";
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import { clockTime, inQuotes, person } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

const TYPES = [
  "unknown-entry",
  "unknown-kind",
  "entry-changed",
  "entry-unchanged",
  "already-marked",
  "no-outcome-of-kind",
] as const;

type EntryProblem = ProblemOf<(typeof TYPES)[number]>;

export const isEntryProblem = isProblemOf(TYPES);

/** Longest piece of what is written there that is shown. */
const SHOWN_CHARS_MAX = 150;

export function entryProblem(problem: EntryProblem, words: Words): string {
  const { entries } = words;
  const said = entries.problem;
  switch (problem.type) {
    case "unknown-entry":
      return problem.last === 0
        ? said.none
        : said.unknown({ asked: numbered(problem.asked), last: numbered(problem.last) });
    case "unknown-kind": {
      const nearest = problem.nearest === null ? [] : [words.problem.meant({ nearest: problem.nearest })];
      const known = ENTRY_KINDS.map((kind) => `\`${kind}\``).join(", ");
      return [
        said.unknownKind({ asked: inQuotes(problem.asked, SHOWN_CHARS_MAX, words) }),
        ...nearest,
        said.kindsAre({ known }),
      ].join(" ");
    }
    case "entry-changed": {
      const about = { entry: numbered(problem.entry), by: person(problem.by), at: clockTime(problem.at) };
      return said.changed[problem.how]({ ...about, text: inQuotes(problem.text, SHOWN_CHARS_MAX, words) });
    }
    case "entry-unchanged":
      return said.unchanged({ entry: numbered(problem.entry), number: String(problem.entry) });
    case "already-marked":
      return said.alreadyMarked({ entry: numbered(problem.entry) });
    case "no-outcome-of-kind":
      return said.noOutcome({ entry: numbered(problem.entry), kind: entries.oneOf[problem.kind] });
  }
}

/** What people call an entry. */
export const numbered = (number: number): string => `#${number}`;
