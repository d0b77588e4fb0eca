// What is heard in a room and changes its incident: before it is recorded, so that a crash in between loses none of it.
import { WARROOM } from "../../domain/actor.ts";
import { heardEvents, heardIn, matters } from "../../domain/room/heard.ts";
import type { Sighting } from "../../domain/record/sighting.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import { findOpenByRoom } from "../../store/read/incidents.ts";
import type { StoreDep } from "../../store/store.ts";
import type { Dispatch } from "../dispatch.ts";
import type { RunbooksDep } from "../runbook-library.ts";

export type RecordHeardDeps = StoreDep & ClockDep & LogDep & RunbooksDep & { dispatch: Dispatch };

interface Room {
  team: string;
  channel: string;
  /** What was told, each under its inbox key. */
  arrived: readonly { key: string; sighting: Sighting }[];
}

/** One look at the incident for everything of a room at once; most of it is talk that changes nothing. */
export async function recordHeard(deps: RecordHeardDeps, { team, channel, arrived }: Room): Promise<void> {
  const heard = heardIn(arrived.map(({ sighting }) => sighting));
  if (heard.length === 0) return;
  const stored = await findOpenByRoom(deps.store, team, channel);
  if (!stored || !matters(stored.incident, heard)) return;
  const { incident } = stored;
  const runbook = await deps.runbooks.byHash(incident.runbook);
  const isNews = (some: typeof heard) => heardEvents(incident, runbook, some, deps.clock.now()).length > 0;
  if (!isNews(heard)) return;
  // The first of those that came together and change something.
  const told = arrived.find(({ sighting }) => isNews(heardIn([sighting]))) ?? arrived[0]!;
  // Heard again after a crash, what it changes is as it was; so no key keeps a repeat apart.
  const command = { type: "RecordHeard" as const, heard };
  const recorded = await deps.dispatch({
    team,
    actor: WARROOM,
    cause: `event:${told.key}`,
    incident: incident.id,
    command,
  });
  if (!recorded.ok)
    deps.log.info({ channel, problem: recorded.error.type }, "what was heard in a room changed nothing");
}
