// What a batch amounts to, and whether it reached what it must.
import type { Report } from "./batch.ts";
import { EVENTS, MARKS } from "./marks.ts";
import { FAULT_KINDS } from "./profile.ts";

/**
 * From so many runs of the swarm on, a fault, mark or event that was never reached fails the batch: the rarest comes about once
 * in forty seeds, so that three hundred miss it less than once in a thousand batches.
 */
export const GUARDED_RUNS_MIN = 300;

export interface Totals {
  runs: number;
  incidents: number;
  crashes: number;
  violations: number;
}

export function createTotals() {
  const totals: Totals = { runs: 0, incidents: 0, crashes: 0, violations: 0 };
  const wanted: string[] = [...FAULT_KINDS, ...MARKS.map(({ words }) => words), ...EVENTS];
  const reached = new Map(wanted.map((name) => [name, 0]));
  let ofSwarm = 0;
  const unreached = () => wanted.filter((name) => reached.get(name) === 0);
  return {
    totals,
    reached,
    unreached,
    add({ case: { profile }, incidents, crashes, violations, reached: more }: Report) {
      totals.runs += 1;
      totals.incidents += incidents;
      totals.crashes += crashes;
      totals.violations += violations.length;
      if (profile === "swarm") ofSwarm += 1;
      for (const [name, times] of more) reached.set(name, (reached.get(name) ?? 0) + times);
    },
    /** What a batch of this size should have reached and did not. */
    missed: () => (ofSwarm >= GUARDED_RUNS_MIN ? unreached() : []),
    /** Exactly this is what programs read. */
    json: (perMinute: number) =>
      JSON.stringify({ ...totals, perMinute, reached: Object.fromEntries(reached), unreached: unreached() }),
  };
}
