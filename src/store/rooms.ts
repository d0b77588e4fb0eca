import type { Instant } from "../lib/pure/time.ts";
import { GENESIS } from "./chain.ts";
import { reused } from "./reuse.ts";
import type { Expectation, Store, Write } from "./store.ts";
import type { RoomRow } from "./tables.ts";

const NEVER_COMPARED = { watermark: "", compared_at: null, compared_from: null, deep_at: null };

/** A channel belongs to one incident for ever. */
export const expectNewRoom = (
  { build }: Store,
  room: { team: string; channel: string; incident: string },
  now: Instant,
): Expectation => ({
  write: build
    .insertInto("rooms")
    .values({ ...room, ...NEVER_COMPARED, opened_at: now, seq: 0, hash: GENESIS })
    .onConflict((conflict) => conflict.columns(["team", "channel"]).doNothing())
    .compile(),
  what: `channel ${room.channel} not yet a room`,
});

/** Moves the room's chain on; holds only while nobody else has. */
export const saveRoomHead = ({ build }: Store, before: RoomRow, head: { seq: number; hash: string }): Expectation => ({
  write: reused(build, "save a room's head", [head.seq, head.hash, before.team, before.channel, before.seq], () =>
    build
      .updateTable("rooms")
      .set({ seq: head.seq, hash: head.hash })
      .where("team", "=", before.team)
      .where("channel", "=", before.channel)
      .where("seq", "=", before.seq)
      .compile(),
  ),
  what: `room ${before.channel} at seq ${before.seq}`,
});

/** Everything up to this ts was compared with Slack's history. Events do not move it: one that comes says nothing of those before. */
export const moveWatermark = ({ build }: Store, { team, channel }: RoomRow, watermark: string): Write =>
  reused(build, "move a watermark", [watermark, team, channel, watermark], () =>
    build
      .updateTable("rooms")
      .set({ watermark })
      .where("team", "=", team)
      .where("channel", "=", channel)
      .where("watermark", "<", watermark)
      .compile(),
  );

/** A comparison that began at `startedAt` came through: of all there is, or from a ts on. */
export const noteCompared = (
  { build }: Store,
  { team, channel }: RoomRow,
  { depth, startedAt, oldest }: { depth: "shallow" | "deep"; startedAt: Instant; oldest: string },
): Write =>
  build
    .updateTable("rooms")
    .set({ compared_at: startedAt, compared_from: oldest, ...(depth === "deep" && { deep_at: startedAt }) })
    .where("team", "=", team)
    .where("channel", "=", channel)
    .compile();
