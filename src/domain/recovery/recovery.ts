// Whether an incident may be called resolved: what of the runbook's criteria is well by somebody's word or by a check, and
// how long all of that has stayed so.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { actorText, userOf, WARROOM } from "../actor.ts";
import { deadlineAfter } from "../calendar/calendar.ts";
import type { Span } from "../calendar/span.ts";
import { shows } from "../checks/check.ts";
import { holds, type Measured, type Test } from "../condition.ts";
import type { Context } from "../context.ts";
import { sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import { circumstancesOf } from "../facts/circumstances.ts";
import { timeOf } from "../facts/times.ts";
import type { Incident } from "../incident.ts";
import type { JobChange, JobOf } from "../job.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import type { Runbook } from "../runbook.ts";
import { notBefore, over, type Turn } from "../turn.ts";
import type { Criterion } from "./criteria.ts";

/** By the criterion's key; by Warroom where its check shows it. */
export type Attested = Record<string, { by: string; at: Instant }>;

/** What it asks of an incident beyond the rest of its state. */
export interface RecoveryState {
  /** What of the criteria is well, by whose word. */
  attested: Attested;
  /** When the watch began whose end the room was told of. */
  watchToldOf: Instant | null;
}

export const NOTHING_WELL: RecoveryState = { attested: {}, watchToldOf: null };

/** Who attests what a check shows. */
export const BY_CHECK = actorText(WARROOM);

export type RecoveryCommand =
  /** By key. What somebody attested meanwhile stays theirs. */
  { type: "Attest"; criteria: string[] } | { type: "Unattest"; criterion: string };

/** The watch that began at `since` is over. */
export type RecoveryOutcome = { type: "RecordWatchOver"; since: Instant; text: string; ts: string };

export type RecoveryEvent =
  /** In the words that the criteria had then. */
  | { type: "Attested"; criteria: { key: string; text: string }[] }
  | { type: "Unattested"; criterion: string; text: string }
  /** Their checks do not show it any more; `told` to the room. */
  | { type: "CriteriaFell"; criteria: { key: string; text: string }[]; told: boolean }
  /** All that is mandatory is well, and a check showed the last of it. */
  | { type: "WellByChecks" }
  | { type: "WatchOver"; since: Instant; text: string; ts: string };

/** For how long all must stay well: from when they are, to when it may be resolved. */
export interface Watch {
  since: Instant;
  until: Instant;
}

/** What keeps it from being called resolved. */
interface HeldUp {
  open: readonly Criterion[];
  /** How long all must stay well; null where nothing is watched. */
  span: Span | null;
  /** When the watch ends; null while it does not run. */
  until: Instant | null;
}

/** A reopening begins anew: what was well is not known to be. */
export function evolveRecovery({ attested }: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "Attested":
      return { attested: attestedBy(attested, event.criteria, by, event.at) };
    case "Unattested": {
      const { [event.criterion]: _taken, ...kept } = attested;
      return { attested: kept };
    }
    case "CriteriaFell": {
      const fell = new Set(event.criteria.map(({ key }) => key));
      const kept = Object.entries(attested).filter(([key]) => !fell.has(key));
      return { attested: Object.fromEntries(kept) };
    }
    case "WatchOver":
      return { watchToldOf: event.since };
    case "Reopened":
      return { attested: {} };
    default:
      return null;
  }
}

export const attestedBy = (
  attested: Attested,
  criteria: readonly { key: string }[],
  by: string,
  at: Instant,
): Attested => ({ ...attested, ...Object.fromEntries(criteria.map(({ key }) => [key, { by, at }])) });

/** Those that hold for the incident as it is known now, the mandatory ones first. */
export const criteriaOf = (incident: Incident, { recovery }: Runbook): Criterion[] =>
  recovery.criteria.filter(({ only }) => holds(only, circumstancesOf(incident)) === true);

/** The only ones that hold a resolution up. */
export const isInTheWay = ({ mandatory, due }: Criterion): boolean => mandatory && due === "before";

/** Whether there is anything that holds a resolution up, and all of it is well. */
export function isAllWell(incident: Incident, runbook: Runbook): boolean {
  const needed = criteriaOf(incident, runbook).filter(isInTheWay);
  return needed.length > 0 && needed.every(({ key }) => incident.attested[key]);
}

/** Runs once all that is mandatory is well, from `wellSince`; where nothing is, from when it was mitigated. */
export function watchOf(incident: Incident, runbook: Runbook): Watch | null {
  const { watch } = runbook.recovery;
  const since = wellSince(incident, runbook);
  return watch && since !== null ? { since, until: deadlineAfter(since, watch, runbook.calendar) } : null;
}

/** Since when what is measured is well, else all that is mandatory; null while any of it is not. */
function wellSince(incident: Incident, runbook: Runbook): Instant | null {
  const needed = criteriaOf(incident, runbook).filter(isInTheWay);
  if (needed.length === 0) return timeOf(incident, "mitigated");
  if (needed.some(({ key }) => !incident.attested[key])) return null;
  const measured = needed.filter(({ check }) => check !== null);
  const watched = measured.length > 0 ? measured : needed;
  return Math.max(...watched.map(({ key }) => incident.attested[key]!.at));
}

/** Null where nothing does. */
export function heldUp(incident: Incident, runbook: Runbook, now: Instant): HeldUp | null {
  const { watch: span } = runbook.recovery;
  const open = criteriaOf(incident, runbook).filter((one) => isInTheWay(one) && !incident.attested[one.key]);
  const watch = watchOf(incident, runbook);
  const isWatched = span === null || (watch !== null && watch.until <= now);
  if (open.length === 0 && isWatched) return null;
  return { open, span, until: watch?.until ?? null };
}

