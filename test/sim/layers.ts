// Protective layers switched off, from outside: what the others promise by themselves must then still hold.
import { fold } from "../../src/domain/incident.ts";
import { TIMER_KINDS } from "../../src/domain/follow.ts";
import type { LayerOff } from "../../src/program.ts";
import type { Outcome } from "../../src/out/outcome.ts";
import type { Claim } from "../../src/store/jobs.ts";
import { readEvents } from "../../src/store/read/events.ts";

/**
 * Off, Slack's history is asked once for each room, for what was said there before Warroom knew of it; what no event tells
 * later is never known.
 */
export function backfill(): LayerOff {
  const compared = new Set<string>();
  const once = async ({ job }: Claim, compare: () => Promise<Outcome>): Promise<Outcome> => {
    if (job.kind !== "reconcile") return compare();
    if (compared.has(job.channel)) return { type: "done" };
    const outcome = await compare();
    if (outcome.type === "done") compared.add(job.channel);
    return outcome;
  };
  return {
    runner: (real) => ({
      // The comparison that a room's opening asks for is its incident's job, and stays so.
      ofIncident: (delivery) => once(delivery.claim, () => real.ofIncident(delivery)),
      ofWorkspace: (claim) => once(claim, () => real.ofWorkspace(claim)),
    }),
  };
}

/** Off, each delivery of one event is stored as an event of its own. */
export const dedupe = (): LayerOff => ({
  storeEvent(real) {
    const times = new Map<string, number>();
    return async (envelope) => {
      const { key } = envelope;
      const seen = times.get(key) ?? 0;
      await real({ ...envelope, key: seen === 0 ? key : `${key} again ${seen}` });
      times.set(key, seen + 1);
    };
  },
});

/** They say nothing: what they look for from the second attempt on is no message. */
const LOOKS_FROM_SECOND = new Set<string>(["open-room", "bookmark", "draft-postmortem"]);

/** Off, a repeated attempt at a job never looks for what the earlier one left in Slack. */
export const lookUp = (): LayerOff => ({
  runner: (real) => ({
    ...real,
    ofIncident: (delivery) => {
      const { claim } = delivery;
      const { job } = claim;
      const isOfThem = LOOKS_FROM_SECOND.has(job.kind) || (job.kind === "refresh" && job.what === "topic");
      const unlooked = { toSearch: "nothing" as const, ...(isOfThem && { attempt: 1 }) };
      return real.ofIncident({ ...delivery, claim: { ...claim, ...unlooked } });
    },
  }),
});

/** Off, a reminder is judged by its incident as it was when it was planned, not as it is when it is sent. */
export const recheck = (): LayerOff => ({
  runner: (real, store) => ({
    ...real,
    async ofIncident(delivery) {
      const { claim, incident } = delivery;
      if (!TIMER_KINDS.includes(claim.job.kind)) return real.ofIncident(delivery);
      const events = (await readEvents(store, incident.id)).filter(({ at }) => at <= claim.plannedAt);
      return real.ofIncident({ ...delivery, incident: fold(incident.id, events) });
    },
  }),
});
