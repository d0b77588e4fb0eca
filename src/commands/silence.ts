// When Slack's events stop though people go on writing: a comparison finds messages of which no event told. Written down,
// told to whoever leads, and over with the next event that comes.
import { RECORDED_AFTER_END_MS } from "../domain/aftermath.ts";
import { ON_ITS_WAY_MS } from "../domain/coverage.ts";
import { noticeJob, reconcileJob } from "../domain/enqueue.ts";
import { GAP_WHY } from "../domain/gap.ts";
import type { ClockDep, Instant } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { DAY_MS, MINUTE_MS } from "../lib/pure/duration.ts";
import type { TroublesDep } from "../lib/troubles.ts";
import { extendGap, insertGap } from "../store/gaps.ts";
import { saveHearing } from "../store/hearing.ts";
import { markDone } from "../store/inbox.ts";
import { applyJobChange } from "../store/jobs.ts";
import { listGaps } from "../store/read/gaps.ts";
import { findHearing, lastEventAt, listHearing } from "../store/read/hearing.ts";
import { listIncidents } from "../store/read/incidents.ts";
import { recordedRooms } from "../store/read/rooms.ts";
import type { StoreDep, Write } from "../store/store.ts";
import type { RunbooksDep } from "./runbook-library.ts";

type Deps = StoreDep & ClockDep & LogDep;

/** An event may be lost by itself: only two messages of which none told say that none come at all. */
const MISSED_MIN = 2;
/** Slack says when it was written, and we when its event came. */
const CLOCKS_DIFFER_MS = MINUTE_MS;
/** Not longer: events that are done are forgotten after two days. */
const REMEMBERED_MS = DAY_MS;
/** What a look at the newest cannot see (edits, deletions, old threads) is found by a deep one, now and then. */
const DEEP_EVERY_MS = 10 * MINUTE_MS;
const INCIDENTS_MAX = 100;

/** A comparison was shown messages of which events should have told; `writtenAt`: when they were written. */
export async function noteShown(
  deps: Deps & RunbooksDep,
  { team, channel, depth }: { team: string; channel: string; depth: "shallow" | "deep" },
  writtenAt: readonly Instant[],
): Promise<void> {
  const { store, clock, log } = deps;
  const now = clock.now();
  const lastEvent = Math.max((await lastEventAt(store)) ?? 0, now - REMEMBERED_MS);
  const missed = writtenAt.filter((at) => at > lastEvent + CLOCKS_DIFFER_MS && at < now - ON_ITS_WAY_MS);
  if (missed.length === 0) return;
  // What was written while nobody could listen proves nothing of now.
  const gaps = (await listGaps(store, team, channel)).filter(({ why }) => why !== GAP_WHY.silent);
  const unexplained = missed.filter((at) => !gaps.some(({ from_at, to_at }) => at >= from_at && at <= to_at));
  const { silent_since } = await findHearing(store, team);
  if (unexplained.length < (silent_since === null ? MISSED_MIN : 1)) return;
  const since = silent_since ?? lastEvent;
  // A deep look that planned the next one would replace itself, and be due at once.
  const looks = depth === "deep" ? [] : await deepLooks(deps, team, now + DEEP_EVERY_MS);
  const writes = [...(await silentWrites(deps, team, since)), ...looks];
  if (silent_since === null) {
    log.warn({ team, since }, "Slack's events do not come: rooms are compared every minute until they do");
    writes.push(saveHearing(store, team, { silent_since: since }), ...(await notices(deps, team, since)));
  }
  await store.commit({ writes });
}

/** An event came. */
export async function hearAgain(deps: Deps, team: string): Promise<void> {
  const { store, clock, log } = deps;
  const { silent_since } = await findHearing(store, team);
  if (silent_since === null) return;
  log.info({ team, since: silent_since }, "Slack's events come again");
  const writes = [...(await silentWrites(deps, team, silent_since)), ...(await deepLooks(deps, team, clock.now()))];
  await store.commit({ writes: [...writes, saveHearing(store, team, { silent_since: null })] });
}

/** Slack delivers so many events an hour and no more; of the minute that it names, some never come. */
export async function noteHeldBack(
  deps: Deps,
  { team, key }: { team: string; key: string },
  minute: Instant,
): Promise<void> {
  const { store, clock, log } = deps;
  log.warn({ team }, "Slack holds events back: there are more than it delivers in an hour");
  const now = clock.now();
  const gap = { from_at: minute, to_at: minute + MINUTE_MS, why: GAP_WHY.heldBack };
  const rooms = await recordedRooms(store, now - RECORDED_AFTER_END_MS);
  const own = rooms.filter((room) => room.team === team);
  await store.commit({
    writes: [
      ...own.map(({ channel }) => insertGap(store, { team, channel, ...gap })),
      ...(await deepLooks(deps, team, Math.max(now, gap.to_at) + MINUTE_MS)),
      markDone(store, [key], "events held back", now),
    ],
  });
}

/** Shows as troubles how Slack is heard; true while events do not come. */
export async function showHearing({ store, troubles }: StoreDep & TroublesDep): Promise<boolean> {
  const rows = await listHearing(store);
  const isSilent = rows.some(({ silent_since }) => silent_since !== null);
  const isCapped = rows.some(({ capped_at }) => capped_at !== null);
  troubles.set("slack-events", isSilent ? SILENT : null);
  troubles.set("slack-history", isCapped ? CAPPED : null);
  return isSilent;
}

const SILENT = {
  what: "Slack's events do not come, though messages are being written: rooms are read every minute instead",
  nextStep:
    "look at Event Subscriptions of the app (api.slack.com/apps): they must be on, and Slack's requests come through",
  serious: true,
};

const CAPPED = {
  what: "Slack shows this app 15 messages of its history a minute: what was missed is recovered slowly",
  nextStep: "install Warroom as an internal app, made from manifest.yml in your own workspace",
  serious: false,
};

async function silentWrites({ store, clock }: Deps, team: string, since: Instant): Promise<Write[]> {
  const now = clock.now();
  const rooms = await recordedRooms(store, now - RECORDED_AFTER_END_MS);
  return rooms
    .filter((room) => room.team === team)
    .map(({ channel, opened_at }) =>
      extendGap(store, { team, channel, from_at: Math.max(since, opened_at), to_at: now, why: GAP_WHY.silent }),
    );
}

async function deepLooks({ store, clock }: Deps, team: string, dueAt: Instant): Promise<Write[]> {
  const now = clock.now();
  const rooms = await recordedRooms(store, now - RECORDED_AFTER_END_MS);
  return rooms
    .filter((room) => room.team === team)
    .map(({ channel }) => applyJobChange(store, null, reconcileJob(team, channel, "deep", dueAt), now));
}

/** To everybody who leads an open incident, once. */
async function notices({ store, clock, runbooks }: Deps & RunbooksDep, team: string, since: Instant): Promise<Write[]> {
  const now = clock.now();
  const told = new Set<string>();
  const writes: Write[] = [];
  for (const incident of await listIncidents(store, { team, openOnly: true, limit: INCIDENTS_MAX })) {
    const context = { now, runbook: await runbooks.byHash(incident.runbook), people: runbooks.people };
    for (const change of noticeJob(incident, { type: "events-silent", since }, since, context)) {
      const user = change.do === "enqueue" && change.job.kind === "notice" ? change.job.user : "";
      if (told.has(user)) continue;
      told.add(user);
      writes.push(applyJobChange(store, incident.id, change, now));
    }
  }
  return writes;
}
