// What a room's record has and may lack, read from what recording and comparing left.
import { RECORDED_AFTER_END_MS } from "../../domain/aftermath.ts";
import { type Coverage, type Gap, ON_ITS_WAY_MS, type Unheard } from "../../domain/coverage.ts";
import type { Sighting } from "../../domain/record.ts";
import type { Instant } from "../../lib/clock.ts";
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

type ToldByHistory = Pick<MessageVersionRow, "ts" | "at" | "version" | "body"> & { kind: string; edited_ts: string };

/** What only comparisons told, by the message's ts. What was written a moment before was on its way. */
export async function listUnheard(
  { build, read }: Reader,
  team: string,
  channel: string,
): Promise<Map<string, Unheard>> {
  const rows = await read<ToldByHistory>(
    build
      .selectFrom("message_versions as told")
      .innerJoin("messages", (join) =>
        join
          .onRef("messages.team", "=", "told.team")
          .onRef("messages.channel", "=", "told.channel")
          .onRef("messages.ts", "=", "told.ts"),
      )
      .select(["told.ts", "told.at", "told.version", "told.body", "messages.kind", "messages.edited_ts"])
      .where("told.team", "=", team)
      .where("told.channel", "=", channel)
      .where("told.source", "=", "history")
      .orderBy("told.room_seq")
      .compile(),
  );
  const unheard = new Map<string, Unheard>();
  for (const row of rows) {
    // Slack's own lines, of who joined and what the topic is, are nobody's words.
    if (row.kind.startsWith("channel_") || row.kind.startsWith("group_")) continue;
    const before = unheard.get(row.ts) ?? { written: false, edited: false, deleted: null };
    const after = { ...before, ...toldOf(row) };
    if (after.written || after.edited || after.deleted) unheard.set(row.ts, after);
  }
  return unheard;
}

function toldOf({ ts, at, version, body, edited_ts }: ToldByHistory): Partial<Unheard> {
  if (version === 1) return { written: at - Number(ts) * 1_000 > ON_ITS_WAY_MS };
  const sighting = body === null ? null : (jsonOf(body) as Sighting | null | undefined);
  if (!sighting) return {};
  const { last_shown_at } = objectIn(sighting.raw);
  if (sighting.deleted) {
    return { deleted: { after: typeof last_shown_at === "number" ? last_shown_at : null, before: at } };
  }
  // Shown again, it was not deleted after all.
  return { deleted: null, edited: sighting.editedTs !== "" && sighting.editedTs === edited_ts };
}
