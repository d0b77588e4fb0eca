// The channel in which incidents run as threads is to each of them like a room: what is said while Warroom is out of it is
// a gap in each thread's record. A comparison brings Warroom back into a public one.
import { RECORDED_AFTER_END_MS } from "../../domain/aftermath.ts";
import { reconcileJob } from "../../domain/enqueue.ts";
import { GAP_WHY, ROOM_AWAY } from "../../domain/record/gap.ts";
import type { Detached } from "../../domain/room/room.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import { FOREVER } from "../../lib/pure/time.ts";
import { endGap, noteGap } from "../../store/gaps.ts";
import { applyJobChange } from "../../store/jobs.ts";
import { listGaps } from "../../store/read/gaps.ts";
import { recordedThreadsIn } from "../../store/read/rooms.ts";
import type { StoreDep, Write } from "../../store/store.ts";
import type { GapRow, RoomRow } from "../../store/tables.ts";

type Deps = StoreDep & ClockDep & LogDep;

interface Channel {
  team: string;
  channel: string;
}

/** Told late, it may be of an absence that is over: then the threads are only compared. */
export const leaveThreads = (deps: Deps, place: Channel, { how, since }: Pick<Detached, "how" | "since">) =>
  compareThreads(deps, place, ({ team, channel }, gaps) => {
    if (gaps.some(({ why, to_at }) => ROOM_AWAY.has(why) && since <= to_at)) return [];
    deps.log.warn({ channel, how }, "a channel in which an incident runs as a thread is out of reach");
    return [noteGap(deps.store, { team, channel, from_at: since, to_at: FOREVER, why: GAP_WHY[how] })];
  });

/** Whether it can be read again is found by comparing. */
export const lookAtThreads = (deps: Deps, place: Channel) => compareThreads(deps, place, () => []);

/** Warroom came into a channel. What was said meanwhile is taken over from Slack's history. */
export const returnToThreads = (deps: StoreDep & ClockDep, place: Channel) =>
  compareThreads(deps, place, ({ team, channel }, gaps) =>
    gaps.some(({ to_at }) => to_at === FOREVER) ? [endGap(deps.store, team, channel, deps.clock.now())] : null,
  );

/** Each thread that is still recorded is compared, and its gaps become what `writesFor` says; null where it needs nothing. */
async function compareThreads(
  { store, clock }: StoreDep & ClockDep,
  { team, channel }: Channel,
  writesFor: (thread: RoomRow, gaps: readonly GapRow[]) => Write[] | null,
): Promise<void> {
  const now = clock.now();
  const writes: Write[] = [];
  for (const thread of await recordedThreadsIn(store, { team, channel }, now - RECORDED_AFTER_END_MS)) {
    const own = writesFor(thread, await listGaps(store, team, thread.channel));
    if (own === null) continue;
    writes.push(...own, applyJobChange(store, null, reconcileJob(team, thread.channel, "deep", now), now));
  }
  if (writes.length > 0) await store.commit({ writes });
}
