// Which rungs of the ladder an incident has reached, and which it reaches next, when and why.
import { momentAfter } from "../calendar/calendar.ts";
import type { Span } from "../calendar/span.ts";
import { type CheckTrigger, testName } from "../checks/check.ts";
import { holds, type Measured, type Test } from "../condition.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { circumstancesOf } from "../facts/circumstances.ts";
import { timeOf } from "../facts/times.ts";
import type { Measure } from "../facts/measures.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type Runbook, severityOf } from "../runbook.ts";
import { updateDueAt } from "../updates/update-cycle.ts";
import type { Rung, RungWait, Trigger } from "./ladder.ts";

/** What made people hear of it; as data, so that it can be told in any words. */
export type RungWhy =
  /** `since` it was counted; `after` as the runbook says it, absent from what was stored before it was kept. */
  | { on: "time"; unless: RungWait; since: Instant; dueAt: Instant; after?: Span }
  | { on: "no-update" }
  | { on: "raised"; from: string; to: string }
  | { on: "blocked"; text: string }
  | { on: "complaints"; count: number | null }
  /** `found`: what of it the rung asks for; absent from what was stored before it was kept. */
  | { on: "found"; found?: Found }
  /** `lasted_ms`: for how long without a break, where the runbook asks for that. */
  | { on: "check"; title: string; value: Measured; unit: string; test: Test; lasted_ms: number | null }
  | { on: "person"; reason: string | null };

/** In the runbook's words. */
interface Found {
  categories: string[];
  measured: (Pick<Measure, "question" | "kind"> & { value: Measured })[];
}

export type RungEvent = {
  type: "RungReached";
  rung: string;
  name: string;
  /** Keys into People: of whom Warroom called `called`, and nobody for those `unbound`. */
  to: string[];
  called: string[];
  unbound: string[];
  why: RungWhy;
  /** Then Warroom calls nobody. */
  private?: true;
};

/** A rung that was reached. */
export interface Reached {
  at: Instant;
  to: string[];
  called: string[];
}

/** A severity, and since when it held. */
interface SeverityHeld {
  severity: string;
  since: Instant;
}

/** What the ladder asks of an incident beyond the rest of its state. */
export interface LadderState {
  /** By the rung's key. */
  rungs: Record<string, Reached>;
  /** Since when it is open without a break. */
  openSince: Instant;
  /** What it was before, since it is open without a break; the latest last. */
  formerSeverities: SeverityHeld[];
  /** Why it was changed; null where nobody said. */
  severityReason: string | null;
  blocked: { text: string; at: Instant } | null;
  /** `rose`: when there were more of them, last. */
  complaints: { count: number | null; rose: Instant | null };
}

export const ladderFrom = (at: Instant): LadderState => ({
  rungs: {},
  openSince: at,
  formerSeverities: [],
  severityReason: null,
  blocked: null,
  complaints: { count: null, rose: null },
});

/** What it was before the last change, since it is open without a break. */
export const severityBefore = ({ formerSeverities }: Pick<LadderState, "formerSeverities">): string | null =>
  formerSeverities.at(-1)?.severity ?? null;

export function evolveLadder(before: Incident, event: DomainEvent): Partial<Incident> | null {
  const { rungs, complaints, formerSeverities } = before;
  switch (event.type) {
    case "RungReached": {
      const { at, to, called } = event;
      return { rungs: { ...rungs, [event.rung]: { at, to, called } } };
    }
    case "SeverityChanged":
      return {
        formerSeverities: [...formerSeverities, { severity: event.from, since: severityStart(before) }],
        severityReason: event.reason,
      };
    case "Blocked":
      return { blocked: { text: event.text, at: event.at } };
    case "ComplaintsCounted":
      return { complaints: { count: event.count, rose: event.rose ? event.at : complaints.rose } };
    case "Reopened":
      // What set off a rung before the end sets off none after it.
      return {
        openSince: event.at,
        formerSeverities: [],
        severityReason: null,
        blocked: null,
        complaints: { ...complaints, rose: null },
      };
    default:
      return null;
  }
}

