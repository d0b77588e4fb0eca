// One page of a room's history or of a thread: what it shows is taken over, and what it does not show is deleted.
import { CAPPED_PAGE, FIRST_PAGE, mustShow } from "../../../domain/record/history-page.ts";
import { placeOf } from "../../../domain/room/thread.ts";
import type { ReconciledSoFar } from "../../../domain/job.ts";
import { messageSighting, type Sighting } from "../../../domain/record/sighting.ts";
import { marksOn } from "../../../domain/timeline/seen-marks.ts";
import type { SlackFailure } from "../../../lib/slack-call.ts";
import type { Identity } from "../../../lib/slack-identity.ts";
import type { MessageRow, RoomRow } from "../../../store/tables.ts";
import type { Snapshot } from "./snapshot.ts";
import { type Page, readPage, type SlackMessage } from "./pages.ts";
import type { SlackDeps } from "../port.ts";

/** One attempt at reconciling. */
export interface Look {
  deps: SlackDeps;
  room: RoomRow;
  me: Identity;
  cause: string;
  depth: "shallow" | "deep";
  snapshot: Snapshot;
  isCapped: boolean;
}

type Reconciled = { ok: true; soFar: ReconciledSoFar; isCapped: boolean } | { ok: false; reply: SlackFailure };

export const reconcilePage = (look: Look, soFar: ReconciledSoFar): Promise<Reconciled> =>
  soFar.history === null ? ofThread(look, soFar, soFar.threads[0]!) : ofHistory(look, soFar, soFar.history);

async function ofHistory(look: Look, soFar: ReconciledSoFar, at: typeof FIRST_PAGE): Promise<Reconciled> {
  const { deps, room, snapshot } = look;
  const args = { channel: room.channel, oldest: soFar.oldest, inclusive: true };
  const page = await readPage(deps.slack.read, "conversations.history", args, at.cursor);
  if (!page.ok) return page;
  const isCapped = cappedNow(look, page);
  const stamps = page.messages.map(tsOf);
  const last = page.next === "" ? null : lowest([at.edge || AFTER_ALL, ...stamps]);
  const gone = snapshot.top.filter(({ ts }) => mustShow(ts, true, at.edge, last));
  await takeOver(look, page.messages, gone);
  if (at.cursor === "") await noteShown(look, page.messages);
  const threads = page.messages.filter((message) => hasReplies(look, message, isCapped)).map(tsOf);
  return {
    ok: true,
    isCapped,
    soFar: {
      ...soFar,
      newest: [soFar.newest, ...stamps].reduce((a, b) => (a > b ? a : b)),
      history: page.next === "" ? null : { cursor: page.next, edge: last! },
      threads: [...soFar.threads, ...threads],
      messages: soFar.messages + stamps.length,
    },
  };
}

async function ofThread(look: Look, soFar: ReconciledSoFar, parent: string): Promise<Reconciled> {
  const { deps, room, snapshot } = look;
  const { edge, cursor } = soFar.thread;
  const args = { channel: placeOf(room.channel).channel, ts: parent, oldest: soFar.oldest, inclusive: true };
  const answer = await readPage(deps.slack.read, "conversations.replies", args, cursor);
  // The parent was deleted, and a parent without a tombstone has no replies left either.
  const page = isGone(answer) ? NOTHING : answer;
  if (!page.ok) return page;
  // Each page may show the parent again.
  const stamps = page.messages.map(tsOf).filter((ts) => ts !== parent);
  const last = page.next === "" ? null : highest([edge, ...stamps]);
  const gone = (snapshot.threads.get(parent) ?? []).filter(({ ts }) => mustShow(ts, false, edge, last));
  await takeOver(look, page.messages, gone);
  if (placeOf(room.channel).threadTs !== null) await noteShown(look, page.messages);
  const isThrough = page.next === "";
  return {
    ok: true,
    isCapped: cappedNow(look, page),
    soFar: {
      ...soFar,
      threads: isThrough ? soFar.threads.slice(1) : soFar.threads,
      thread: isThrough ? FIRST_PAGE : { cursor: page.next, edge: last! },
      messages: soFar.messages + stamps.length,
    },
  };
}

