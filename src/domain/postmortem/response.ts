// Whether the response that a severity promised came in time.
import type { Instant } from "../../lib/pure/time.ts";
import type { Incident } from "../incident.ts";
import { type Runbook, severityOf, type Target } from "../runbook.ts";
import { targetDueAt } from "../clocks/clocks.ts";
import { timeOf } from "../facts/times.ts";
import type { NumberedEvent, Source } from "./source.ts";

export interface Response {
  /** What was promised by the severity that counts: the one missed, else the one in force. */
  target: string | null;
  /** True when acknowledged in time, false when late or overdue, null when no clock runs or it may still be met. */
  met: boolean | null;
  /** The acknowledgement, where there is one; and what started the clock that counts. */
  sources: Source[];
}

/** Each severity's promise runs from when that severity was set until it was acknowledged, replaced, or all was over. */
export function responseOf(
  incident: Incident,
  runbook: Runbook,
  events: readonly NumberedEvent[],
  now: Instant,
): Response {
  const acknowledgedAt = timeOf(incident, "acknowledged");
  const done = acknowledgedAt ?? incident.ended?.at ?? now;
  const answer = events.filter(({ type }) => type === "Acknowledged").map(({ seq }) => seq);
  let inForce: Target | null = null;
  let due: Instant | null = null;
  let setBy: number[] = [];
  for (const event of events) {
    const set = event.type === "IncidentDeclared" ? event.severity : event.type === "SeverityChanged" ? event.to : null;
    if (set === null) continue;
    if (due !== null && due < Math.min(event.at, done)) {
      return { target: inForce!.words, met: false, sources: [...setBy, ...answer] };
    }
    if (event.at > done) break;
    inForce = severityOf(runbook, set)?.response ?? null;
    due = targetDueAt(inForce, event.at, runbook);
    setBy = [event.seq];
  }
  const target = inForce?.words ?? null;
  const sources = [...setBy, ...answer];
  if (due !== null && due < done) return { target, met: false, sources };
  return { target, met: due === null || acknowledgedAt === null ? null : true, sources };
}
