// Compares a room's history in Slack with the record and takes over what is missing: messages, thread replies, edits,
// pins, and deletions, which Slack shows by absence alone. One page of history is one commit; where Slack shows little
// of its history at a time, each page waits for its turn.
import type { ReconciledSoFar, Job } from "../../../domain/job.ts";
import { CAPPED_PACE_MS, FIRST_PAGE } from "../../../domain/record/history-page.ts";
import { refreshJob } from "../../../domain/enqueue.ts";
import { GAP_WHY } from "../../../domain/record/gap.ts";
import { placeOf } from "../../../domain/room/thread.ts";
import type { Incident } from "../../../domain/incident.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../lib/pure/duration.ts";
import { FOREVER } from "../../../lib/pure/time.ts";
import { loadIncident } from "../../../store/read/incidents.ts";
import { identity } from "../../../lib/slack-identity.ts";
import { endGap, noteGap, recoverGaps } from "../../../store/gaps.ts";
import { noteCapped } from "../../../store/hearing.ts";
import { applyJobChange, type Claim } from "../../../store/jobs.ts";
import { listGaps } from "../../../store/read/gaps.ts";
import { findHearing } from "../../../store/read/hearing.ts";
import { listThreads } from "../../../store/read/messages.ts";
import { findRoom } from "../../../store/read/rooms.ts";
import { moveWatermark, noteCompared } from "../../../store/rooms.ts";
import type { Write } from "../../../store/store.ts";
import type { RoomRow } from "../../../store/tables.ts";
import type { SlackFailure } from "../../../lib/slack-call.ts";
import type { Outcome } from "../../outcome.ts";
import { reconcilePage, type Look } from "./reconcile-page.ts";
import { snapshotOf } from "./snapshot.ts";
import { failed } from "../failed.ts";
import { takePins } from "./pins.ts";
import type { SlackDeps } from "../port.ts";
import { isOutOfReach, planReturn, waitForRoomOf } from "../room/wait-for-room.ts";

/** A shallow look begins this long before what was compared last: an edit or a deletion may have come since. */
const OVERLAP_MS = HOUR_MS;

const LOOK_AGAIN_MS = 10 * MINUTE_MS;

/** How many known threads a look asks for new replies. */
const THREADS_MAX = { shallow: 50, deep: Number.MAX_SAFE_INTEGER };
/** Where Slack answers once a minute, only threads that changed are worth a minute: a look at the newest may miss none. */
const CAPPED_THREADS_MAX = { shallow: 3, deep: 0 };

type Wanted = Omit<Extract<Job, { kind: "reconcile" }>, "kind">;

/** Until what it is there for is filled: a look that was wanted later may have been merged with an earlier one. */
export async function reconcileGaps(deps: SlackDeps, claim: Claim, wanted: Wanted): Promise<Outcome> {
  const outcome = await reconcile(deps, claim, wanted);
  if (outcome.type !== "done" || wanted.depth === "shallow") return outcome;
  const { team, channel, depth } = wanted;
  const gaps = await listGaps(deps.store, team, channel);
  if (!gaps.some(({ recovered_at, to_at }) => recovered_at === null && to_at < FOREVER)) return outcome;
  deps.log.info({ channel }, "a gap ended after a comparison began: the room is compared again");
  const left = { kind: "reconcile" as const, team, channel, depth };
  return { type: "retry", why: "a gap is not filled yet", after_ms: LOOK_AGAIN_MS, aside: true, left };
}

