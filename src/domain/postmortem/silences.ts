// Times in which nothing at all was recorded although the incident was open: longer than an update was allowed to take.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { evolve, fold, type Incident } from "../incident.ts";
import { type Runbook, severityOf } from "../runbook.ts";
import type { NumberedEvent, Period, Source } from "./source.ts";

export interface Silence extends Period {
  to: Instant;
  /** How often an update was due then, in milliseconds; null where the severity asks for none. */
  cadence_ms: number | null;
}

/** What counts as silence where a severity has no cadence. */
const QUIET_MS = 60 * MINUTE_MS;

/** `said`: when somebody wrote a message, by its ts. Warroom's own reminders break no silence. */
export function silencesOf(
  id: string,
  runbook: Runbook,
  events: readonly NumberedEvent[],
  said: readonly { ts: string; at: Instant }[],
): Silence[] {
  const steps: { at: Instant; source: Source; event: NumberedEvent | null }[] = [
    ...inOrder(events).map((event) => ({ at: event.at, source: event.seq, event })),
    ...said.map(({ ts, at }) => ({ at, source: ts, event: null })),
  ].sort((a, b) => a.at - b.at);
  const silences: Silence[] = [];
  let state: Incident | null = null;
  let last: { at: Instant; source: Source } | null = null;
  for (const { at, source, event } of steps) {
    const isAct = event === null || event.actor !== "warroom";
    if (state?.stage === "open" && last && isAct) {
      const cadence_ms = severityOf(runbook, state.severity)?.cadence_ms ?? null;
      const quiet = at - last.at > (cadence_ms ?? QUIET_MS);
      if (quiet) silences.push({ from: last.at, to: at, cadence_ms, sources: [last.source, source] });
    }
    if (event) state = state ? evolve(state, event) : fold(id, [event]);
    if (isAct) last = { at, source };
  }
  return silences;
}

/** A clock that was set back gives later events earlier times: they happened after those before them all the same. */
function inOrder(events: readonly NumberedEvent[]): NumberedEvent[] {
  let latest = 0;
  return events.map((event) => {
    latest = Math.max(latest, event.at);
    return { ...event, at: latest };
  });
}
