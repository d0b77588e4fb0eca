// When Slack's events stop though people go on writing: a comparison finds messages of which no event told. Written down,
// told to whoever leads, and over with the next event that comes.
import { RECORDED_AFTER_END_MS } from "../../domain/aftermath.ts";
import { ON_ITS_WAY_MS } from "../../domain/record/coverage.ts";
import { noticeJobs, reconcileJob } from "../../domain/enqueue.ts";
import { GAP_WHY } from "../../domain/record/gap.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { LogDep } from "../../lib/log.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import type { TroublesDep } from "../../lib/troubles.ts";
import { saveHearing } from "../../store/hearing.ts";
import { markDone } from "../../store/inbox.ts";
import { applyJobChange } from "../../store/jobs.ts";
import { listGaps } from "../../store/read/gaps.ts";
import { findHearing, listHearing } from "../../store/read/hearing.ts";
import { listIncidents } from "../../store/read/incidents.ts";
import { recordedRooms } from "../../store/read/rooms.ts";
import type { StoreDep, Write } from "../../store/store.ts";
import { gapWrites } from "./gaps.ts";
import type { RunbooksDep } from "../runbook-library.ts";

type Deps = StoreDep & ClockDep & LogDep;

/** An event may be lost by itself: only two messages of which none told say that none come at all. */
const MISSED_MIN = 2;
/** Of two messages the event of the second may come first; and how far events tell is written down now and then. */
const TOLD_WITHIN_MS = MINUTE_MS;
const TOLD_EVERY_MS = 30 * SECOND_MS;
/** What was written before that is no news of whether events come. */
const REMEMBERED_MS = DAY_MS;
/** What a look at the newest cannot see (edits, deletions, old threads) is found by a deep one, now and then. */
const DEEP_EVERY_MS = 10 * MINUTE_MS;
const INCIDENTS_MAX = 100;

/** A comparison was shown messages of which events should have told; `writtenAt`: when, by Slack's clock. */
export async function noteShown(
  deps: Deps & RunbooksDep,
  { team, channel, depth }: { team: string; channel: string; depth: "shallow" | "deep" },
  writtenAt: readonly Instant[],
): Promise<void> {
  const { store, clock, log } = deps;
  const now = clock.now();
  const { silent_since, told_to } = await findHearing(store, team);
  const toldTo = Math.max(told_to ?? 0, now - REMEMBERED_MS);
  if (silent_since === null) {
    const missed = writtenAt.filter((at) => at > toldTo + TOLD_WITHIN_MS && at < now - ON_ITS_WAY_MS);
    if (missed.length < MISSED_MIN) return;
    // What was written while nobody could listen proves nothing of now.
    const gaps = (await listGaps(store, team, channel)).filter(({ why }) => why !== GAP_WHY.silent);
    const unexplained = missed.filter((at) => !gaps.some(({ from_at, to_at }) => at >= from_at && at <= to_at));
    if (unexplained.length < MISSED_MIN) return;
    log.warn({ team, since: toldTo }, "Slack's events do not come: rooms are compared every minute until they do");
  }
  const since = silent_since ?? toldTo;
  // A deep look that planned the next one would replace itself, and be due at once.
  const next = depth === "deep" ? [] : await deepLooks(deps, team, now + DEEP_EVERY_MS);
  const told = silent_since === null ? await notices(deps, team, since) : [];
  const hearing = saveHearing(store, team, { silent_since: since, told_to: Math.max(toldTo, ...writtenAt) });
  await store.commit({ writes: [...(await silentWrites(deps, team, since)), ...next, ...told, hearing] });
}

/** Events came, the newest of them of what happened then. */
export async function noteTold(deps: Deps, team: string, happenedAt: Instant): Promise<void> {
  const { store, clock, log } = deps;
  const { silent_since, told_to } = await findHearing(store, team);
  const toldTo = told_to ?? 0;
  if (silent_since === null) {
    if (happenedAt < toldTo + TOLD_EVERY_MS) return;
    await store.commit({ writes: [saveHearing(store, team, { told_to: happenedAt })], wakes: false });
    return;
  }
  log.info({ team, since: silent_since }, "Slack's events come again");
  const writes = [...(await silentWrites(deps, team, silent_since)), ...(await deepLooks(deps, team, clock.now()))];
  const hearing = saveHearing(store, team, { silent_since: null, told_to: Math.max(toldTo, happenedAt) });
  await store.commit({ writes: [...writes, hearing] });
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
  const gap = { team, from: minute, to: minute + MINUTE_MS, why: GAP_WHY.heldBack };
  await store.commit({
    writes: [
      ...(await gapWrites(deps, gap)),
      ...(await deepLooks(deps, team, Math.max(now, gap.to) + MINUTE_MS)),
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

const silentWrites = (deps: Deps, team: string, since: Instant): Promise<Write[]> =>
  gapWrites(deps, { team, from: since, to: deps.clock.now(), why: GAP_WHY.silent });

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
    for (const change of noticeJobs(incident, { type: "events-silent", since }, since, context)) {
      const user = change.do === "enqueue" && change.job.kind === "notice" ? change.job.user : "";
      if (told.has(user)) continue;
      told.add(user);
      writes.push(applyJobChange(store, incident.id, change, now));
    }
  }
  return writes;
}
