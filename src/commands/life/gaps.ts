// What the rooms of a workspace, or all of them, may lack of a time in which Warroom could not hear: one gap in each.
import { isRoomClosed, RECORDED_AFTER_END_MS } from "../../domain/aftermath.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { noteGap } from "../../store/gaps.ts";
import { loadIncident } from "../../store/read/incidents.ts";
import { recordedRooms } from "../../store/read/rooms.ts";
import type { StoreDep, Write } from "../../store/store.ts";

interface Unheard {
  from: Instant;
  to: Instant;
  why: string;
  /** Every workspace's, where it is not given. */
  team?: string;
}

/** A room that was closed takes no more words; of what was before its opening a room lacks nothing. */
export async function gapWrites(
  { store, clock }: StoreDep & ClockDep,
  { from, to, why, team }: Unheard,
): Promise<Write[]> {
  const rooms = await recordedRooms(store, clock.now() - RECORDED_AFTER_END_MS);
  const own = rooms.filter((room) => team === undefined || room.team === team);
  const incidents = await Promise.all(own.map(({ incident }) => loadIncident(store, incident)));
  const open = own.filter((_, index) => !incidents[index] || !isRoomClosed(incidents[index].incident));
  return open.map(({ team, channel, opened_at }) => {
    // An opening after the end was noted before the clock was set back.
    const from_at = opened_at > to ? from : Math.max(from, opened_at);
    return noteGap(store, { team, channel, from_at, to_at: to, why });
  });
}
