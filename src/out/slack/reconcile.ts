// Compares a room's history in Slack with the record and takes over what is missing: messages, thread replies, edits,
// and deletions, which Slack shows by absence alone. One page of history is one commit.
import { messageSighting, type Sighting } from "../../domain/record.ts";
import { marksOn } from "../../domain/timeline/seen-marks.ts";
import { HOUR_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import { recoverGaps } from "../../store/gaps.ts";
import type { Claim } from "../../store/jobs.ts";
import { listMessages, listThreads } from "../../store/read/messages.ts";
import { findRoom } from "../../store/read/rooms.ts";
import { moveWatermark } from "../../store/rooms.ts";
import type { MessageRow, RoomRow } from "../../store/tables.ts";
import type { Outcome } from "../outcome.ts";
import { failed } from "./failed.ts";
import { identity } from "../../lib/slack-identity.ts";
import { pages, type SlackMessage } from "./pages.ts";
import type { SlackDeps } from "./port.ts";

/** A shallow look begins this long before what was compared last: an edit or a deletion may have come since. */
const OVERLAP_MS = HOUR_MS;

/** How many known threads a shallow look asks for new replies. */
const THREADS_MAX = 50;
const ALL_THREADS = Number.MAX_SAFE_INTEGER;

interface Comparison {
  team: string;
  channel: string;
  depth: "shallow" | "deep";
  /** The thread with which to go on, where an earlier attempt came so far: Slack answers about 50 threads a minute. */
  resumeAt?: string;
}

export async function reconcile(deps: SlackDeps, claim: Claim, wanted: Comparison): Promise<Outcome> {
  const room = await findRoom(deps.store, wanted.team, wanted.channel);
  if (!room) return { type: "superseded", why: "the channel is no room" };
  const me = await identity(deps.slack.read);
  if (!me) return { type: "retry", why: "Slack does not say who the bot is" };
  const startedAt = deps.clock.now();
  const oldest = wanted.depth === "deep" ? "0" : tsBefore(room.watermark, OVERLAP_MS);
  const look = { deps, room, botId: me.botId, cause: `job:${claim.id}` };
  const threads_max = wanted.depth === "deep" ? ALL_THREADS : THREADS_MAX;
  const parents = new Set<string>(await listThreads(deps.store, room.team, room.channel, threads_max));
  let newest = "";
  const top = await takeOver(look, "conversations.history", { oldest, inclusive: true }, (message) => {
    const ts = String(message.ts);
    if (ts > newest) newest = ts;
    if (Number(message.reply_count ?? 0) > 0) parents.add(ts);
  });
  if (top) return top;
  for (const ts of [...parents].filter((one) => one >= (wanted.resumeAt ?? "")).sort()) {
    const replies = await takeOver(look, "conversations.replies", { ts, oldest, inclusive: true }, () => {}, ts);
    if (replies?.type === "retry") return { ...replies, left: { kind: "reconcile", ...wanted, resumeAt: ts } };
    if (replies) return replies;
  }
  const now = deps.clock.now();
  // A shallow look may begin after a gap.
  const filled = wanted.depth === "deep" ? [recoverGaps(deps.store, room.team, room.channel, startedAt, now)] : [];
  await deps.store.commit({ writes: [moveWatermark(deps.store, room, newest), ...filled], wakes: false });
  deps.log.debug({ job: claim.id, depth: wanted.depth }, "a room was compared with Slack");
  return { type: "done", pause_ms: SECOND_MS };
}

interface Look {
  deps: SlackDeps;
  room: RoomRow;
  botId: string;
  cause: string;
}

/** Takes over every page; then what is recorded in the same range and was not there has been deleted. */
async function takeOver(
  { deps, room, botId, cause }: Look,
  method: string,
  args: Record<string, unknown>,
  see: (message: SlackMessage) => void,
  thread?: string,
): Promise<Outcome | null> {
  const { team, channel } = room;
  const seen = new Set<string>();
  // What is recorded before Slack is asked must be in its answer. What arrives meanwhile need not be, and neither
  // clock could tell the two apart.
  const before = await expected(deps, room, String(args.oldest), thread);
  for await (const page of pages(deps.slack.read, method, { channel, ...args })) {
    if (!page.ok) {
      // The parent was deleted, and a parent without a tombstone has no replies left either.
      if (thread !== undefined && page.reply.kind === "refused" && page.reply.error === "thread_not_found") break;
      return failed(page.reply);
    }
    for (const message of page.messages) {
      seen.add(String(message.ts));
      see(message);
    }
    const theirs = page.messages.filter((message) => message.bot_id !== botId);
    const sightings = theirs.map(messageSighting).filter((sighting) => sighting !== null);
    if (sightings.length > 0) await deps.recordRoom({ team, channel, source: "history", sightings });
    const marks = theirs.flatMap(marksOn).map((mark) => ({ ...mark, cause }));
    if (marks.length > 0) await deps.takeMarks({ team, channel }, marks);
  }
  const gone = before.filter(({ ts }) => !seen.has(ts)).map(deletion);
  if (gone.length > 0) await deps.recordRoom({ team, channel, source: "history", sightings: gone });
  return null;
}

/** The recorded messages, not known as deleted, that the room's history or one thread's replies should show. */
async function expected(deps: SlackDeps, room: RoomRow, from: string, thread?: string): Promise<MessageRow[]> {
  const rows = await listMessages(deps.store, room.team, room.channel, { from });
  return rows
    .filter((row) => row.deleted_at === null && !row.ts.includes("#"))
    .filter((row) => {
      const inThread = row.thread_ts !== null && row.thread_ts !== row.ts && row.kind !== "thread_broadcast";
      return thread === undefined ? !inThread : inThread && row.thread_ts === thread;
    });
}

const deletion = (row: MessageRow): Sighting => ({
  ts: row.ts,
  kind: row.kind,
  deleted: true,
  threadTs: row.thread_ts,
  author: row.author,
  text: row.text,
  files: JSON.parse(row.files) as string[],
  editedTs: row.edited_ts,
  raw: { absent_from_history: true, ts: row.ts },
});

const tsBefore = (ts: string, span_ms: number): string =>
  ts === "" ? "0" : String(Math.max(0, Number(ts) - span_ms / SECOND_MS));
