// Duties in a document and as problems: sentences without markup, and why an order about one was not carried out.
import type { DomainEvent } from "../../domain/event.ts";
import type { ProblemOf } from "../../domain/problem.ts";
import { isProblemOf } from "../../domain/problem.ts";
import { dutyKeyOf, dutyOf } from "../../domain/duties/occasions.ts";
import { type Runbook, roleOf } from "../../domain/runbook.ts";
import { clockTime, escaped, person } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { plainDuty } from "./names.ts";

const TOLD = [
  "DutiesOwed",
  "DutiesOverdue",
  "DutyDrafted",
  "DutySending",
  "DutyNotTold",
  "DutyDone",
  "DutySkipped",
] as const;

type OfDuty = Extract<DomainEvent, { type: (typeof TOLD)[number] }>;

/** Whether it is told here. */
export const isOfDuty = (what: { type: string }): what is OfDuty => TOLD.some((type) => type === what.type);

/** As a sentence of a document: text as it came. */
export function dutyTold(what: OfDuty, runbook: Runbook, words: Words): string {
  const { told } = words.duties;
  const duty = "audience" in what ? plainDuty(what, words) : "";
  switch (what.type) {
    case "DutiesOwed": {
      const all = what.duties.map((one) => dutyOf(runbook, one.duty));
      return told[what.drill ? "drilled" : "owed"]({
        list: all.flatMap((one) => (one ? [plainDuty(one, words)] : [])).join(", "),
      });
    }
    case "DutiesOverdue":
      return overdueTold(what, runbook, words);
    case "DutyDrafted":
      return told.drafted({ duty, text: what.text });
    case "DutySending":
      return told.sending({ duty, text: what.text });
    case "DutyNotTold":
      return told.notTold({ duty, to: /^[UW]/.test(what.to) ? `<@${what.to}>` : what.to, why: what.why });
    case "DutyDone": {
      const said = told[what.how]({ duty });
      return what.note === null ? said : told.note({ told: said, note: what.note });
    }
    case "DutySkipped":
      return told.skipped({ duty, reason: what.reason });
  }
}

function overdueTold(
  { duties, again = [] }: Extract<OfDuty, { type: "DutiesOverdue" }>,
  runbook: Runbook,
  words: Words,
): string {
  const { told } = words.duties;
  const nameOf = (id: string) => {
    const duty = dutyOf(runbook, dutyKeyOf(id));
    return duty ? plainDuty(duty, words) : id;
  };
  const list = (ids: readonly string[]) => ids.map(nameOf).join(", ");
  const first = duties.filter((id) => !again.includes(id));
  return [
    ...(first.length > 0 ? [told.overdue({ list: list(first) })] : []),
    ...(again.length > 0 ? [told.stillOverdue({ list: list(again) })] : []),
  ].join("\n");
}

const TYPES = [
  "unknown-duty",
  "duty-settled",
  "duty-on-its-way",
  "duty-not-wanted",
  "needs-approval",
  "nobody-bound",
] as const;

export const isDutyProblem = isProblemOf(TYPES);

/** Why an order about a duty was not carried out. */
export function dutyProblem(problem: ProblemOf<(typeof TYPES)[number]>, runbook: Runbook, words: Words): string {
  const { problem: said } = words.duties;
  switch (problem.type) {
    case "unknown-duty":
      return said.unknown;
    case "duty-settled":
      return said.settled[problem.how]({ by: person(problem.by), at: clockTime(problem.at) });
    case "duty-on-its-way":
      return said.onItsWay;
    case "duty-not-wanted":
      return said.notWanted;
    case "needs-approval": {
      const role = escaped(roleOf(runbook, problem.role)?.name ?? problem.role);
      return said.needsApproval({ who: person(problem.user), role });
    }
    case "nobody-bound":
      return said.nobodyBound({ audience: escaped(problem.audience) });
  }
}
