// Why something was not done with a timeline entry, in words.
import { ENTRY_KINDS } from "../../domain/timeline/entries.ts";
import type { Problem } from "../../domain/problem.ts";
import { cut } from "../../lib/pure/text.ts";
import { clockTime, escaped, person } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

type EntryProblem = Extract<
  Problem,
  {
    type:
      | "unknown-entry"
      | "unknown-kind"
      | "entry-changed"
      | "entry-unchanged"
      | "already-marked"
      | "no-outcome-of-kind";
  }
>;

/** Longest piece of what is written there that is shown. */
const SHOWN_CHARS_MAX = 150;

export function entryProblem(problem: EntryProblem, { entries, problem: { meant } }: Words): string {
  const said = entries.problem;
  switch (problem.type) {
    case "unknown-entry":
      return problem.last === 0
        ? said.none
        : said.unknown({ asked: numbered(problem.asked), last: numbered(problem.last) });
    case "unknown-kind": {
      const nearest = problem.nearest === null ? [] : [meant({ nearest: problem.nearest })];
      const known = ENTRY_KINDS.map((kind) => `\`${kind}\``).join(", ");
      return [said.unknownKind({ asked: quoted(problem.asked) }), ...nearest, said.kindsAre({ known })].join(" ");
    }
    case "entry-changed": {
      const about = { entry: numbered(problem.entry), by: person(problem.by), at: clockTime(problem.at) };
      return said.changed[problem.how]({ ...about, text: quoted(problem.text) });
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

const quoted = (text: string): string => `"${escaped(cut(text, SHOWN_CHARS_MAX))}"`;
