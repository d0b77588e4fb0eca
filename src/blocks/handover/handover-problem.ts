// Why a role was not handed over, nobody was asked, or the lead was not taken over.
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import { type Runbook, roleOf } from "../../domain/runbook.ts";
import { clockTime, escaped, person } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

const TYPES = [
  "role-vacant",
  "not-holder",
  "already-offered",
  "offer-over",
  "offered-to-other",
  "take-over-early",
  "lead-asks",
  "question-over",
  "question-unheard",
] as const;

type HandoverProblem = ProblemOf<(typeof TYPES)[number]>;

export const isHandoverProblem = isProblemOf(TYPES);

export function handoverProblem(problem: HandoverProblem, runbook: Runbook, { handover }: Words): string {
  const said = handover.problem;
  const role = (key: string) => escaped(roleOf(runbook, key)?.name ?? key);
  switch (problem.type) {
    case "role-vacant":
      return said.roleVacant({ role: role(problem.role), key: escaped(problem.role) });
    case "not-holder": {
      const [who, at] = [person(problem.user), clockTime(problem.at)];
      return said.notHolder({ who, role: role(problem.role), key: escaped(problem.role), at });
    }
    case "already-offered": {
      const [to, by] = [person(problem.to), person(problem.by)];
      return said.alreadyOffered({ role: role(problem.role), to, by, at: clockTime(problem.at) });
    }
    case "offer-over": {
      const { holder } = problem;
      return holder
        ? said.offerOver({ role: role(problem.role), who: person(holder.user), at: clockTime(holder.since) })
        : said.offerOverVacant({ role: role(problem.role), key: escaped(problem.role) });
    }
    case "offered-to-other":
      return said.offeredToOther({ role: role(problem.role), to: person(problem.to) });
    case "take-over-early": {
      const held = { role: role(problem.role), who: person(problem.user), at: clockTime(problem.at) };
      return problem.from === null
        ? said.takeOverEarly({ ...held, key: escaped(problem.role) })
        : said.takeOverSoon({ ...held, from: clockTime(problem.from) });
    }
    case "lead-asks":
      return said.leadAsks({ role: role(problem.role) });
    case "question-over":
      return said.questionOver;
    case "question-unheard":
      return said.questionUnheard({ name: escaped(problem.name) });
  }
}
