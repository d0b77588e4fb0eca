// What comes of the duties next, by the state alone: one is owed, or one is overdue.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { deadlineAfter } from "../calendar/calendar.ts";
import { holds, isAlways } from "../condition.ts";
import { circumstancesOf } from "../facts/circumstances.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import { comesOnce, type Duty } from "./duty.ts";
import { dutiesIn, dutyOf, occasionOf } from "./occasions.ts";
import { isAtItsStage, isOpen, owedOf } from "./owed.ts";

export type DutyMomentComing =
  | { step: "owed"; at: Instant; duty: Duty; id: string; since: Instant; dueAt: Instant | null }
  | { step: "overdue"; at: Instant; id: string };

/** Warroom's own: told when it is due, and once more when it is late by half of its time. */
const OVERDUE_SHARES = [1, 1.5] as const;
const AGAIN_AFTER_MIN_MS = 5 * MINUTE_MS;

/** The next one first. */
export const dutyMoments = (incident: Incident, runbook: Runbook): DutyMomentComing[] =>
  [...owedNext(incident, runbook), ...overdueNext(incident, runbook)].toSorted((a, b) => a.at - b.at);

function owedNext(incident: Incident, runbook: Runbook): DutyMomentComing[] {
  const circumstances = circumstancesOf(incident);
  return dutiesIn(runbook).flatMap((duty): DutyMomentComing[] => {
    if (!isAtItsStage(duty, incident) || holds(duty.only, circumstances) !== true) return [];
    if (duty.moment.at === "every" && isFirstNoticeOpen(duty, incident, runbook)) return [];
    const occasion = occasionOf(duty, incident, runbook);
    if (!occasion || owedOf(incident, occasion.id)) return [];
    const since = isAlways(duty.only) ? occasion.at : Math.max(occasion.at, incident.circumstancesSince);
    const dueAt = dueAtOf(duty, since, incident, runbook);
    return [{ step: "owed", at: since, duty, id: occasion.id, since, dueAt }];
  });
}

/** Nobody goes on telling those who were never told: the first notice by the same way comes before. */
const isFirstNoticeOpen = ({ outlet }: Duty, incident: Incident, runbook: Runbook): boolean =>
  incident.owed.some((owed) => {
    const duty = dutyOf(runbook, owed.duty);
    return duty !== undefined && duty.outlet === outlet && comesOnce(duty) && isOpen(owed, incident, runbook);
  });

/** Where the runbook gives no time, a first notice is due when the first of the regular ones would be. */
function dueAtOf(duty: Duty, since: Instant, incident: Incident, runbook: Runbook): Instant | null {
  if (duty.within !== null) return deadlineAfter(since, duty.within, runbook.calendar);
  const regular = dutiesIn(runbook).find(
    ({ outlet, moment, only }) =>
      moment.at === "every" && outlet === duty.outlet && holds(only, circumstancesOf(incident)) === true,
  );
  return regular?.moment.at === "every" && comesOnce(duty) ? since + regular.moment.every_ms : null;
}

function overdueNext(incident: Incident, runbook: Runbook): DutyMomentComing[] {
  return incident.owed.flatMap((owed): DutyMomentComing[] => {
    const { id, since, dueAt, overdueTold } = owed;
    const share = OVERDUE_SHARES[overdueTold];
    if (dueAt === null || share === undefined || !isOpen(owed, incident, runbook)) return [];
    const late_ms = (dueAt - since) * (share - 1);
    const at = dueAt + (overdueTold === 0 ? 0 : Math.max(late_ms, AGAIN_AFTER_MIN_MS));
    return [{ step: "overdue", at, id }];
  });
}
