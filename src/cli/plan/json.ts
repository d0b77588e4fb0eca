// A plan as JSON, for programs: times as they are in the zone that was asked for, with their offset.
import type { Instant } from "../../lib/pure/time.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import type { Line, Told } from "./told.ts";
import { offsetWords, timeWords } from "./when.ts";

export function planJson({ plan, runbook, zone, unbound, clocks, silence, later, notify, afterwards }: Told): object {
  const { declaredAt, severity, categories, measured, name } = plan.incident;
  const time = (at: Instant) => isoIn(zone, at);
  const lines = (all: readonly Line[], from: Instant) =>
    all.map(({ at, again, ...line }) => ({
      at: time(at),
      after_s: Math.round((at - from) / SECOND_MS),
      ...line,
      again: again && { every_s: again.every_ms / SECOND_MS, times: again.times, until: time(again.until) },
    }));
  return {
    runbook: runbook.name,
    incident: name,
    severity,
    categories,
    measured,
    declared_at: time(declaredAt),
    zone,
    until: time(declaredAt + plan.asked.silent_ms),
    unbound,
    clocks: clocks.map(({ since, dueAt, ...clock }) => ({
      ...clock,
      since: time(since),
      due_at: dueAt === null ? null : time(dueAt),
    })),
    lines: lines(silence, declaredAt),
    later: later.map(({ at, what }) => ({ at: time(at), what })),
    notify: notify.map(({ dueAt, ...one }) => ({ ...one, due_at: dueAt === null ? null : time(dueAt) })),
    afterwards: {
      resolved_at: time(plan.afterwards.resolvedAt),
      lines: lines(afterwards, plan.afterwards.resolvedAt),
    },
  };
}

/** "2026-03-28T23:30:00+01:00". */
function isoIn(zone: string, at: Instant): string {
  const seconds = new Date(at).toISOString().slice(17, 19);
  return `${timeWords(zone, at).replace(" ", "T")}:${seconds}${offsetWords(zone, at)}`;
}
