// What becomes of a room: Warroom removed from it or back in it, the room archived, deleted, renamed, made private, shared,
// or under another id.
import { WARROOM } from "../../domain/actor.ts";
import { briefOnJoin } from "../../domain/brief.ts";
import { homeJob, returnJob, reconcileJob, refreshJob } from "../../domain/enqueue.ts";
import { ROOM_AWAY } from "../../domain/record/gap.ts";
import type { Detached, HowDetached, RoomOutcome } from "../../domain/room/room.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import { FOREVER, type Instant } from "../../lib/pure/time.ts";
import { endGap } from "../../store/gaps.ts";
import { applyAtOnce, applyJobChange } from "../../store/jobs.ts";
import { listGaps } from "../../store/read/gaps.ts";
import { listIncidents, loadIncident } from "../../store/read/incidents.ts";
import { findRoom } from "../../store/read/rooms.ts";
import type { StoreDep } from "../../store/store.ts";
import type { Dispatch } from "../dispatch.ts";
import type { RunbooksDep } from "../runbook-library.ts";
import { leaveThreads, lookAtThreads, returnToThreads } from "./thread-presence.ts";

type Deps = StoreDep & ClockDep & LogDep & { dispatch: Dispatch };

interface About {
  team: string;
  channel: string;
  /** The inbox key of what told of it: told twice, it happens once. */
  key: string;
}

const LOST: Record<HowDetached, string> = {
  removed: "Warroom was removed from a room: it comes back by itself into a public one; invite it into a private one",
  archived: "a room was archived while its incident may be open",
  deleted: "a room was deleted",
};

/** What is said from `since` on is missing from the record until Warroom is back. */
export async function leaveRoom(
  deps: Deps,
  { team, channel, key }: About,
  { how, by, since }: Detached,
): Promise<void> {
  const room = await findRoom(deps.store, team, channel);
  if (!room) return leaveThreads(deps, { team, channel }, { how, since });
  // Told late, it may be of an absence that is over: Slack is asked how it stands.
  const gaps = await listGaps(deps.store, team, channel);
  const isOver = gaps.some(({ why, to_at }) => ROOM_AWAY.has(why) && to_at < FOREVER && since <= to_at);
  if (isOver && how !== "deleted") return lookAtRoom(deps, { team, channel, key });
  deps.log.warn({ channel, incident: room.incident }, LOST[how]);
  await note(deps, { team, key, incident: room.incident }, { type: "RecordRoomLeft", channel, since, how, by });
}

/** Renamed, made private, shared with another company: told, and the work goes on. */
export async function noteRoom(
  deps: Deps,
  { team, channel, key }: About,
  command: Extract<RoomOutcome, { type: "RecordRoomRenamed" | "RecordRoomPrivate" | "RecordRoomShared" }>,
): Promise<void> {
  const room = await findRoom(deps.store, team, channel);
  if (room) await note(deps, { team, key, incident: room.incident }, command);
}

/** It may be open again: looked at now, rather than with the next turn. */
export async function lookAtRoom(deps: Deps, { team, channel }: About): Promise<void> {
  const { store, clock } = deps;
  const room = await findRoom(store, team, channel);
  if (!room) return lookAtThreads(deps, { team, channel });
  const stored = await loadIncident(store, room.incident);
  if (stored?.incident.room?.channel !== channel) return;
  const now = clock.now();
  await store.commit({ writes: applyAtOnce(store, stored.incident.id, returnJob(stored.incident, now), now) });
}

/** Warroom came into a room. What was said meanwhile is taken over from Slack's history. */
export async function noteReturn({ store, clock }: StoreDep & ClockDep, about: About): Promise<void> {
  const { team, channel } = about;
  const now = clock.now();
  const room = await findRoom(store, team, channel);
  if (!room) return returnToThreads({ store, clock }, { team, channel });
  const stored = await loadIncident(store, room.incident);
  if (stored?.incident.room?.channel === channel) {
    // Told late, it may be of before the room was lost: Slack is asked how it stands.
    if (!stored.incident.detached) return;
    await store.commit({ writes: applyAtOnce(store, stored.incident.id, returnJob(stored.incident, now), now) });
    return;
  }
  // The return to a room that its incident gave up for a new one is no event of it (room-writes.ts), and yet ends the gap.
  if (!(await listGaps(store, team, channel)).some(({ to_at }) => to_at === FOREVER)) return;
  const compare = applyJobChange(store, null, reconcileJob(team, channel, "deep", now), now);
  await store.commit({ writes: [endGap(store, team, channel, now), compare] });
}

