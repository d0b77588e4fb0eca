// What is heard in a room and changes its incident: before it is recorded, so that a crash in between loses none of it.
import { WARROOM } from "../../domain/actor.ts";
import { heardEvents, heardIn, matters } from "../../domain/room/heard.ts";
import type { Sighting } from "../../domain/record/sighting.ts";
import type { ClockDep } from "../../lib/clock.ts";
import { findOpenByRoom } from "../../store/read/incidents.ts";
import type { StoreDep } from "../../store/store.ts";
import type { Dispatch } from "../dispatch.ts";
import type { RunbooksDep } from "../runbook-library.ts";

export type RecordHeardDeps = StoreDep & ClockDep & RunbooksDep & { dispatch: Dispatch };

interface Room {
  team: string;
  channel: string;
  sightings: readonly Sighting[];
}

/** One look at the incident for everything of a room at once; most of it is talk that changes nothing. */
export async function recordHeard(deps: RecordHeardDeps, { team, channel, sightings }: Room): Promise<void> {
  const heard = heardIn(sightings);
  if (heard.length === 0) return;
  const stored = await findOpenByRoom(deps.store, team, channel);
  if (!stored || !matters(stored.incident, heard)) return;
  const { incident } = stored;
  const runbook = await deps.runbooks.byHash(incident.runbook);
  if (heardEvents(incident, runbook, heard, deps.clock.now()).length === 0) return;
  // Heard again after a crash, what it changes is as it was; so no key keeps a repeat apart.
  const command = { type: "RecordHeard" as const, heard };
  await deps.dispatch({ team, actor: WARROOM, cause: "heard", incident: incident.id, command });
}
