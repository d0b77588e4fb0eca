// A round of checks: asked for by people, and what came of it.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { cut } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Measured } from "../condition.ts";
import type { Context } from "../context.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { openOnly } from "../lifecycle.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import type { Runbook } from "../runbook.ts";
import { recoveryByChecks } from "../recovery/by-check.ts";
import type { OwnMessage } from "../work/work.ts";
import { type Check, shows, testName, verdictOf } from "./check.ts";
import { asksOf, type CheckChange, type Looked } from "./checks.ts";
import { mayAsk, roundDueAt } from "./rounds.ts";

export type CheckCommand = { type: "AskChecks" };

/** What a machine answered: a value, or null with why there is none. */
export interface CheckAnswer {
  check: string;
  value: Measured | null;
  detail: string | null;
}

export type CheckOutcome =
  /** What is missing gave no answer. */
  | { type: "RecordChecks"; results: CheckAnswer[] }
  | { type: "RecordNoChecker" }
  | ({ type: "RecordChecksPosted"; shownAt: Instant } & OwnMessage);

/** A number that moves is no news: what stands in the room is brought up to date this often, and at once where more changed. */
const SHOWN_EVERY_MS = 5 * MINUTE_MS;
const DETAIL_CHARS_MAX = 200;

export function decideChecks(
  incident: Incident,
  command: CheckCommand | CheckOutcome,
  { now, runbook }: Context,
): Result<EventBody[], Problem> {
  const { checks } = incident;
  switch (command.type) {
    case "AskChecks":
      if (!mayAsk(incident)) return openOnly(incident) as Result<never, Problem>;
      if (runbook.checks.length === 0) return err({ type: "no-checks" });
      return checks.asked ? err({ type: "checks-under-way" }) : ok([{ type: "ChecksAsked" }]);
    case "RecordNoChecker":
      if (roundDueAt(incident, runbook) === null) return noLongerWanted("nobody waits for it");
      return ok([
        { type: "ChecksNotConnected" },
        ...recoveryByChecks(incident, looksAt(incident, [], runbook), runbook, now),
      ]);
    case "RecordChecksPosted": {
      const { shownAt, channel, ts } = command;
      const { posted: before } = checks;
      if (before?.ts === ts) return noLongerWanted("this is recorded");
      return ok([{ type: "ChecksPosted", channel, ts, shownAt, stale: shownAt !== checks.shownAt, before }]);
    }
    case "RecordChecks": {
      if (roundDueAt(incident, runbook) === null) return noLongerWanted("nobody waits for it");
      return ok(roundOf(incident, command.results, runbook, now));
    }
  }
}

function roundOf(incident: Incident, answers: readonly CheckAnswer[], runbook: Runbook, now: Instant): EventBody[] {
  const { asked, shownAt } = incident.checks;
  const results = looksAt(incident, answers, runbook);
  const changes = results.flatMap((one) => changeOf(incident, one, runbook));
  const isLast = incident.stage === "resolved";
  const isOld = shownAt === null || now - shownAt >= SHOWN_EVERY_MS;
  const shown = asked !== null || changes.length > 0 || isLast || isOld;
  return [
    { type: "ChecksRan", results, asked: asked?.by ?? null, shown },
    ...(changes.length > 0 ? [{ type: "ChecksChanged" as const, changes }] : []),
    ...recoveryByChecks(incident, results, runbook, now),
  ];
}

const looksAt = (incident: Incident, answers: readonly CheckAnswer[], runbook: Runbook): Looked[] =>
  runbook.checks.map((check) => lookedAt(incident, check, answers, runbook));

function lookedAt(incident: Incident, { key }: Check, answers: readonly CheckAnswer[], runbook: Runbook): Looked {
  const { value, detail } = answers.find(({ check }) => check === key) ?? { value: null, detail: null };
  const asks = asksOf(incident, runbook, key);
  const tests = [...asks.criteria.map(({ check }) => check.test), ...asks.rungs.map(({ test }) => test)];
  const passed = tests.filter((test) => shows(test, value) === true).map(testName);
  return {
    check: key,
    value,
    detail: detail === null ? null : cut(detail, DETAIL_CHARS_MAX),
    verdict: verdictOf(asks, value),
    passed: [...new Set(passed)],
  };
}

function changeOf({ checks }: Incident, { passed: _passed, ...one }: Looked, { checks: all }: Runbook): CheckChange[] {
  const before = checks.results[one.check]?.verdict ?? null;
  if (before === one.verdict) return [];
  const { title, unit } = all.find(({ key }) => key === one.check)!;
  return [{ ...one, title, unit, before }];
}
