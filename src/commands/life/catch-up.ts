import { AWAY_MIN_MS, type Away, catchUpJobs } from "../../domain/catch-up.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import { applyJobChange } from "../../store/jobs.ts";
import { allOpen } from "../../store/read/incidents.ts";
import type { StoreDep, Write } from "../../store/store.ts";
import type { RunbooksDep } from "../runbook-library.ts";

type Deps = StoreDep & ClockDep & LogDep & RunbooksDep;

/** One line for each room that missed a reminder. The same time away planned twice is one line. */
export async function planCatchUps(deps: Deps, away: Away): Promise<void> {
  const writes = await catchUpWrites(deps, away);
  if (writes.length > 0) await deps.store.commit({ writes });
}

/** The same, for a commit that must hold more than this. */
export async function catchUpWrites({ store, clock, log, runbooks }: Deps, away: Away): Promise<Write[]> {
  if (away.to - away.from < AWAY_MIN_MS) return [];
  const now = clock.now();
  const writes: Write[] = [];
  for (const incident of await allOpen(store)) {
    const context = { now, runbook: await runbooks.byHash(incident.runbook), people: runbooks.people };
    const jobs = catchUpJobs(incident, away, context);
    writes.push(...jobs.map((change) => applyJobChange(store, incident.id, change, now)));
  }
  if (writes.length > 0) {
    log.info({ rooms: writes.length, why: away.why }, "rooms are told once what passed while nobody could be");
  }
  return writes;
}
