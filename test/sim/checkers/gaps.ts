// Where nobody listened the record says so: each downtime is a gap in every room there was, and Slack's history filled it.
import { GAP_WHY } from "../../../src/domain/record/gap.ts";
import type { GapRow, RoomRow } from "../../../src/store/tables.ts";
import { SECOND_MS } from "../../../src/lib/pure/duration.ts";
import type { WindowFault } from "../profile.ts";
import type { World } from "../world.ts";
import { type Checker, storedIncidents } from "./evidence.ts";

export const gaps: Checker = {
  name: "gaps",
  holds: ["I3"],
  check(evidence) {
    const { world } = evidence;
    const rows = world.database.rows<GapRow>("SELECT * FROM gaps");
    // An archived room takes no more words, and shows Warroom none: nothing is missing, nor can be fetched.
    const isArchived = (channel: string) => world.core.state.channels.get(channel)?.isArchived ?? false;
    // Nor is Warroom asked back into one that its incident gave up for another, though somebody opens it again.
    const givenUp = new Set(storedIncidents(evidence).flatMap(({ formerRooms }) => formerRooms));
    const { channels, app } = world.core.state;
    const isLeft = (channel: string) => givenUp.has(channel) && !channels.get(channel)?.members.includes(app.botUser);
    const open = rows.filter((gap) => gap.recovered_at === null && !isArchived(gap.channel) && !isLeft(gap.channel));
    const rooms = world.database.rows<RoomRow>("SELECT * FROM rooms").filter(({ channel }) => !isArchived(channel));
    const isSetBack = world.options.profile.clock.some(({ by_ms }) => by_ms < 0);
    const shown = (isSetBack ? joined(world.downtimes) : world.downtimes).map((one) => ({
      ...one,
      from: world.shownAt(one.from),
      to: world.shownAt(one.to),
      since: one.from,
    }));
    const untold = shown.flatMap(({ from, to, since }) =>
      rooms
        .filter(
          ({ channel, opened_at }) =>
            opened_at < from && (!isSetBack || (world.roomSince.get(channel) ?? Infinity) < since),
        )
        .filter(
          ({ channel }) =>
            !rows.some(
              (gap) =>
                gap.channel === channel &&
                (isSetBack
                  ? gap.from_at <= Math.max(from, to) && gap.to_at >= Math.min(from, to) - NOTICED_AFTER_MS
                  : gap.from_at <= from && gap.to_at >= to),
            ),
        )
        .map(({ channel }) => `a downtime of ${to - from} ms left no gap in ${channel}`),
    );
    return [
      ...untold,
      ...(isSetBack ? [] : unheard(world, rooms, rows)),
      ...putOut(world, rooms, rows),
      ...open.map(({ channel, from_at }) => `the gap of ${channel} from ${from_at} was never filled`),
    ];
  },
};

/** It looks twice a minute whether it hears, and as often writes down that it lives. */
const NOTICED_AFTER_MS = 31 * SECOND_MS;

type Downtime = World["downtimes"][number];

/** A start that the store refused at once leaves no sign of life: the downtime goes on. */
function joined(downtimes: readonly Downtime[]): Downtime[] {
  const all: Downtime[] = [];
  for (const { from, to } of downtimes) {
    const last = all.at(-1);
    if (last && from - last.to < SECOND_MS) last.to = to;
    else all.push({ from, to });
  }
  return all;
}

/** One that is suspended cannot look, and one whose disk is full cannot write it down. */
function unheard({ deafSpans, options, shownAt, roomSince }: World, rooms: RoomRow[], gaps: GapRow[]): string[] {
  if (options.profile.windows.some(({ kind }) => kind === "suspended" || kind === "disk-full")) return [];
  const times = deafSpans.filter(({ from, to }) => to - from > NOTICED_AFTER_MS);
  return times.flatMap(({ from, to }) =>
    rooms
      .filter(({ channel }) => (roomSince.get(channel) ?? Number.POSITIVE_INFINITY) < from)
      .filter(
        ({ channel }) =>
          !cover(
            gaps.filter((gap) => gap.channel === channel),
            shownAt(from),
            shownAt(to),
          ),
      )
      .map(({ channel }) => `deaf for ${to - from} ms, and no gap in ${channel} tells of it`),
  );
}

/**
 * Of a thread: in its channel Warroom hears nothing. Where events are lost, or nobody listened, it may be back before
 * anything tells of it.
 */
function putOut({ putOut, options, roomSince, shownAt }: World, rooms: RoomRow[], gaps: GapRow[]): string[] {
  const { rates, windows } = options.profile;
  if (rates.drop !== undefined || windows.some(({ kind }) => LOSES_EVENTS.has(kind))) return [];
  return putOut.flatMap(({ channel, at }) => {
    const shown = shownAt(at);
    const tells = ({ why, from_at, to_at }: GapRow) => why === GAP_WHY.removed || (from_at <= shown && to_at >= shown);
    return rooms
      .filter((room) => room.channel.startsWith(`${channel}/`) && (roomSince.get(room.channel) ?? Infinity) < at)
      .filter((room) => !gaps.some((gap) => gap.channel === room.channel && tells(gap)))
      .map((room) => `Warroom was put out of the channel of ${room.channel}, and no gap tells of it`);
  });
}

const LOSES_EVENTS: ReadonlySet<WindowFault> = new Set(["outage", "events-dead", "event-limit"]);

/** One gap may go on where the other ends: deaf, then away. */
function cover(gaps: readonly GapRow[], from: number, to: number): boolean {
  let at = from;
  for (const { from_at, to_at } of gaps.toSorted((a, b) => a.from_at - b.from_at)) {
    if (from_at <= at) at = Math.max(at, to_at);
  }
  return at >= to;
}
