import type { Instant } from "../../lib/pure/time.ts";
import { OPEN } from "../literals.ts";
import { reused } from "../reuse.ts";
import type { Reader } from "../store.ts";
import type { RoomRow } from "../tables.ts";

export async function findRoom({ build, read }: Reader, team: string, channel: string): Promise<RoomRow | null> {
  const query = reused<RoomRow>(build, "find a room", [team, channel], () =>
    build.selectFrom("rooms").selectAll().where("team", "=", team).where("channel", "=", channel).compile(),
  );
  const [row] = await read(query);
  return row ?? null;
}

/** The rooms whose incidents are open, or ended after `since`: those that are still recorded. */
export const recordedRooms = ({ build, read }: Reader, since: Instant): Promise<RoomRow[]> =>
  read(
    reused<RoomRow>(build, "recorded rooms", [since], () =>
      build
        .selectFrom("rooms")
        .innerJoin("incidents", "incidents.id", "rooms.incident")
        .selectAll("rooms")
        .where((all) => all.or([all("incidents.stage", "=", OPEN), all("incidents.ended_at", ">", since)]))
        .orderBy("rooms.channel")
        .compile(),
    ),
  );

export const roomsOf = ({ build, read }: Reader, incident: string): Promise<RoomRow[]> =>
  read(build.selectFrom("rooms").selectAll().where("incident", "=", incident).orderBy("channel").compile());

/** Of these the threads of one channel. */
export const recordedThreadsIn = async (
  reader: Reader,
  { team, channel }: { team: string; channel: string },
  since: Instant,
): Promise<RoomRow[]> =>
  (await recordedRooms(reader, since)).filter((room) => room.team === team && room.channel.startsWith(`${channel}/`));

/** The names under which threads of a channel are recorded: the channel's id, a slash, and more. */
export async function threadRecordsIn({ build, read }: Reader, team: string, channel: string): Promise<string[]> {
  const rows = await read(
    reused<{ channel: string }>(build, "threads of a channel", [team, `${channel}/%`], () =>
      build
        .selectFrom("rooms")
        .select("channel")
        .where("team", "=", team)
        .where("channel", "like", `${channel}/%`)
        .compile(),
    ),
  );
  return rows.map((row) => row.channel);
}
