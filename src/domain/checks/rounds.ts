// When the runbook's checks are looked at: once it is declared, mitigated and resolved, when somebody asks, and again and
// again while a rung waits for what they show, or while people look whether it is well.
import { HOUR_MS, MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import { isMeant, rungsOf } from "../escalation/rungs.ts";
import { timeOf } from "../facts/times.ts";
import type { Incident } from "../incident.ts";
import type { JobOf } from "../job.ts";
import { criteriaOf, watchOf } from "../recovery/recovery.ts";
import type { Runbook } from "../runbook.ts";
import { notBefore, over, type Turn } from "../turn.ts";
import { type Check, isOnCheck } from "./check.ts";

/** Warroom's own: how often, by how long its severity and its status have stood. A watch is looked at each minute. */
export const PACES: readonly { until_ms: number; every_ms: number }[] = [
  { until_ms: HOUR_MS, every_ms: MINUTE_MS },
  { until_ms: 6 * HOUR_MS, every_ms: 5 * MINUTE_MS },
  { until_ms: Number.POSITIVE_INFINITY, every_ms: 15 * MINUTE_MS },
];

/** When the next round is due; null where none is to come by itself. */
export function roundDueAt(incident: Incident, runbook: Runbook): Instant | null {
  const { asked, ranAt, connected } = incident.checks;
  if (runbook.checks.length === 0) return null;
  if (asked) return mayAsk(incident) ? asked.at : null;
  if (!connected || !mayAsk(incident)) return null;
  const turnedAt = lastTurn(incident);
  if (turnedAt > (ranAt ?? Number.NEGATIVE_INFINITY)) return turnedAt;
  if (incident.stage !== "open" || ranAt === null) return null;
  const every_ms = pace(incident, runbook, ranAt);
  return every_ms === null ? null : ranAt + every_ms;
}

/** When people said last that it stands otherwise: what checks showed before that is old. */
const lastTurn = ({ openSince, times, stage, ended }: Incident): Instant =>
  stage === "resolved" && ended ? ended.at : Math.max(openSince, times.mitigated?.setAt ?? openSince);

/** What is due after the resolution is looked at then. */
export const mayAsk = ({ stage }: Incident): boolean => stage === "open" || stage === "resolved";

/** How long after a round at that time the next one comes; null where none does. */
function pace(incident: Incident, runbook: Runbook, at: Instant): number | null {
  if (!isLookedAt(incident, runbook) && !rungWaits(incident, runbook)) return null;
  const watch = watchOf(incident, runbook);
  if (watch && at < watch.until) return MINUTE_MS;
  const stood_ms = at - Math.max(incident.openSince, incident.severitySince, incident.statusSince);
  return PACES.find(({ until_ms }) => stood_ms < until_ms)!.every_ms;
}

/** Whether the checks of what must be well are looked at again and again. */
const isLookedAt = (incident: Incident, runbook: Runbook): boolean =>
  isRecovering(incident, runbook) && criteriaOf(incident, runbook).some(({ check }) => check !== null);

/** Whether it is said to be mitigated, or that something is well again: until then all that is shown is where it stands. */
export const isRecovering = (incident: Incident, { mitigatedAt }: Runbook): boolean =>
  timeOf(incident, "mitigated") !== null ||
  incident.status === mitigatedAt ||
  Object.keys(incident.attested).length > 0;

const rungWaits = (incident: Incident, runbook: Runbook): boolean =>
  rungsOf(incident, runbook).some(
    (rung) => !incident.rungs[rung.key] && rung.triggers.some(isOnCheck) && isMeant(rung, incident) !== false,
  );

export function roundTimer(incident: Incident, { runbook }: Context): { job: JobOf<"run-checks">; at: Instant } | null {
  const at = roundDueAt(incident, runbook);
  return at === null ? null : { job: { kind: "run-checks" }, at };
}

/** `variant`: how long after it the next one comes, where one does. */
export function roundTurn(
  incident: Incident,
  _job: JobOf<"run-checks">,
  { now, runbook }: Context,
): Turn<{ checks: readonly Check[] }> {
  const at = roundDueAt(incident, runbook);
  if (at === null) return over("nothing is to be looked at");
  if (at > now) return notBefore(at);
  const next_ms = pace(incident, runbook, now);
  return {
    type: "due",
    to: [],
    ...(next_ms !== null && { variant: String(next_ms) }),
    checks: runbook.checks,
    record: () => ({ type: "RecordChecks", results: [] }),
  };
}
