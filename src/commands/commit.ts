// The one commit of an order: events, states, jobs, what it settles and the interaction it came by, all or nothing.
import type { Decision } from "../domain/decide.ts";
import type { Incident } from "../domain/incident.ts";
import type { Problem } from "../domain/problem.ts";
import type { ClockDep } from "../lib/clock.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import type { RandomDep } from "../lib/random.ts";
import { chainEvents, type Head, insertEvents } from "../store/events.ts";
import { saveIncident } from "../store/incidents.ts";
import { expectNewInteraction } from "../store/inbox.ts";
import { applyJobChange, attemptExpectation, expectEnd, releaseLane } from "../store/jobs.ts";
import type { Expectation, StoreDep, Write } from "../store/store.ts";
import type { Applied, Order } from "./dispatch.ts";
import { roomExpectations, roomWrites } from "./room/room-writes.ts";

type CommitDeps = StoreDep & ClockDep;

export type Attempt = Result<Applied, Problem> | "again";

/** One incident as it was read, and what is to become of it. */
export interface Change {
  incident: Incident;
  head: Head;
  decision: Decision;
}

/** Moves one incident on, or two at once, each from where it was read. */
export function commitChanges(
  deps: CommitDeps & RandomDep,
  order: Order,
  changes: readonly Change[],
  also: { expect: readonly Expectation[]; writes: readonly Write[] } = { expect: [], writes: [] },
): Promise<Attempt> {
  const { store, random } = deps;
  const chained = changes.map(({ incident, head, decision }) => ({
    head,
    decision,
    chain: chainEvents(incident.id, head, decision.events, order.cause, random),
  }));
  return commit(
    deps,
    order,
    changes.map(({ incident: before, decision }) => ({ before, ...decision })),
    {
      // Always in one order: two commits that each wait for what the other holds would block each other.
      expect: chained
        .toSorted((a, b) => (a.decision.after.id < b.decision.after.id ? -1 : 1))
        .flatMap(({ head, decision, chain }) =>
          decision.events.length > 0 ? [saveIncident(store, head, decision.after, chain.head)] : [],
        )
        .concat(also.expect),
      writes: [...chained.flatMap(({ chain }) => insertEvents(store, chain.rows)), ...also.writes],
    },
  );
}

/** More than one commit ever plans: a job's `place`, its order among equals, sorts by the event's number and then within the commit. */
const JOBS_MAX = 10_000;

type Committed = Decision & { before: Incident };

/** What was decided and what comes with it, in one commit; "again" where somebody else was faster. */
export async function commit(
  { store, clock }: CommitDeps,
  order: Order,
  changed: readonly Committed[],
  base: { expect: Expectation[]; writes: Write[] },
): Promise<Attempt> {
  const now = clock.now();
  const { interaction, settles } = order;
  // What was asked of is the first; the answer and a repeat are about it.
  const { before, after, events } = changed[0]!;
  const outcome = await store.commit({
    expect: [
      ...(interaction === undefined ? [] : [expectNewInteraction(store, interaction, after.id, now)]),
      ...(settles ? [expectEnd(store, settles.claim, settles, now)] : []),
      ...base.expect,
      ...roomExpectations(store, after, events, now),
    ],
    writes: [
      ...base.writes,
      ...roomWrites(store, after.team, events, now),
      ...changed.flatMap(({ after: { id, seq }, jobs }) =>
        jobs.map((change, index) => applyJobChange(store, id, change, now, seq * JOBS_MAX + index)),
      ),
      ...(settles ? [releaseLane(store, settles.claim, settles.laneFreeAt)] : []),
    ],
  });
  if (outcome.ok) return ok({ before, incident: after, events, repeated: false });
  if (settles && outcome.stale === attemptExpectation(settles.claim)) {
    return err({ type: "no-longer-wanted", why: outcome.stale });
  }
  return "again";
}