type Shown = Extract<Page, { ok: true }>;

const NOTHING: Shown = { ok: true, messages: [], next: "" };

const isGone = (page: Page): boolean =>
  !page.ok && page.reply.kind === "refused" && page.reply.error === "thread_not_found";

/** More than an unlisted app ever gets, or exactly that though there is more; any other page says nothing of it. */
function cappedNow({ isCapped }: Look, { messages, next }: Shown): boolean {
  if (messages.length > CAPPED_PAGE + 1) return false;
  return isCapped || (next !== "" && messages.length === CAPPED_PAGE);
}

/** Whether its thread is to be read: where that costs a minute, only if the record does not have all of it. */
function hasReplies({ snapshot, depth }: Look, message: SlackMessage, isCapped: boolean): boolean {
  const replies = Number(message.reply_count ?? 0);
  if (replies === 0 || !isCapped) return replies > 0;
  const isNewestKnown = snapshot.known.has(String(message.latest_reply));
  return !isNewestKnown || (depth === "deep" && (snapshot.threads.get(tsOf(message)) ?? []).length !== replies);
}

/** Tells when the messages were written of which an event should have told; Warroom's own are told of like all others. */
async function noteShown({ deps, room, depth, snapshot, me }: Look, messages: readonly SlackMessage[]): Promise<void> {
  const missed = messages.filter((message) => message.bot_id === me.botId || !snapshot.known.has(tsOf(message)));
  const writtenAt = missed.map((message) => Math.floor(Number(message.ts) * 1_000));
  await deps.noteShown({ team: room.team, channel: room.channel, depth }, writtenAt);
}

/** What the page shows, and then the deletion of what it should have shown. */
async function takeOver(look: Look, shown: readonly SlackMessage[], expected: readonly MessageRow[]): Promise<void> {
  const { deps, room, me, cause } = look;
  const place = { team: room.team, channel: room.channel };
  const seen = new Set(shown.map(tsOf));
  const theirs = shown.filter((message) => message.bot_id !== me.botId);
  const sightings = theirs.map(messageSighting).filter((sighting) => sighting !== null);
  if (sightings.length > 0) await deps.recordRoom({ ...place, source: "history", sightings });
  const marks = theirs.flatMap(marksOn).map((mark) => ({ ...mark, cause }));
  if (marks.length > 0) await deps.takeMarks(place, marks);
  const gone = expected.filter(({ ts }) => !seen.has(ts)).map((row) => deletion(row, room));
  if (gone.length === 0) return;
  deps.log.debug({ channel: room.channel, count: gone.length }, "messages are gone from Slack's history");
  await deps.recordRoom({ ...place, source: "history", sightings: gone });
}

/** It was still there when the room was last compared, if that comparison went so far back. */
const deletion = (row: MessageRow, { compared_at, compared_from }: RoomRow): Sighting => ({
  ts: row.ts,
  kind: row.kind,
  deleted: true,
  threadTs: row.thread_ts,
  author: row.author,
  text: row.text,
  files: JSON.parse(row.files) as string[],
  editedTs: row.edited_ts,
  raw: {
    absent_from_history: true,
    ts: row.ts,
    ...(compared_from !== null && compared_from <= row.ts && { last_shown_at: compared_at }),
  },
});

/** Later than any message. */
const AFTER_ALL = "9999999999.999999";

const tsOf = (message: SlackMessage): string => String(message.ts);
const lowest = (stamps: readonly string[]): string => stamps.reduce((a, b) => (a < b ? a : b));
const highest = (stamps: readonly string[]): string => stamps.reduce((a, b) => (a > b ? a : b));
