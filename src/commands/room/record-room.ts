// Recording a room: sightings → new versions, chained, in one commit with the inbox rows they came from.
import type { ClockDep } from "../../lib/clock.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { sha256 } from "../../lib/hash.ts";
import type { RandomDep } from "../../lib/random.ts";
import { contentOf, type RecordedMessage, recorded } from "../../domain/record/record.ts";
import { secretJob } from "../../domain/record/pasted-secrets.ts";
import type { Sighting } from "../../domain/record/sighting.ts";
import { bodyHash, linkHash } from "../../store/chain.ts";
import { markDone } from "../../store/inbox.ts";
import { applyJobChange } from "../../store/jobs.ts";
import { insertVersions, upsertMessages, versionFields } from "../../store/messages.ts";
import { findMessages } from "../../store/read/messages.ts";
import { findRoom } from "../../store/read/rooms.ts";
import { saveRoomHead } from "../../store/rooms.ts";
import type { StoreDep, Write } from "../../store/store.ts";
import type { MessageRow, MessageVersionRow, RoomRow } from "../../store/tables.ts";

export type RecordDeps = StoreDep & ClockDep & RandomDep;

interface RoomSightings {
  team: string;
  channel: string;
  source: "event" | "history";
  sightings: readonly Sighting[];
  /** Inbox rows that are done with this commit. */
  inboxKeys?: readonly string[];
  /** Anything else that must be true together with it. */
  also?: readonly Write[];
}

/** How many sightings were new; null when the channel is no room, and then nothing of it is kept. */
export async function recordRoom(deps: RecordDeps, wanted: RoomSightings): Promise<number | null> {
  const { store, clock } = deps;
  for (;;) {
    const now = clock.now();
    const done = wanted.inboxKeys?.length ? [markDone(store, wanted.inboxKeys, "recorded", now)] : [];
    const room = await findRoom(store, wanted.team, wanted.channel);
    if (!room) {
      const outside = wanted.inboxKeys?.length ? [markDone(store, wanted.inboxKeys, "no room", now)] : [];
      if (outside.length > 0) await store.commit({ writes: outside, wakes: false });
      return null;
    }
    const { versions, messages, sightings } = await newVersions(deps, room, wanted, now);
    const also = wanted.also ?? [];
    if (versions.length === 0) {
      if (done.length + also.length > 0) await store.commit({ writes: [...done, ...also] });
      return 0;
    }
    const last = versions.at(-1)!;
    const jobs = sightings.flatMap((sighting) => secretJob(room.channel, sighting, now) ?? []);
    const outcome = await store.commit({
      expect: [saveRoomHead(store, room, { seq: last.room_seq, hash: last.hash })],
      writes: [
        ...insertVersions(store, versions),
        ...upsertMessages(store, messages),
        ...jobs.map((job) => applyJobChange(store, room.incident, job, now)),
        ...done,
        ...also,
      ],
      wakes: also.length + jobs.length > 0,
    });
    if (outcome.ok) return versions.length;
  }
}

async function newVersions({ store, random }: RecordDeps, room: RoomRow, wanted: RoomSightings, now: Instant) {
  const { team, channel } = room;
  const rows = await findMessages(store, team, channel, [...new Set(wanted.sightings.map(({ ts }) => ts))]);
  const current = new Map(rows.map((row) => [row.ts, fromRow(row)]));
  const changed = new Map<string, RecordedMessage>();
  const versions: MessageVersionRow[] = [];
  const sightings: Sighting[] = [];
  let { seq, hash } = room;
  for (const sighting of wanted.sightings) {
    const contentKey = sha256(contentOf(sighting)).slice(0, 16);
    const after = recorded(current.get(sighting.ts) ?? null, sighting, contentKey, now);
    if (!after) continue;
    seq += 1;
    const salt = random.hex(16);
    const body = JSON.stringify(sighting);
    const version = {
      team,
      channel,
      ts: sighting.ts,
      version: after.version,
      room_seq: seq,
      source: wanted.source,
      at: now,
      salt,
      body,
      body_hash: bodyHash(salt, body),
    };
    hash = linkHash(hash, versionFields(version));
    versions.push({ ...version, hash });
    sightings.push(sighting);
    current.set(sighting.ts, after);
    changed.set(sighting.ts, after);
  }
  return { versions, sightings, messages: [...changed.values()].map((message) => toRow(team, channel, message)) };
}

const fromRow = (row: MessageRow): RecordedMessage => ({
  ts: row.ts,
  kind: row.kind,
  threadTs: row.thread_ts,
  author: row.author,
  text: row.text,
  files: JSON.parse(row.files) as string[],
  version: row.version,
  editedTs: row.edited_ts,
  contents: row.contents.split(" "),
  deletedAt: row.deleted_at,
});

const toRow = (team: string, channel: string, message: RecordedMessage): MessageRow => ({
  team,
  channel,
  ts: message.ts,
  kind: message.kind,
  thread_ts: message.threadTs,
  author: message.author,
  text: message.text,
  files: JSON.stringify(message.files),
  version: message.version,
  edited_ts: message.editedTs,
  contents: message.contents.join(" "),
  deleted_at: message.deletedAt,
});
