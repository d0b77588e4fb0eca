// The app's Home tab: whoever opens it or asks for it anew is shown what stands then.
import { homeJob } from "../domain/enqueue.ts";
import type { ClockDep } from "../lib/clock.ts";
import { markDone } from "../store/inbox.ts";
import { applyJobChange } from "../store/jobs.ts";
import type { StoreDep } from "../store/store.ts";

/** `key` is the inbox key of the event that asks for it; null where a button does. */
export async function wantHome(
  { store, clock }: StoreDep & ClockDep,
  { team, user, key }: { team: string; user: string; key: string | null },
): Promise<void> {
  const now = clock.now();
  const show = applyJobChange(store, null, homeJob(team, user, now), now);
  const done = key === null ? [] : [markDone(store, [key], "shown the Home tab", now)];
  await store.commit({ writes: [show, ...done] });
}