export async function reconcile(deps: SlackDeps, claim: Claim, wanted: Wanted): Promise<Outcome> {
  const { team, channel, depth } = wanted;
  const room = await findRoom(deps.store, team, channel);
  if (!room) return { type: "superseded", why: "the channel is no room" };
  const incident = await loadIncident(deps.store, room.incident);
  // Its history is closed; it is compared from its beginning once Warroom is back. Other places of its incident are open.
  if (incident?.incident.detached && incident.incident.room?.channel === channel) {
    // After a time in which nothing was heard it may be open again.
    if (depth === "deep") await planReturn(deps, incident.incident);
    return { type: "superseded", why: "the room is out of reach" };
  }
  const me = await identity(deps.slack.read);
  if (!me) return { type: "retry", why: "Slack does not say who the bot is" };
  const { capped_at } = await findHearing(deps.store, team);
  const { threadTs } = placeOf(channel);
  const from = depth === "deep" || threadTs !== null ? "0" : tsBefore(room.watermark, OVERLAP_MS);
  let soFar = wanted.soFar ?? begun(deps.clock.now(), from, threadTs);
  if (wanted.soFar) deps.log.debug({ job: claim.id }, "a comparison goes on where an earlier attempt came to");
  const snapshot = await snapshotOf(deps.store, room, soFar.oldest);
  const look: Look = { deps, room, me, cause: `job:${claim.id}`, depth, snapshot, isCapped: capped_at !== null };
  while (soFar.history !== null || soFar.threads.length > 0) {
    const compared = await reconcilePage(look, soFar);
    if (!compared.ok) {
      if (isOutOfReach(compared.reply))
        return threadTs === null ? waitForRoomOf(deps, team, channel) : joinFirst(deps, room, compared.reply);
      const outcome = failed(compared.reply);
      const isTurn = look.isCapped && compared.reply.kind === "rate-limited" && outcome.type === "retry";
      return later(isTurn ? { ...outcome, why: cappedWhy(soFar) } : outcome, wanted, soFar);
    }
    const isFirstOfThreads = soFar.history !== null && compared.soFar.history === null;
    ({ soFar } = compared);
    if (compared.isCapped !== look.isCapped) await showCapped(look, compared.isCapped);
    if (isFirstOfThreads) soFar = { ...soFar, threads: await withKnown(look, soFar.threads) };
    const isLeft = soFar.history !== null || soFar.threads.length > 0;
    if (look.isCapped && isLeft) {
      deps.log.debug({ job: claim.id }, "Slack shows little of its history at a time: the next page waits");
      return later({ type: "retry", why: cappedWhy(soFar), after_ms: CAPPED_PACE_MS }, wanted, soFar);
    }
  }
  const pins = depth === "deep" && threadTs === null ? await takePins(look) : null;
  if (pins) return later(pins, wanted, soFar);
  const { startedAt, oldest, newest } = soFar;
  const now = deps.clock.now();
  const compared = [
    moveWatermark(deps.store, room, newest),
    noteCompared(deps.store, room, { depth, startedAt, oldest }),
  ];
  // A shallow look may begin after a gap; a thread is always read whole.
  const filled = depth === "deep" || threadTs !== null ? [recoverGaps(deps.store, team, channel, startedAt, now)] : [];
  // Only who is in its channel is shown a thread, whether or not Slack told of the return.
  const ended = threadTs === null ? [] : [endGap(deps.store, team, channel, now, startedAt)];
  const shown = depth === "deep" ? cardAgain(deps, incident?.incident, now) : [];
  await deps.store.commit({ writes: [...compared, ...filled, ...ended, ...shown], wakes: shown.length > 0 });
  deps.log.debug({ job: claim.id, depth }, "a room was compared with Slack");
  return { type: "done", pause_ms: SECOND_MS };
}

/**
 * Warroom's own messages are not compared: a card that was deleted unheard comes back with its next edit. Slack tells of an
 * edit, too: where nobody writes, it shows that events come again. A thread's announcement shows the card.
 */
function cardAgain({ store }: SlackDeps, incident: Incident | undefined, now: number): Write[] {
  const shows = incident?.card ? "card" : incident?.thread ? "announcement" : null;
  return incident && shows ? [applyJobChange(store, incident.id, refreshJob(incident, shows, now), now)] : [];
}

/**
 * A thread's channel shows its history, and tells of what is said, to those who are in it. That Warroom was put out of it
 * may not have been told: nobody knows since when then, but after the last comparison.
 */
async function joinFirst(deps: SlackDeps, room: RoomRow, reply: SlackFailure): Promise<Outcome> {
  const { store, clock, slack } = deps;
  const { team, channel, compared_at } = room;
  const gaps = await listGaps(store, team, channel);
  if (compared_at !== null && !gaps.some(({ to_at }) => to_at === FOREVER)) {
    const gap = { team, channel, from_at: compared_at, to_at: clock.now(), why: GAP_WHY.removed };
    await store.commit({ writes: [noteGap(store, gap)], wakes: false });
  }
  const joined = await slack.send("conversations.join", { channel: placeOf(channel).channel });
  if (joined.ok) return { type: "retry", why: "Warroom joined the channel", after_ms: SECOND_MS };
  // Only a no of Slack's says that it cannot go in.
  return failed(joined.kind === "refused" ? reply : joined);
}

const begun = (startedAt: number, oldest: string, threadTs: string | null): ReconciledSoFar => ({
  startedAt,
  oldest,
  newest: "",
  history: threadTs === null ? FIRST_PAGE : null,
  threads: threadTs === null ? [] : [threadTs],
  thread: FIRST_PAGE,
  messages: 0,
});

/** What an attempt did stays done: the next one goes on from there. */
const later = (outcome: Outcome, wanted: Wanted, soFar: ReconciledSoFar): Outcome =>
  outcome.type === "retry" ? { ...outcome, left: { kind: "reconcile", ...wanted, soFar } } : outcome;

const cappedWhy = ({ messages }: ReconciledSoFar): string =>
  `Slack shows 15 messages of its history a minute; ${messages} are compared`;

/** Besides those that the history showed: a thread whose parent is older may have new replies. */
async function withKnown({ deps, room, depth, isCapped }: Look, shown: readonly string[]): Promise<string[]> {
  const threads_max = (isCapped ? CAPPED_THREADS_MAX : THREADS_MAX)[depth];
  const known = threads_max === 0 ? [] : await listThreads(deps.store, room.team, room.channel, threads_max);
  return [...new Set([...shown, ...known])].sort();
}

async function showCapped(look: Look, isCapped: boolean): Promise<void> {
  const { deps, room } = look;
  look.isCapped = isCapped;
  const at = isCapped ? deps.clock.now() : null;
  await deps.store.commit({ writes: [noteCapped(deps.store, room.team, at)], wakes: false });
  if (isCapped) deps.log.warn({ team: room.team }, "Slack shows this app 15 messages of its history a minute");
  else deps.log.info({ team: room.team }, "Slack shows this app all of its history again");
}

const tsBefore = (ts: string, span_ms: number): string =>
  ts === "" ? "0" : String(Math.max(0, Number(ts) - span_ms / SECOND_MS));
