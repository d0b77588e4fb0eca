// Whether Warroom still is in a room: removed from it, invited again, or the room under another id.
import { WARROOM } from "../domain/actor.ts";
import { briefOnJoin } from "../domain/brief.ts";
import { reconcileJob } from "../domain/enqueue.ts";
import type { ClockDep, Instant } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { FOREVER } from "../lib/pure/time.ts";
import { endGap } from "../store/gaps.ts";
import { applyJobChange } from "../store/jobs.ts";
import { listGaps } from "../store/read/gaps.ts";
import { loadIncident } from "../store/read/incidents.ts";
import { findRoom } from "../store/read/rooms.ts";
import type { StoreDep } from "../store/store.ts";
import type { Dispatch } from "./dispatch.ts";
import type { RunbooksDep } from "./runbook-library.ts";

type Deps = StoreDep & ClockDep & LogDep & { dispatch: Dispatch };

interface About {
  team: string;
  channel: string;
  /** The inbox key of what told of it: told twice, it happens once. */
  key: string;
}

/** What is said from `since` on is missing from the record until Warroom is invited again. */
export async function leaveRoom(deps: Deps, { team, channel, key }: About, since: Instant): Promise<void> {
  const room = await findRoom(deps.store, team, channel);
  if (!room) return;
  deps.log.warn({ channel, incident: room.incident }, "Warroom was removed from a room: invite it again");
  await order(deps, { team, key, incident: room.incident }, { type: "RecordRoomLeft", channel, since });
}

/** What was said meanwhile is taken over from Slack's history. */
export async function returnToRoom({ store, clock }: Deps, { team, channel }: About): Promise<void> {
  const now = clock.now();
  // Warroom joins each room it makes; that is no return.
  if (!(await listGaps(store, team, channel)).some(({ to_at }) => to_at === FOREVER)) return;
  const compare = applyJobChange(store, null, reconcileJob(team, channel, "deep", now), now);
  await store.commit({ writes: [endGap(store, team, channel, now), compare] });
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

/** The incident goes on under the new id, with a record of its own that begins with all of Slack's history. */
export async function moveRoom(deps: Deps, { team, channel, key }: About, to: string): Promise<void> {
  const room = await findRoom(deps.store, team, channel);
  if (!room) return;
  deps.log.warn({ from: channel, to, incident: room.incident }, "Slack gave a room another id");
  if (await findRoom(deps.store, team, to)) return;
  await order(deps, { team, key, incident: room.incident }, { type: "RecordRoomMoved", from: channel, to });
}

async function order(
  { dispatch }: Deps,
  { team, key, incident }: { team: string; key: string; incident: string },
  command: Parameters<Dispatch>[0]["command"],
): Promise<void> {
  const cause = `event:${key}`;
  await dispatch({ team, actor: WARROOM, cause, interaction: cause, incident, command });
}
