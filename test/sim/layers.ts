// Protective layers switched off, from outside: what the others promise by themselves must then still hold.
import type { Effects } from "../../src/out/deliver.ts";
import type { Outcome } from "../../src/out/outcome.ts";
import type { Mutation } from "./mutations.ts";

/** Off, Slack's history is never asked: what no event told is never known. */
export const backfill: Mutation = {
  name: "no comparing with Slack's history",
  tells: "",
  effects: (by, clock) => instead(by(clock), (kind) => kind === "reconcile"),
};

/** Off, each delivery of one event is stored as an event of its own. */
export const dedupe: Mutation = {
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
};

/** Off, a repeated attempt at a job never looks for what the earlier one left in Slack. */
export const lookUp: Mutation = {
  name: "no looking for what an earlier attempt left",
  tells: "",
  effects(by, clock) {
    const real = by(clock);
    return { ...real, ofIncident: (task) => real.ofIncident({ ...task, claim: { ...task.claim, attempt: 1 } }) };
  },
};

const DONE: Outcome = { type: "done" };

const instead = (real: Effects, isOff: (kind: string) => boolean): Effects => ({
  ofIncident: (task) => (isOff(task.claim.job.kind) ? Promise.resolve(DONE) : real.ofIncident(task)),
  ofWorkspace: (claim) => (isOff(claim.job.kind) ? Promise.resolve(DONE) : real.ofWorkspace(claim)),
});
