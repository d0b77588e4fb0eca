// What an incident's state wants to be done later is planned, and nothing that it wants no more.
import { plannedTimers } from "../../../src/domain/follow.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { type Checker, jobRows, storedIncidents } from "./evidence.ts";

export const timers: Checker = {
  name: "timers",
  holds: ["I8"],
  check(evidence) {
    const { world } = evidence;
    const now = world.shownAt(world.now());
    const pending = new Map(
      jobRows(evidence).flatMap((job) => (job.status === "pending" ? [[job.id, job] as const] : [])),
    );
    return storedIncidents(evidence).flatMap((incident) =>
      plannedTimers(incident, { now, runbook: world.rulesOf(incident), people: world.people }).flatMap((change) => {
        if (change.do === "cancel")
          return pending.has(change.key) ? [`${change.key} is planned, and ${incident.name} wants it no more`] : [];
        if (change.do !== "enqueue" || change.dueAt < now + MINUTE_MS) return [];
        const job = pending.get(change.key);
        if (!job) return [`${incident.name} wants ${change.key}, and it is not planned`];
        // One that was tried waits for the next try.
        if (job.attempts > 0 || Number(job.due_at) <= change.dueAt) return [];
        return [`${incident.name} wants ${change.key} earlier than it is planned`];
      }),
    );
  },
};
