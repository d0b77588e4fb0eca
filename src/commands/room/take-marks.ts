// Key moments: what members mark in a room with an emoji or a pin becomes an entry of its timeline. Doing it again, after
// a crash or by another way, changes nothing.
import type { Standing } from "../../domain/actor.ts";
import type { Incident } from "../../domain/incident.ts";
import { kindMarkedBy, recordedMark, type SeenMark } from "../../domain/timeline/seen-marks.ts";
import type { ClockDep } from "../../lib/clock.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import type { LogDep } from "../../lib/log.ts";
import { asTyped, mentionsIn } from "../../lib/pure/text.ts";
import { PRIORITY } from "../../domain/job.ts";
import { applyJobChange } from "../../store/jobs.ts";
import { loadIncident } from "../../store/read/incidents.ts";
import { findMessages, listDoneTo } from "../../store/read/messages.ts";
import { namesOf } from "../../store/read/people.ts";
import { findRoom } from "../../store/read/rooms.ts";
import type { StoreDep } from "../../store/store.ts";
import type { MessageRow } from "../../store/tables.ts";
import type { Dispatch } from "../dispatch.ts";
import type { RunbooksDep } from "../runbook-library.ts";

export type MarkDeps = StoreDep &
  ClockDep &
  LogDep &
  RunbooksDep & {
    dispatch: Dispatch;
    /** Asks Slack for whoever is not known yet. */
    standingOf(team: string, user: string): Promise<Standing>;
  };

/** `cause` is kept with the event that comes of it. */
type CausedMark = SeenMark & { cause: string };

interface Place {
  team: string;
  channel: string;
}

/** History shows a mark for ever; a day after the end it marks nothing new any more. */
const MARKED_AFTER_END_MS = DAY_MS;
/** From when Slack makes a page of a room's history to when its marks are taken, at most. */
const PAGE_UNDER_WAY_MS = MINUTE_MS;

/** Where the channel is no room, nothing is a key moment. */
export async function takeMarks(deps: MarkDeps, place: Place, seen: readonly CausedMark[]): Promise<void> {
  const room = seen.length === 0 ? null : await findRoom(deps.store, place.team, place.channel);
  const stored = room && (await loadIncident(deps.store, room.incident));
  if (!stored) return;
  const { incident } = stored;
  const runbook = await deps.runbooks.byHash(incident.runbook);
  const marks = seen.filter((one) => kindMarkedBy(runbook, one.mark) !== undefined && isNews(deps, incident, one));
  for (const one of marks) await takeMark(deps, place, incident, one);
}

/** What history shows is news only of a message that never was on the timeline, or is not since its mark was taken away. */
function isNews({ clock }: MarkDeps, { entries, ended }: Incident, { ts, at }: SeenMark): boolean {
  if (at !== null) return true;
  const isOver = ended !== null && ended.at < clock.now() - MARKED_AFTER_END_MS;
  const known = entries.findLast((entry) => entry.ts === ts);
  const wasUnmarked = known?.changed?.how === "unmarked" && known.changed.at < clock.now() - PAGE_UNDER_WAY_MS;
  return !isOver && (!known || wasUnmarked);
}

async function takeMark(
  deps: MarkDeps,
  { team, channel }: Place,
  incident: Incident,
  { cause, ...seen }: CausedMark,
): Promise<void> {
  const { store, clock, log, dispatch, runbooks } = deps;
  const { ts, user, mark } = seen;
  const standing = await deps.standingOf(team, user);
  const order = { team, actor: { kind: "person" as const, team, user, standing }, cause, incident: incident.id };
  if (!seen.on) {
    // Put there again before this came, it stands.
    if ((await lastTold(deps, { team, channel }, seen))?.on) return;
    await dispatch({ ...order, command: { type: "UnmarkMoment", ts, mark, at: seen.at ?? clock.now() } });
    return;
  }
  const [message] = await findMessages(store, team, channel, [ts]);
  if (!message) return wantMarked(deps, { team, channel }, seen);
  const kind = kindMarkedBy(await runbooks.byHash(incident.runbook), mark) ?? null;
  const words = { author: message.author, text: await wordsOf(deps, team, message), threadTs: message.thread_ts };
  const markedAt = seen.at === null ? null : Math.min(seen.at, clock.now());
  await dispatch({ ...order, command: { type: "MarkMoment", ts, ...words, mark, kind, markedAt } });
  const last = await lastTold(deps, { team, channel }, seen);
  if (!last || last.on) return;
  log.debug({ channel, ts, mark }, "a mark was taken away before it was on the timeline");
  await dispatch({ ...order, command: { type: "UnmarkMoment", ts, mark, at: last.at! } });
}

/**
 * What the record tells last of that person's mark since it was seen: events come in any order, while the message is not known
 * yet, and while a page of the history is on its way.
 */
async function lastTold({ store, clock }: StoreDep & ClockDep, place: Place, { ts, user, mark, at }: SeenMark) {
  const since = at ?? clock.now() - PAGE_UNDER_WAY_MS;
  const rows = await listDoneTo(store, { ...place, ts, user, from: String(Math.floor(since / SECOND_MS)) });
  const told = rows.map(({ thread_ts, ...row }) => recordedMark({ ...row, threadTs: thread_ts ?? "" }));
  return told.findLast((one) => one?.mark === mark) ?? null;
}

/** As it is read in Slack, with the names of those it mentions; the names of its files where it has no words. */
async function wordsOf({ store }: StoreDep, team: string, { text, files }: MessageRow): Promise<string> {
  const names = await namesOf(store, team, mentionsIn(text));
  return asTyped(text, names).trim() || (JSON.parse(files) as string[]).join(", ");
}

/** A moment later Slack is asked for the message itself: its event may be on its way, or may never have come. */
async function wantMarked({ store, clock }: MarkDeps, { team, channel }: Place, seen: SeenMark): Promise<void> {
  const now = clock.now();
  const key = `look-up:${team}:${channel}:${seen.ts}:${seen.user}:${seen.mark}`;
  const job = { kind: "look-up" as const, team, channel, seen };
  const base = { do: "enqueue" as const, key, job, lane: null, priority: PRIORITY.cosmetic };
  await store.commit({
    writes: [applyJobChange(store, null, { ...base, dueAt: now + SECOND_MS, again: "once" }, now)],
  });
}
