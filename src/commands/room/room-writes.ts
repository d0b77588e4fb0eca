// What an incident's events do to its room's record, in the commit that stores them: a room is recorded from its opening
// on, what is said while Warroom is out of it is a gap, and the return ends that gap.
import { GAP_WHY } from "../../domain/record/gap.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { threadRecord } from "../../domain/room/thread.ts";
import { FOREVER, type Instant } from "../../lib/pure/time.ts";
import { endGap, noteGap } from "../../store/gaps.ts";
import { expectNewRoom } from "../../store/rooms.ts";
import type { Expectation, Store, Write } from "../../store/store.ts";

/** A channel is one incident's room for ever. */
export const roomExpectations = (
  store: Store,
  { id: incident, team }: { id: string; team: string },
  events: readonly DomainEvent[],
  now: Instant,
): Expectation[] =>
  events.flatMap((event) => {
    if (event.type === "RoomOpened") return [expectNewRoom(store, { team, channel: event.channel, incident }, now)];
    if (event.type === "ThreadOpened")
      return [expectNewRoom(store, { team, channel: threadRecord(event), incident }, now)];
    return event.type === "RoomMoved" ? [expectNewRoom(store, { team, channel: event.to, incident }, now)] : [];
  });

export const roomWrites = (store: Store, team: string, events: readonly DomainEvent[], now: Instant): Write[] =>
  events.flatMap((event) => {
    if (event.type === "RoomLeft") {
      const { channel, since, how = "removed" } = event;
      return [noteGap(store, { team, channel, from_at: since, to_at: FOREVER, why: GAP_WHY[how] })];
    }
    if (event.type !== "RoomRejoined") return [];
    const { channel, how, since } = event;
    // Of a room that Warroom closed itself, none was written down while nobody could say anything in it.
    const gap = { team, channel, from_at: since, to_at: now, why: GAP_WHY[how] };
    return [noteGap(store, gap), endGap(store, team, channel, now)];
  });
