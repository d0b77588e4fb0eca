// What must be well, by what checks show: met as soon as its check shows so, open again as soon as it does not. The room
// hears of it when all is well and when that ends, and of a result that flutters no more than once in a while.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { shows } from "../checks/check.ts";
import type { Looked } from "../checks/checks.ts";
import { isRecovering } from "../checks/rounds.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import type { Criterion } from "./criteria.ts";
import { attestable, attestedBy, BY_CHECK, isAllWell, isInTheWay } from "./recovery.ts";

/** After it was said that what was well is not, it is said to be well again only once so long has passed. */
export const FLUTTER_MS = 10 * MINUTE_MS;

/** What a round changes; before it is mitigated, or somebody says that something is well, nothing. */
export function recoveryByChecks(
  incident: Incident,
  results: readonly Looked[],
  runbook: Runbook,
  now: Instant,
): EventBody[] {
  if (!isRecovering(incident, runbook) && incident.stage === "open") return [];
  const looked = attestable(incident, runbook).flatMap((one) => {
    const result = one.check && results.find(({ check }) => check === one.check!.key);
    return result ? [{ one, shown: shows(one.check!.test, result.value) }] : [];
  });
  const met = looked.filter(({ one, shown }) => shown === true && !incident.attested[one.key]).map(({ one }) => one);
  const fell = looked.filter(({ one, shown }) => isNoLonger(incident, one, shown)).map(({ one }) => one);
  const after = { ...incident, attested: attestedAfter(incident, met, fell, now) };
  return [
    ...(met.length > 0 ? [{ type: "Attested" as const, criteria: met.map(named) }] : []),
    ...(fell.length > 0 ? [fallOf(incident, fell, runbook)] : []),
    ...(isWellNow(incident, after, runbook, now) ? [{ type: "WellByChecks" as const }] : []),
  ];
}

const named = ({ key, text }: Criterion) => ({ key, text });

/** Somebody's word stands where nobody knows what the check shows. */
const isNoLonger = ({ attested }: Incident, { key }: Criterion, shown: boolean | null): boolean =>
  attested[key] !== undefined && (shown === false || (shown === null && attested[key].by === BY_CHECK));

function attestedAfter(
  { attested }: Incident,
  met: readonly Criterion[],
  fell: readonly Criterion[],
  at: Instant,
): Incident["attested"] {
  const gone = new Set(fell.map(({ key }) => key));
  const kept = Object.entries(attested).filter(([key]) => !gone.has(key));
  return attestedBy(Object.fromEntries(kept), met, BY_CHECK, at);
}

/** Of what holds a resolution up, the room is told where all was well, once until it is so again, and where it was somebody's word. */
function fallOf(incident: Incident, fell: readonly Criterion[], runbook: Runbook): EventBody {
  const inTheWay = fell.filter(isInTheWay);
  const isNews = incident.checks.fellAt === null && isAllWell(incident, runbook);
  const isDenied = inTheWay.some(({ key }) => incident.attested[key]?.by !== BY_CHECK);
  const told = inTheWay.length > 0 && (isNews || isDenied);
  return { type: "CriteriaFell", criteria: fell.map(named), told };
}

function isWellNow(before: Incident, after: Incident, runbook: Runbook, now: Instant): boolean {
  if (!isAllWell(after, runbook) || after.stage !== "open") return false;
  const { fellAt } = before.checks;
  return fellAt === null ? !isAllWell(before, runbook) : now - fellAt >= FLUTTER_MS;
}
