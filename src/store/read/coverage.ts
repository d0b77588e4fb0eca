// What a room's record has and may lack, read from what recording and comparing left.
import { RECORDED_AFTER_END_MS } from "../../domain/aftermath.ts";
import { type Coverage, type Gap, ON_ITS_WAY_MS, type Unheard } from "../../domain/record/coverage.ts";
import type { Sighting } from "../../domain/record/sighting.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { objectIn } from "../../lib/pure/json.ts";
import { jsonOf } from "../verify-chain.ts";
import type { Reader } from "../store.ts";
import type { MessageVersionRow, RoomRow } from "../tables.ts";
import { listGaps } from "./gaps.ts";
import { findHearing } from "./hearing.ts";

export async function coverageOf(reader: Reader, room: RoomRow, endedAt: Instant | null): Promise<Coverage> {
  const { team, channel } = room;
  const unheard = [...(await listUnheard(reader, team, channel)).values()];
  const { silent_since, capped_at } = await findHearing(reader, team);
  return {
    from: room.opened_at,
    to: endedAt === null ? null : endedAt + RECORDED_AFTER_END_MS,
    comparedAt: room.compared_at,
    comparedWholeAt: room.deep_at,
    gaps: await gapsOf(reader, team, channel),
    recovered: unheard.filter(({ written }) => written).length,
    changesNoticed: unheard.filter(({ edited, deleted }) => edited || deleted !== null).length,
    isCapped: capped_at !== null,
    silentSince: silent_since,
  };
}

export async function gapsOf(reader: Reader, team: string, channel: string): Promise<Gap[]> {
  const rows = await listGaps(reader, team, channel);
  return rows.map(({ from_at, to_at, why, recovered_at }) => ({
    from: from_at,
    to: to_at,
    why,
    recoveredAt: recovered_at,
  }));
}

type FirstTold = Pick<MessageVersionRow, "ts" | "at">;
type ToldAgain = Pick<MessageVersionRow, "ts" | "at" | "body"> & { edited_ts: string };

/** What only comparisons told, by the message's ts. What was written a moment before was on its way. */
export async function listUnheard(reader: Reader, team: string, channel: string): Promise<Map<string, Unheard>> {
  const [first, again, lines] = await Promise.all([
    listFirstTold(reader, team, channel),
    listToldAgain(reader, team, channel),
    listOwnLines(reader, team, channel),
  ]);
  const unheard = new Map<string, Unheard>();
  const add = (ts: string, told: Partial<Unheard>) => {
    const after = { ...(unheard.get(ts) ?? { written: false, edited: false, deleted: null }), ...told };
    if (after.written || after.edited || after.deleted) unheard.set(ts, after);
  };
  for (const { ts, at } of first) if (!lines.has(ts)) add(ts, { written: at - Number(ts) * 1_000 > ON_ITS_WAY_MS });
  for (const row of again) if (!lines.has(row.ts)) add(row.ts, toldOf(row));
  return unheard;
}

/** A room may have thousands: without their bodies, and without a join that a planner without statistics gets wrong. */
const listFirstTold = ({ build, read }: Reader, team: string, channel: string): Promise<FirstTold[]> =>
  read(
    build
      .selectFrom("message_versions")
      .select(["ts", "at"])
      .where("team", "=", team)
      .where("channel", "=", channel)
      .where("source", "=", "history")
      .where("version", "=", 1)
      .compile(),
  );

const listToldAgain = ({ build, read }: Reader, team: string, channel: string): Promise<ToldAgain[]> =>
  read(
    build
      .selectFrom("message_versions as told")
      .innerJoin("messages", (join) =>
        join
          .onRef("messages.team", "=", "told.team")
          .onRef("messages.channel", "=", "told.channel")
          .onRef("messages.ts", "=", "told.ts"),
      )
      .select(["told.ts", "told.at", "told.body", "messages.edited_ts"])
      .where("told.team", "=", team)
      .where("told.channel", "=", channel)
      .where("told.source", "=", "history")
      .where("told.version", ">", 1)
      .orderBy("told.room_seq")
      .compile(),
  );

/** Slack's own lines, of who joined and what the topic is, are nobody's words. */
async function listOwnLines({ build, read }: Reader, team: string, channel: string): Promise<ReadonlySet<string>> {
  const query = build.selectFrom("messages").select("ts").where("team", "=", team).where("channel", "=", channel);
  const rows = await read<{ ts: string }>(
    query.where((all) => all.or([all("kind", "like", "channel_%"), all("kind", "like", "group_%")])).compile(),
  );
  return new Set(rows.map(({ ts }) => ts));
}

function toldOf({ at, body, edited_ts }: ToldAgain): Partial<Unheard> {
  const sighting = body === null ? null : (jsonOf(body) as Sighting | null | undefined);
  if (!sighting) return {};
  const { last_shown_at } = objectIn(sighting.raw);
  if (sighting.deleted) {
    return { deleted: { after: typeof last_shown_at === "number" ? last_shown_at : null, before: at } };
  }
  // Shown again, it was not deleted after all.
  return { deleted: null, edited: sighting.editedTs !== "" && sighting.editedTs === edited_ts };
}
