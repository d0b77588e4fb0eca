// What comes of the duties next, by the state alone: one is owed, or one is overdue.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { deadlineAfter, inBusinessTime } from "../calendar/calendar.ts";
import { holds, isAlways } from "../condition.ts";
import { circumstancesOf } from "../facts/circumstances.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import { type Duty, noticeStep } from "./duty.ts";
import { dutiesIn, dutyOf, occasionOf } from "./occasions.ts";
import { isAtItsStage, isOpen, type Owed, owedOf } from "./owed.ts";

interface OwedNext {
  step: "owed";
  at: Instant;
  duty: Duty;
  id: string;
  since: Instant;
  dueAt: Instant | null;
}

export type DutyMomentComing = OwedNext | { step: "overdue"; at: Instant; id: string };

const AGAIN_AFTER_MIN_MS = 5 * MINUTE_MS;

/** The next one first. */
export const dutyMoments = (incident: Incident, runbook: Runbook): DutyMomentComing[] =>
  [...owedNext(incident, runbook), ...overdueNext(incident, runbook)].toSorted((a, b) => a.at - b.at);

function owedNext(incident: Incident, runbook: Runbook): OwedNext[] {
  const circumstances = circumstancesOf(incident);
  const all = dutiesIn(runbook).flatMap((duty): OwedNext[] => {
    if (!isAtItsStage(duty, incident) || holds(duty.only, circumstances) !== true) return [];
    const occasion = occasionOf(duty, incident, runbook);
    if (!occasion || owedOf(incident, occasion.id)) return [];
    const since = isAlways(duty.only) ? occasion.at : Math.max(occasion.at, incident.circumstancesSince);
    const dueAt = dueAtOf(duty, since, incident, runbook);
    return [{ step: "owed", at: since, duty, id: occasion.id, since, dueAt }];
  });
  return all.filter((one) => !isFirstNoticeMissing(one, all, incident, runbook));
}

/** Nobody is told what is new, or that it is over, who is still to be told the first of it: that is asked for instead. */
function isFirstNoticeMissing(
  { duty, at }: OwedNext,
  coming: readonly OwedNext[],
  incident: Incident,
  runbook: Runbook,
): boolean {
  if (duty.automatic && duty.moment.at !== "every") return false;
  if (openFirstNotice(duty, incident, runbook)) return true;
  if (coming.some((one) => isFirstNoticeOf(one.duty, duty) && one.at <= at)) return true;
  // Whoever heard of it only after an update has heard what that said.
  return (
    duty.moment.at === "updated" &&
    incident.owed.some(
      (one) => isFirstNoticeOf(dutyOf(runbook, one.duty), duty) && one.settled !== null && one.settled.at > at,
    )
  );
}

/** What those are to be told first, where nobody has said that they were. */
export const openFirstNotice = (duty: Duty, incident: Incident, runbook: Runbook): Owed | undefined =>
  incident.owed.find((one) => isFirstNoticeOf(dutyOf(runbook, one.duty), duty) && isOpen(one, incident, runbook));

/** By the same way to the same people; what comes again and again is told to all who are told that way. */
const isFirstNoticeOf = (first: Duty | undefined, duty: Duty): boolean =>
  first !== undefined &&
  noticeStep(first) === "first" &&
  noticeStep(duty) !== "first" &&
  first.outlet === duty.outlet &&
  (first.audience === duty.audience || duty.moment.at === "every");

/** Where the runbook gives no time, a first notice is due when the first of the regular ones would be. */
function dueAtOf(duty: Duty, since: Instant, incident: Incident, runbook: Runbook): Instant | null {
  if (duty.within !== null) return deadlineAfter(since, duty.within, runbook.calendar);
  const every_ms = regularOf(duty, incident, runbook);
  return every_ms === null ? null : since + every_ms;
}

/** How often those whom a first notice is for are told while it runs; null where that is not stated. */
function regularOf(duty: Duty, incident: Incident, runbook: Runbook): number | null {
  const regular = dutiesIn(runbook).find(
    (one) =>
      isFirstNoticeOf(duty, one) &&
      isAtItsStage(one, incident) &&
      holds(one.only, circumstancesOf(incident)) === true &&
      one.moment.at === "every",
  );
  return regular?.moment.at === "every" ? regular.moment.every_ms : null;
}

const overdueNext = (incident: Incident, runbook: Runbook): DutyMomentComing[] =>
  incident.owed.flatMap((owed): DutyMomentComing[] => {
    const at = isOpen(owed, incident, runbook) ? overdueAt(owed, incident, runbook) : null;
    return at === null ? [] : [{ step: "overdue", at, id: owed.id }];
  });

/**
 * When people are next told that it is overdue; null where that is not said again. Warroom's own: when it is due, once more
 * when it is late by half of its time, and then as often as what it comes before would be told; after the end in working hours.
 */
export function overdueAt(owed: Owed, incident: Incident, runbook: Runbook): Instant | null {
  const at = askedAt(owed, incident, runbook);
  return at !== null && incident.stage === "resolved" ? inBusinessTime(at, runbook.calendar) : at;
}

function askedAt(
  { since, dueAt, overdueTold, overdueToldAt, duty: key }: Owed,
  incident: Incident,
  runbook: Runbook,
): Instant | null {
  if (dueAt === null || overdueTold === 0 || overdueToldAt === null) return dueAt;
  if (overdueTold === 1) return overdueToldAt + Math.max((dueAt - since) / 2, AGAIN_AFTER_MIN_MS);
  const duty = dutyOf(runbook, key);
  const every_ms = duty ? regularOf(duty, incident, runbook) : null;
  return every_ms === null ? null : overdueToldAt + every_ms;
}