/** Accounts were deactivated: in what is open, the roles that these people held are vacant and asked for. */
export async function vacateRoles(
  { store, log, dispatch }: Pick<Deps, "store" | "log" | "dispatch">,
  { team, cause }: { team: string; cause: string },
  gone: ReadonlySet<string>,
): Promise<void> {
  if (gone.size === 0) return;
  for (const { id, roles } of await listIncidents(store, { team, openOnly: true, limit: OPEN_MAX })) {
    for (const user of new Set(Object.values(roles).map((held) => held.user))) {
      if (!gone.has(user)) continue;
      log.info({ incident: id }, "whoever held a role was deactivated: the role is vacant");
      // Asked again after a crash, they hold nothing any more.
      const command = { type: "RecordHolderGone" as const, user };
      const vacated = await dispatch({ team, actor: WARROOM, cause, incident: id, command });
      if (!vacated.ok) log.info({ incident: id, problem: vacated.error.type }, "a role was not vacated");
    }
  }
}

const OPEN_MAX = 1_000;

/** The card that somebody deleted is posted once more. */
export async function restoreCard(
  { store, clock }: Deps,
  { team, channel }: Omit<About, "key">,
  ts: string,
): Promise<void> {
  const room = await findRoom(store, team, channel);
  const stored = room && (await loadIncident(store, room.incident));
  if (stored?.incident.card?.ts !== ts) return;
  const now = clock.now();
  await store.commit({
    writes: [applyJobChange(store, stored.incident.id, refreshJob(stored.incident, "card", now), now)],
  });
}

/** Somebody came into a room: they get the brief, once for this coming. */
export async function greet(
  { store, clock, runbooks }: Deps & RunbooksDep,
  { team, channel, key }: About,
  { user, at }: { user: string; at: Instant },
): Promise<void> {
  const room = await findRoom(store, team, channel);
  const stored = room && (await loadIncident(store, room.incident));
  if (!stored) return;
  const { incident } = stored;
  const runbook = await runbooks.byHash(incident.runbook);
  const now = clock.now();
  const job = briefOnJoin(incident, { user, at, key }, { now, runbook, people: runbooks.people });
  if (job) await store.commit({ writes: [applyJobChange(store, incident.id, job, now)] });
}

/** What their Home tab still shows of a private incident goes, without their opening it. */
export async function partFrom(
  { store, clock, log }: Pick<Deps, "store" | "clock" | "log">,
  { team, channel }: Pick<About, "team" | "channel">,
  user: string,
): Promise<void> {
  const room = await findRoom(store, team, channel);
  const stored = room && (await loadIncident(store, room.incident));
  if (!stored?.incident.private) return;
  log.debug({ incident: room!.incident }, "somebody left a private room: their Home tab is shown anew");
  const now = clock.now();
  await store.commit({ writes: [applyJobChange(store, null, homeJob(team, user, now), now)] });
}

/** The incident goes on under the new id, with a record of its own that begins with all of Slack's history. */
export async function moveRoom(deps: Deps, { team, channel, key }: About, to: string): Promise<void> {
  const room = await findRoom(deps.store, team, channel);
  if (!room) return;
  deps.log.warn({ from: channel, to, incident: room.incident }, "Slack gave a room another id");
  if (await findRoom(deps.store, team, to)) return;
  await note(deps, { team, key, incident: room.incident }, { type: "RecordRoomMoved", from: channel, to });
}

async function note(
  { dispatch, log }: Deps,
  { team, key, incident }: { team: string; key: string; incident: string },
  command: Parameters<Dispatch>[0]["command"],
): Promise<void> {
  const cause = `event:${key}`;
  const noted = await dispatch({ team, actor: WARROOM, cause, interaction: cause, incident, command });
  if (!noted.ok) log.info({ incident, problem: noted.error.type }, "what became of a room changed nothing");
}
