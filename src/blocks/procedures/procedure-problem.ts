// What stands in the way of a status, a checklist's item or a playbook's step.
import { isProblemOf, type ProblemOf } from "../../domain/problem.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Words } from "../words/en.ts";
import { demandsOpen } from "./phases.ts";
import { playbookProblem } from "./playbooks.ts";

const TYPES = ["demands-open", "approval-needed", "not-approver", "unknown-item", "item-unchanged"] as const;

export const isProcedureProblem = isProblemOf(TYPES);

export function procedureProblem(problem: ProblemOf<(typeof TYPES)[number]>, runbook: Runbook, words: Words): string {
  switch (problem.type) {
    case "demands-open":
      return demandsOpen(problem, words);
    case "approval-needed":
    case "not-approver":
      return playbookProblem(problem, runbook, words);
    case "unknown-item":
      return words.checklists.problem.unknown;
    case "item-unchanged":
      return words.checklists.problem.unchanged;
  }
}
