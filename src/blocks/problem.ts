// Every Problem in words: what happened, and what to do. The one place where it is said.
import type { Problem, ProblemOf } from "../domain/problem.ts";
import { type Runbook, roleOf } from "../domain/runbook.ts";
import { unreachable } from "../lib/pure/assert.ts";
import { callProblem, isCallProblem } from "./escalation/calls.ts";
import { escalationProblem, isEscalationProblem } from "./escalation/escalation-problem.ts";
import { isRunbookProblem, runbookProblem } from "./applied-runbook.ts";
import { entryProblem, isEntryProblem } from "./timeline/entry-problem.ts";
import { factProblem, isFactProblem } from "./facts/fact-problem.ts";
import { isMergeProblem, mergedProblem, mergeProblem } from "./merge.ts";
import { handoverProblem, isHandoverProblem } from "./handover/handover-problem.ts";
import { channelLink, clockTime, inQuotes, person, time, escaped } from "./mrkdwn.ts";
import { isProcedureProblem, procedureProblem } from "./procedures/procedure-problem.ts";
import { dutyProblem, isDutyProblem } from "./duties/told.ts";
import { isRecoveryProblem, recoveryProblem } from "./recovery/recovery.ts";
import { isRegimeProblem, regimeProblem } from "./regimes/told.ts";
import { isReadinessProblem, readinessProblem } from "./readiness/readiness-problem.ts";
import { isReviewProblem, reviewProblem } from "./review/review-problem.ts";
import { isUpdateProblem, updateProblem } from "./updates/update-problem.ts";
import { isWorkProblem, workProblem } from "./work/work-problem.ts";
import type { Words } from "./words/en.ts";

/** Longest piece of what somebody typed that is shown back to them. */
const SHOWN_CHARS_MAX = 60;

/** `runbook` is the incident's own, for the names of its roles. */
export function problemWords(problem: Problem, runbook: Runbook, words: Words): string {
  const said = words.problem;
  if (isUpdateProblem(problem)) return updateProblem(problem, words);
  if (isHandoverProblem(problem)) return handoverProblem(problem, runbook, words);
  if (isFactProblem(problem)) return factProblem(problem, words);
  if (isEntryProblem(problem)) return entryProblem(problem, words);
  if (isRunbookProblem(problem)) return runbookProblem(problem, words);
  if (isMergeProblem(problem)) return mergeProblem(problem, words);
  if (isRegimeProblem(problem)) return regimeProblem(problem, words);
  if (isReadinessProblem(problem)) return readinessProblem(problem, words);
  if (isReviewProblem(problem)) return reviewProblem(problem, words);
  if (isWorkProblem(problem)) return workProblem(problem, words);
  if (isProcedureProblem(problem)) return procedureProblem(problem, runbook, words);
  if (isCallProblem(problem)) return callProblem(problem, words);
  if (isEscalationProblem(problem)) return escalationProblem(problem, words);
  if (isDutyProblem(problem)) return dutyProblem(problem, runbook, words);
  if (isRecoveryProblem(problem)) return recoveryProblem(problem, words);
  switch (problem.type) {
    case "not-allowed":
      return notAllowed(problem.standing, words);
    case "unknown-incident":
      return unknownIncident(problem.asked, words);
    case "nothing-to-redact":
      return said.nothingToRedact;
    case "title-empty":
      return said.titleEmpty;
    case "title-too-long":
      return said.titleTooLong(problem);
    case "text-empty":
      return said.textEmpty[problem.what];
    case "text-too-long":
      return said.textTooLong[problem.what](problem);
    case "unknown-severity":
    case "unknown-status":
    case "unknown-role":
    case "unknown-category":
      return unknown(problem, words);
    case "just-declared":
      return justDeclared(problem, words);
    case "room-in-reach":
      return words.room.inReach({ name: escaped(problem.name) });
    case "role-held":
    case "role-not-held":
      return roleProblem(problem, runbook, words);
    case "already-acknowledged":
      return said.alreadyAcknowledged({ by: person(problem.by), at: clockTime(problem.at) });
    case "severity-unchanged":
      return said.severityUnchanged({ severity: escaped(problem.severity) });
    case "status-unchanged":
      return said.statusUnchanged({ status: escaped(problem.status) });
    case "not-open":
      return notOpen(problem, words);
    case "still-open":
      return said.stillOpen({ name: escaped(problem.name) });
    case "no-room":
      return said.noRoom({ name: escaped(problem.name) });
    case "already-archived":
      return said.alreadyArchived({ name: escaped(problem.name), at: time(problem.at) });
    case "already-open":
      return said.alreadyOpen({ name: escaped(problem.name) });
    case "time-in-future":
      return said.timeInFuture({ at: time(problem.at) });
    case "safe-mode":
      return said.safeMode({ since: time(problem.since) });
    case "no-longer-wanted":
      return said.noLongerWanted;
    default:
      return unreachable(problem);
  }
}

function notOpen(problem: ProblemOf<"not-open">, words: Words): string {
  const { name, by, at, into, stage } = problem;
  if (into) return mergedProblem({ ...problem, into }, words);
  return words.problem.notOpen[stage]({ name: escaped(name), by: person(by), at: time(at) });
}

function roleProblem(problem: ProblemOf<"role-held" | "role-not-held">, runbook: Runbook, words: Words): string {
  const { problem: said } = words;
  const role = escaped(roleOf(runbook, problem.role)?.name ?? problem.role);
  if (problem.type === "role-not-held") return said.roleNotHeld({ role });
  return said.roleHeld({ who: person(problem.user), role, key: escaped(problem.role), at: clockTime(problem.at) });
}

function unknownIncident(asked: string, words: Words): string {
  const said = words.problem;
  return asked === "" ? said.noRoomHere : said.unknownIncident({ asked: inQuotes(asked, SHOWN_CHARS_MAX, words) });
}

function justDeclared({ by, name, title, at, channel }: ProblemOf<"just-declared">, { problem: said }: Words): string {
  const declared = said.justDeclared({ by: person(by), name: escaped(name), title: escaped(title), at: clockTime(at) });
  return `${declared} ${channel ? said.itsRoom({ room: channelLink(channel) }) : said.roomOpening}`;
}

const UNKNOWN = {
  "unknown-severity": "severity",
  "unknown-status": "status",
  "unknown-role": "role",
  "unknown-category": "category",
} as const;

function unknown(problem: ProblemOf<keyof typeof UNKNOWN>, words: Words): string {
  if (problem.type === "unknown-category" && problem.known.length === 0) return words.circumstances.list.none;
  const said = words.problem;
  const what = UNKNOWN[problem.type];
  const known = problem.known.map((one) => `\`${escaped(one)}\``).join(", ");
  if (problem.asked.trim() === "") return said.sayWhich[what]({ known });
  const none = said.unknown[what]({ asked: inQuotes(problem.asked, SHOWN_CHARS_MAX, words) });
  const meant = problem.nearest ? [said.meant({ nearest: escaped(problem.nearest) })] : [];
  return [none, ...meant, said.itHas({ known })].join(" ");
}

/** By who somebody is to the workspace. */
export function notAllowed(standing: string, { problem: { notAllowed: said } }: Words): string {
  return standing === "guest" || standing === "external" || standing === "unknown" ? said[standing] : said.other;
}
