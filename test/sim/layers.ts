// Protective layers switched off, from outside: what the others promise by themselves must then still hold.
import type { Mutation } from "./mutations.ts";

/**
 * Off, Slack's history is asked once for each room, for what was said there before Warroom knew of it; what no event tells
 * later is never known.
 */
export function backfill(): Mutation {
  const compared = new Set<string>();
  return {
    name: "no comparing with Slack's history",
    tells: "",
    effects(by, clock) {
      const real = by(clock);
      return {
        ...real,
        async ofWorkspace(claim) {
          const { job } = claim;
          if (job.kind !== "reconcile") return real.ofWorkspace(claim);
          if (compared.has(job.channel)) return { type: "done" };
          const outcome = await real.ofWorkspace(claim);
          if (outcome.type === "done") compared.add(job.channel);
          return outcome;
        },
      };
    },
  };
}

/** Off, each delivery of one event is stored as an event of its own. */
export const dedupe = (): Mutation => ({
  name: "no keys against repeated events",
  tells: "",
  storeEvent(storeEvent) {
    const times = new Map<string, number>();
    return async ({ key, body }) => {
      const seen = times.get(key) ?? 0;
      await storeEvent({ key: seen === 0 ? key : `${key} again ${seen}`, body });
      times.set(key, seen + 1);
    };
  },
});

/** Off, a repeated attempt at a job never looks for what the earlier one left in Slack. */
export const lookUp = (): Mutation => ({
  name: "no looking for what an earlier attempt left",
  tells: "",
  effects(by, clock) {
    const real = by(clock);
    return { ...real, ofIncident: (task) => real.ofIncident({ ...task, claim: { ...task.claim, attempt: 1 } }) };
  },
});
