// Where nobody listened the record says so: each downtime is a gap in every room there was, and Slack's history filled it.
import type { GapRow, RoomRow } from "../../../src/store/tables.ts";
import type { Checker } from "./evidence.ts";

export const gaps: Checker = {
  name: "gaps",
  check({ world }) {
    const rows = world.database.rows<GapRow>("SELECT * FROM gaps");
    // An archived room takes no more words, and shows Warroom none: nothing is missing, nor can be fetched.
    const isArchived = (channel: string) => world.core.state.channels.get(channel)?.isArchived ?? false;
    const open = rows.filter((gap) => gap.recovered_at === null && !isArchived(gap.channel));
    const rooms = world.database.rows<RoomRow>("SELECT * FROM rooms").filter(({ channel }) => !isArchived(channel));
    const isSetBack = world.options.profile.clock.some(({ by_ms }) => by_ms < 0);
    const shown = world.downtimes.map((one) => ({
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
                  ? gap.from_at <= Math.max(from, to) && gap.to_at >= Math.min(from, to)
                  : gap.from_at <= from && gap.to_at >= to),
            ),
        )
        .map(({ channel }) => `a downtime of ${to - from} ms left no gap in ${channel}`),
    );
    return [...untold, ...open.map(({ channel, from_at }) => `the gap of ${channel} from ${from_at} was never filled`)];
  },
};
