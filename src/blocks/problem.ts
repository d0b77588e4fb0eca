// Every Problem in words: what happened, and what to do. The one place where it is said.
import type { Problem } from "../domain/problem.ts";
import { type Runbook, roleOf } from "../domain/runbook.ts";
import { unreachable } from "../lib/pure/assert.ts";
import { callProblem, isCallProblem } from "./escalation/calls.ts";
import { escalationProblem, isEscalationProblem } from "./escalation/escalation-problem.ts";
import { isRunbookProblem, runbookProblem } from "./applied-runbook.ts";
import { entryProblem, isEntryProblem } from "./timeline/entry-problem.ts";
import { factProblem, isFactProblem } from "./facts/fact-problem.ts";
import { mergedProblem } from "./merge.ts";
import { handoverProblem, isHandoverProblem } from "./handover/handover-problem.ts";
import { channelLink, clockTime, inQuotes, person, time, escaped } from "./mrkdwn.ts";
import { isProcedureProblem, procedureProblem } from "./procedures/procedure-problem.ts";
import { dutyProblem, isDutyProblem } from "./duties/told.ts";
import { notRecovered } from "./recovery/recovery.ts";
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
  if (isReviewProblem(problem)) return reviewProblem(problem, words);
  if (isWorkProblem(problem)) return workProblem(problem, words);
  if (isProcedureProblem(problem)) return procedureProblem(problem, runbook, words);
  if (isCallProblem(problem)) return callProblem(problem, words);
  if (isEscalationProblem(problem)) return escalationProblem(problem, words);
  if (isDutyProblem(problem)) return dutyProblem(problem, runbook, words);
  const role = (key: string) => escaped(roleOf(runbook, key)?.name ?? key);
  switch (problem.type) {
    case "not-allowed":
      return notAllowed(problem.standing, words);
    case "unknown-incident":
      return problem.asked === ""
        ? said.noRoomHere
        : said.unknownIncident({ asked: inQuotes(problem.asked, SHOWN_CHARS_MAX, words) });
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
      return unknown("severity", problem, words);
    case "unknown-status":
      return unknown("status", problem, words);
    case "unknown-role":
      return unknown("role", problem, words);
    case "unknown-category":
      return problem.known.length === 0 ? words.circumstances.list.none : unknown("category", problem, words);
    case "just-declared": {
      const [name, title] = [escaped(problem.name), escaped(problem.title)];
      const declared = said.justDeclared({ by: person(problem.by), name, title, at: clockTime(problem.at) });
      const room = problem.channel ? said.itsRoom({ room: channelLink(problem.channel) }) : said.roomOpening;
      return `${declared} ${room}`;
    }
    case "role-held": {
      const [who, at] = [person(problem.user), clockTime(problem.at)];
      return said.roleHeld({ who, role: role(problem.role), key: escaped(problem.role), at });
    }
    case "room-in-reach":
      return words.room.inReach({ name: escaped(problem.name) });
    case "role-not-held":
      return said.roleNotHeld({ role: role(problem.role) });
    case "already-acknowledged":
      return said.alreadyAcknowledged({ by: person(problem.by), at: clockTime(problem.at) });
    case "severity-unchanged":
      return said.severityUnchanged({ severity: escaped(problem.severity) });
    case "status-unchanged":
      return said.statusUnchanged({ status: escaped(problem.status) });
    case "not-open":
      if (problem.into) return mergedProblem({ ...problem, into: problem.into }, words);
      return said.notOpen[problem.stage]({
        name: escaped(problem.name),
        by: person(problem.by),
        at: time(problem.at),
      });
    case "merged-into-itself":
      return words.merge.problem.itself({ name: escaped(problem.name) });
    case "merged-with-private":
      return words.merge.problem.private({ name: escaped(problem.name) });
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
    case "not-recovered":
      return notRecovered(problem, words);
    case "nothing-to-attest":
      return words.recovery.problem.nothingToAttest;
    case "nothing-attested":
      return words.recovery.problem.nothingAttested;
    case "no-longer-wanted":
      return said.noLongerWanted;
    default:
      return unreachable(problem);
  }
}

function unknown(
  what: "severity" | "status" | "role" | "category",
  problem: { asked: string; known: readonly string[]; nearest: string | null },
  words: Words,
): string {
  const said = words.problem;
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
