// What the runbook's checks showed in an incident: every round is kept, and told is what changed.
import type { Instant } from "../../lib/pure/time.ts";
import type { Measured } from "../condition.ts";
import { isMeant, rungsOf } from "../escalation/rungs.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import { BY_CHECK, criteriaOf } from "../recovery/recovery.ts";
import type { Runbook } from "../runbook.ts";
import type { OwnMessage } from "../work/work.ts";
import { type Asks, isOnCheck, type Verdict } from "./check.ts";

/** What one check showed in one round. */
export interface Looked {
  check: string;
  /** Null where nobody knows. */
  value: Measured | null;
  /** What was said besides, or why nobody knows; null where nothing was. */
  detail: string | null;
  verdict: Verdict;
  /** The names of the runbook's tests that it passed. */
  passed: string[];
}

/** `before`: what it was taken for until then; null for the first time. */
export interface CheckChange extends Omit<Looked, "passed"> {
  title: string;
  unit: string;
  before: Verdict | null;
}

export type CheckEvent =
  | { type: "ChecksAsked" }
  /** `asked`: by whom, where it was no round of Warroom's own. `shown`: the room is to see it. */
  | { type: "ChecksRan"; results: Looked[]; asked: string | null; shown: boolean }
  | { type: "ChecksChanged"; changes: CheckChange[] }
  | { type: "ChecksNotConnected" }
  /** `shownAt`: of the round that it showed; `stale`: it is to show a later one. */
  | ({ type: "ChecksPosted"; shownAt: Instant; stale: boolean; before: OwnMessage | null } & OwnMessage);

/** What a check showed last. */
export interface CheckResult extends Omit<Looked, "check" | "passed"> {
  at: Instant;
  /** Since when it has been taken for the same. */
  since: Instant;
  /** By the test's name: since when it has passed without a break. */
  passes: Readonly<Record<string, Instant>>;
}

export interface Checks {
  /** By the check's key. */
  results: Readonly<Record<string, CheckResult>>;
  /** When the last round was, since it is open; null before the first. */
  ranAt: Instant | null;
  /** Whether a machine answered, as far as the last round knows. */
  connected: boolean;
  /** Who wants to know, since when. */
  asked: { by: string; at: Instant } | null;
  /** When the room was told that what was well is not; null where it was told otherwise since. */
  fellAt: Instant | null;
  /** The last round that the room was to see. */
  shownAt: Instant | null;
  /** What shows it there. */
  posted: OwnMessage | null;
}

export const NO_CHECKS: Checks = {
  results: {},
  ranAt: null,
  connected: true,
  asked: null,
  fellAt: null,
  shownAt: null,
  posted: null,
};

export function evolveChecks({ checks }: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  const { posted } = checks;
  switch (event.type) {
    case "ChecksAsked":
      return { checks: { ...checks, asked: { by, at: event.at } } };
    case "ChecksRan": {
      const results = Object.fromEntries(event.results.map((one) => [one.check, resultOf(one, checks, event.at)]));
      const shownAt = event.shown ? event.at : checks.shownAt;
      return { checks: { ...checks, results, ranAt: event.at, connected: true, asked: null, shownAt } };
    }
    case "ChecksNotConnected":
      // What was shown before is not known to be so any more.
      return { checks: { ...checks, results: {}, ranAt: event.at, connected: false, asked: null } };
    case "ChecksPosted":
      return { checks: { ...checks, posted: { channel: event.channel, ts: event.ts } } };
    case "RoomMoved":
      if (posted?.channel !== event.from) return null;
      return { checks: { ...checks, posted: { ...posted, channel: event.to } } };
    case "Reopened":
      // What held before the end sets off nothing after it.
      return { checks: { ...checks, results: forgotten(checks), ranAt: null, asked: null, fellAt: null } };
    case "CriteriaFell":
      return event.told ? { checks: { ...checks, fellAt: event.at } } : null;
    case "Attested":
      return event.actor === BY_CHECK ? null : { checks: { ...checks, fellAt: null } };
    case "WellByChecks":
    case "WatchOver":
      return { checks: { ...checks, fellAt: null } };
    default:
      return null;
  }
}

function resultOf({ check, passed, ...one }: Looked, { results }: Checks, at: Instant): CheckResult {
  const before = results[check];
  const passes = passed.map((name) => [name, before?.passes[name] ?? at] as const);
  const since = before?.verdict === one.verdict ? before.since : at;
  return { ...one, at, since, passes: Object.fromEntries(passes) };
}

const forgotten = ({ results }: Checks): Checks["results"] =>
  Object.fromEntries(Object.entries(results).map(([key, one]) => [key, { ...one, passes: {} }]));

/** What this runbook asks of a check, of an incident as it is known now. */
export function asksOf(incident: Incident, runbook: Runbook, check: string): Asks {
  const criteria = criteriaOf(incident, runbook).flatMap((one) =>
    one.check?.key === check ? [{ ...one, check: one.check }] : [],
  );
  const rungs = rungsOf(incident, runbook)
    .filter((rung) => isMeant(rung, incident) !== false)
    .flatMap((rung) => rung.triggers.filter(isOnCheck).map((trigger) => ({ rung, trigger })))
    .filter(({ trigger }) => trigger.check === check)
    .map(({ rung, trigger }) => ({ rung, test: trigger.test }));
  return { criteria, rungs };
}