type TimeTrigger = Extract<Trigger, { on: "time" }>;

/** A rung that is not reached. `at` is null where only somebody can tell that it is time. */
type RungMoment = { rung: Rung } & (Cause | { at: null; why: null });

interface Cause {
  at: Instant;
  why: RungWhy;
}

/** The rungs that hold now, in order: a severity's own stand in place of the times of everybody. */
export function rungsOf({ severity }: Incident, { ladder }: Runbook): readonly Rung[] {
  const own = ladder.bySeverity[severity];
  if (!own) return ladder.rungs;
  return [
    ...own,
    ...ladder.rungs.map((rung) => ({ ...rung, triggers: rung.triggers.filter(({ on }) => on !== "time") })),
  ];
}

/** Of each rung that is not reached, in order, when and why it is; none once it is over. */
export function rungMoments(incident: Incident, runbook: Runbook): RungMoment[] {
  if (incident.stage !== "open") return [];
  return rungsOf(incident, runbook)
    .filter(({ key }) => !incident.rungs[key])
    .map((rung) => ({ rung, ...causeOf(rung, incident, runbook) }));
}

/** Those that are reached by themselves, the earliest first. */
export const timedMoments = (incident: Incident, runbook: Runbook): (RungMoment & Cause)[] =>
  rungMoments(incident, runbook)
    .filter((moment): moment is RungMoment & Cause => moment.at !== null)
    .toSorted((a, b) => a.at - b.at);

/** Whether the runbook means the rung for such an incident; null while that is not known. */
export const isMeant = (rung: Rung, incident: Incident): boolean | null => holds(rung.only, circumstancesOf(incident));

function causeOf(rung: Rung, incident: Incident, runbook: Runbook): Cause | { at: null; why: null } {
  const causes =
    isMeant(rung, incident) === true ? rung.triggers.map((one) => triggered(one, rung, incident, runbook)) : [];
  const [first] = causes.filter((cause) => cause !== null).toSorted((a, b) => a.at - b.at);
  // What its record lost may hold that it was reached: then only somebody can tell.
  const isKnown = first && first.at > (incident.loss?.until ?? Number.NEGATIVE_INFINITY);
  return isKnown ? first : { at: null, why: null };
}

function triggered(trigger: Trigger, rung: Rung, incident: Incident, runbook: Runbook): Cause | null {
  const { severitySince, blocked, complaints } = incident;
  const since = severityStart(incident);
  switch (trigger.on) {
    case "time": {
      if (!trigger.after[incident.severity] || isKept(trigger.unless, incident)) return null;
      const [first] = timesOf(trigger, rung, incident, runbook).toSorted((a, b) => a.at - b.at);
      return first ?? null;
    }
    case "no-update":
      if (!incident.updateCycle.sent.includes("overdue")) return null;
      return { at: updateDueAt(incident, runbook) ?? since, why: { on: "no-update" } };
    case "raised": {
      const from = severityBefore(incident);
      if (from === null || !isHigher(incident.severity, from, runbook)) return null;
      return { at: severitySince, why: { on: "raised", from, to: incident.severity } };
    }
    case "blocked":
      return blocked && { at: Math.max(blocked.at, since), why: { on: "blocked", text: blocked.text } };
    case "complaints": {
      const { rose, count } = complaints;
      return rose === null ? null : { at: Math.max(rose, since), why: { on: "complaints", count } };
    }
    case "found":
      return isAnyCondition(rung)
        ? { at: since, why: { on: "found", found: foundFor(rung, incident, runbook) } }
        : null;
    case "check":
      return shownBy(trigger, incident, runbook);
    // A person gives the word.
    case "person":
      return null;
  }
}

