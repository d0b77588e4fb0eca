// Incidents that an older database does not know, after an operator has accepted that: their numbers are taken out of use,
// and their rooms are told. One commit, so that a crash leaves all of it or nothing.
import { actorText, WARROOM } from "../../domain/actor.ts";
import { lostNumbers, lostRoomJob } from "../../domain/record/lost-incidents.ts";
import type { ClockDep } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import type { RandomDep } from "../../lib/random.ts";
import { chainEvents, insertEvents, workspaceStream } from "../../store/events.ts";
import { applyJobChange } from "../../store/jobs.ts";
import { markNoted } from "../../store/losses.ts";
import { loadWorkspaceHead } from "../../store/read/workspaces.ts";
import type { StoreDep } from "../../store/store.ts";
import type { LossRow } from "../../store/tables.ts";
import { saveWorkspaceHead } from "../../store/workspaces.ts";

type Deps = StoreDep & ClockDep & RandomDep & LogDep;

/** All of one workspace. False where it moved on meanwhile, or another program did this: then nothing was done. */
export async function noteLostIncidents(deps: Deps, team: string, rows: readonly LossRow[]): Promise<boolean> {
  const { store, clock, random, log } = deps;
  const now = clock.now();
  const head = await loadWorkspaceHead(store, team);
  const by = { at: now, actor: actorText(WARROOM) };
  const events = lostNumbers(head.seq, rows).map((event) => ({ ...event, ...by }));
  const cause = `loss:${Math.min(...rows.map(({ found_at }) => found_at))}`;
  const chained = chainEvents(workspaceStream(team), head, events, cause, random);
  const outcome = await store.commit({
    expect: [
      ...rows.map((row) => ({ write: markNoted(store, row, now), what: `loss of ${row.incident} not noted` })),
      ...(events.length > 0 ? [saveWorkspaceHead(store, team, head, chained.head)] : []),
    ],
    writes: [
      ...insertEvents(store, chained.rows),
      ...rows.map((row) => applyJobChange(store, null, lostRoomJob(toldOf(row), now), now)),
    ],
  });
  if (!outcome.ok) return false;
  const numbers = events.map(({ number }) => number);
  log.warn({ team, numbers }, "incidents that an older database does not know were accepted as lost");
  return true;
}

const toldOf = ({ team, incident, channel, name, declared_at, stored_at }: LossRow) => ({
  team,
  incident,
  channel,
  name,
  declaredAt: declared_at,
  storedUntil: stored_at === 0 ? null : stored_at,
});
