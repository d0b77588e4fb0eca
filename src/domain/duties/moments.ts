// What comes of the duties next, by the state alone: one is owed, or one is overdue.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { deadlineAfter } from "../calendar/calendar.ts";
import { holds, isAlways } from "../condition.ts";
import { circumstancesOf } from "../facts/circumstances.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import type { Duty } from "./duty.ts";
import { dutiesIn, occasionOf } from "./occasions.ts";
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
    const occasion = occasionOf(duty, incident, runbook);
    if (!occasion || owedOf(incident, occasion.id)) return [];
    const since = isAlways(duty.only) ? occasion.at : Math.max(occasion.at, incident.circumstancesSince);
    const dueAt = duty.within === null ? null : deadlineAfter(since, duty.within, runbook.calendar);
    return [{ step: "owed", at: since, duty, id: occasion.id, since, dueAt }];
  });
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
