import type { ClockDep } from "../../lib/clock.ts";
import { DAY_MS, HOUR_MS } from "../../lib/pure/duration.ts";
import { forgetEnded, forgetIdleLanes } from "../../store/jobs.ts";
import type { StoreDep } from "../../store/store.ts";

/** Ended jobs are kept so long to look into; of an incident, until it has been over as long. */
const KEEP_ENDED_MS = 30 * DAY_MS;
/** Longer than Slack ever asks us to wait with one. */
const KEEP_LANE_MS = 2 * HOUR_MS;
/** A step that no commit has to wait for; what is left is forgotten the next time. */
const STEP_MAX = 1_000;

/** Drops jobs that ended long ago, and lanes that are at rest. Events and messages stay. */
export async function forgetJobs({ store, clock }: StoreDep & ClockDep): Promise<void> {
  const now = clock.now();
  const writes = [forgetEnded(store, now - KEEP_ENDED_MS, STEP_MAX), forgetIdleLanes(store, now - KEEP_LANE_MS)];
  await store.commit({ writes, wakes: false });
}