/** What is due at or after the resolution, and so can be attested once it is over. */
export const isDueLater = ({ due }: Criterion): boolean => due !== "before";

export function decideRecovery(
  incident: Incident,
  command: RecoveryCommand | RecoveryOutcome,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  if (command.type === "RecordWatchOver") {
    const { since, text, ts } = command;
    if (incident.watchToldOf === since) return noLongerWanted("the end of this watch is recorded");
    return ok([{ type: "WatchOver", since, text, ts }]);
  }
  const known = attestable(incident, runbook);
  if (command.type === "Unattest") {
    const criterion = known.find(({ key }) => key === command.criterion);
    if (!criterion || !incident.attested[criterion.key] || isByCheck(incident, criterion)) {
      return err({ type: "nothing-attested" });
    }
    return ok([{ type: "Unattested", criterion: criterion.key, text: criterion.text }]);
  }
  const open = known.filter(({ key }) => command.criteria.includes(key) && !incident.attested[key]);
  const added = open.filter((one) => !isShownOtherwise(incident, one));
  const [denied] = open;
  if (added.length === 0) {
    return denied
      ? err({ type: "check-shows-otherwise", ...shownByCheck(incident, denied, runbook) })
      : err({ type: "nothing-to-attest" });
  }
  return ok([{ type: "Attested", criteria: added.map(({ key, text }) => ({ key, text })) }]);
}

/** Whether its check shows it, which nobody can take back. */
export const isByCheck = ({ attested }: Incident, { key, check }: Criterion): boolean =>
  check !== null && attested[key]?.by === BY_CHECK;

/** Whether its check showed last that it is not so. */
const isShownOtherwise = ({ checks }: Incident, { check }: Criterion): boolean => {
  const result = check && checks.results[check.key];
  return result ? shows(check.test, result.value) === false : false;
};

/** What a criterion's check showed last, where it has one; `value` is null where nobody knows, `at` where nobody looked. */
export interface ShownByCheck {
  text: string;
  value: Measured | null;
  unit: string;
  test: Test | null;
  at: Instant | null;
}

export function shownByCheck({ checks }: Incident, { text, check }: Criterion, runbook: Runbook): ShownByCheck {
  const result = check ? checks.results[check.key] : undefined;
  const unit = runbook.checks.find(({ key }) => key === check?.key)?.unit ?? "";
  return { text, value: result?.value ?? null, unit, test: check?.test ?? null, at: result?.at ?? null };
}

/** Before the resolution all of them; afterwards what is due at or after it. */
export function attestable(incident: Incident, runbook: Runbook): Criterion[] {
  const all = criteriaOf(incident, runbook);
  if (incident.stage === "open") return all;
  return incident.stage === "resolved" ? all.filter(isDueLater) : [];
}

/** The room hears when all is well and when that ends; a single criterion is shown by the card. */
export function recoveryJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = userOf(event.actor) ?? event.actor;
  const { runbook } = context;
  switch (event.type) {
    case "Attested": {
      const keys = event.criteria.map(({ key }) => key);
      const needed = criteriaOf(incident, runbook).filter(isInTheWay);
      const isLast = needed.some(({ key }) => keys.includes(key)) && isAllWell(incident, runbook);
      // What checks show may flutter: "WellByChecks" says when that is told.
      if (!isLast || incident.stage !== "open" || event.actor === BY_CHECK) return [];
      return sayAllWell(incident, { by, at: event.at }, seq, context);
    }
    case "WellByChecks":
      return sayAllWell(incident, { by, at: event.at }, seq, context);
    case "CriteriaFell": {
      const fell = runbook.recovery.criteria.filter((one) => event.criteria.some(({ key }) => key === one.key));
      const shown = fell.filter(isInTheWay).map((one) => shownByCheck(incident, one, runbook));
      return event.told ? sayOnce(incident, "room", { type: "criteria-fell", shown }, seq, context) : [];
    }
    case "Unattested": {
      const criterion = runbook.recovery.criteria.find(({ key }) => key === event.criterion);
      if (!criterion || !isInTheWay(criterion)) return [];
      return sayOnce(incident, "room", { type: "unattested", text: event.text, by }, seq, context);
    }
    default:
      return [];
  }
}

/** The end of the watch is told by itself, once: also where it was over before the last of it was attested. */
function sayAllWell(
  incident: Incident,
  { by, at }: { by: string; at: Instant },
  seq: number,
  context: Context,
): JobChange[] {
  const watch = watchOf(incident, context.runbook);
  const isOver = watch !== null && watch.until <= at;
  if (isOver && watch.since !== incident.watchToldOf) return [];
  const until = watch && !isOver ? watch.until : null;
  return sayOnce(incident, "room", { type: "all-well", by, until }, seq, context);
}

/** When the room is told that it may be resolved. */
export function watchOverAt(incident: Incident, runbook: Runbook): Watch | null {
  const watch = incident.stage === "open" ? watchOf(incident, runbook) : null;
  return watch && watch.since !== incident.watchToldOf ? watch : null;
}

export function watchTimer(incident: Incident, { runbook }: Context): { job: JobOf<"watch-over">; at: Instant } | null {
  const watch = watchOverAt(incident, runbook);
  return watch && { job: { kind: "watch-over", since: watch.since }, at: watch.until };
}

export function watchTurn(incident: Incident, { since }: JobOf<"watch-over">, { now, runbook }: Context): Turn {
  const watch = watchOverAt(incident, runbook);
  if (watch?.since !== since) return over("the watch began anew, or it is over");
  if (watch.until > now) return notBefore(watch.until);
  return { type: "due", to: [], record: ({ ts, text }) => ({ type: "RecordWatchOver", since, text, ts }) };
}