/** Of the severity in force, and of those it was raised from: a raise makes no rung later than it was to be. */
function timesOf(trigger: TimeTrigger, rung: Rung, incident: Incident, runbook: Runbook): Cause[] {
  return raisedThrough(incident, runbook).flatMap(({ severity, since }) => {
    const after = trigger.after[severity];
    const then = { ...incident, severity };
    const wasTimed = rungsOf(then, runbook).some(({ triggers }) => triggers.includes(trigger));
    if (!after || !wasTimed || isMeant(rung, then) !== true) return [];
    const dueAt = momentAfter(since, after, runbook.calendar);
    return [{ at: dueAt, why: { on: "time", unless: trigger.unless, since, dueAt, after } }];
  });
}

/** The severity in force, and in front of it each lower one that it was raised from without a fall between. */
function raisedThrough(incident: Incident, runbook: Runbook): SeverityHeld[] {
  const held = [...incident.formerSeverities, { severity: incident.severity, since: severityStart(incident) }];
  const isRaise = ({ severity }: SeverityHeld, at: number) =>
    at > 0 && isHigher(severity, held[at - 1]!.severity, runbook);
  return held.slice(held.findLastIndex((one, at) => !isRaise(one, at)));
}

/** Opened again, it counts from then. */
const severityStart = ({ severitySince, openSince }: Incident): Instant => Math.max(severitySince, openSince);

/** From when its check has shown it without a break, for as long as the runbook asks. */
function shownBy({ check, test, lasting }: CheckTrigger, incident: Incident, runbook: Runbook): Cause | null {
  const result = incident.checks.results[check];
  const since = result?.passes[testName(test)];
  if (result?.value == null || since === undefined) return null;
  const dueAt = lasting ? momentAfter(since, lasting, runbook.calendar) : since;
  // A round that comes later than that shows whether it still lasts.
  if (dueAt > result.at) return null;
  const { title, unit } = runbook.checks.find(({ key }) => key === check) ?? { title: check, unit: "" };
  const lasted_ms = lasting ? result.at - since : null;
  const at = Math.max(result.at, incident.severitySince, incident.openSince);
  return { at, why: { on: "check", title, value: result.value, unit, test, lasted_ms } };
}

/** Whoever acknowledged is on it; what is mitigated waits for nobody any more. What is over has no rungs at all. */
function isKept(unless: RungWait, incident: Incident): boolean {
  if (unless === "resolved") return false;
  const mitigated = timeOf(incident, "mitigated") !== null;
  return mitigated || (unless === "acknowledged" && timeOf(incident, "acknowledged") !== null);
}

/** Reached before this: whom the runbook calls whenever the severity is raised, and each rung only once. */
export function reachedBeforeRaise(incident: Incident, runbook: Runbook): Rung[] {
  const { severity, rungs } = incident;
  const from = severityBefore(incident);
  if (from === null || !isHigher(severity, from, runbook)) return [];
  return rungsOf(incident, runbook).filter(
    (rung) => rungs[rung.key] && isMeant(rung, incident) === true && rung.triggers.some(({ on }) => on === "raised"),
  );
}

function isHigher(one: string, other: string, runbook: Runbook): boolean {
  const [a, b] = [severityOf(runbook, one), severityOf(runbook, other)];
  return a !== undefined && b !== undefined && a.rank < b.rank;
}

function foundFor({ only }: Rung, { categories, measured }: Incident, runbook: Runbook): Found {
  const isMet = ({ key }: { key: string }) => only.categories.includes(key) && categories.includes(key);
  return {
    categories: runbook.categories.filter(isMet).map(({ name }) => name),
    measured: runbook.measures
      .filter(({ key }) => only.measures[key])
      .flatMap(({ key, question, kind }) => {
        const value = measured[key];
        return value === undefined ? [] : [{ question, kind, value }];
      }),
  };
}

const isAnyCondition = ({ only }: Rung): boolean =>
  only.severities.length > 0 || only.categories.length > 0 || Object.keys(only.measures).length > 0;
