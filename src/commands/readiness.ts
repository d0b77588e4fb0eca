// What is practised between incidents has a record of its own: one order, one commit. What the runbook names is taken over
// at a start and whenever its file changes.
import { type Actor, WARROOM } from "../domain/actor.ts";
import type { Problem } from "../domain/problem.ts";
import {
  decideReadiness,
  type ReadinessCommand,
  type ReadinessContext,
  type ReadinessDecision,
} from "../domain/readiness/decide-readiness.ts";
import type { Readiness } from "../domain/readiness/readiness.ts";
import type { ActivityDep } from "../lib/activity.ts";
import type { ClockDep, Timer } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { SECOND_MS } from "../lib/pure/duration.ts";
import type { RandomDep } from "../lib/random.ts";
import type { SlackCall } from "../lib/slack-call.ts";
import { identity } from "../lib/slack-identity.ts";
import { chainEvents, insertEvents, readinessStream } from "../store/events.ts";
import { expectNewInteraction } from "../store/inbox.ts";
import { applyJobChange, attemptExpectation, expectEnd, releaseLane } from "../store/jobs.ts";
import { subjectOfInteraction } from "../store/read/inbox.ts";
import { knownTeams } from "../store/read/people.ts";
import { loadReadiness, readinessRows, type StoredReadiness } from "../store/read/readiness.ts";
import { saveReadiness } from "../store/readiness.ts";
import type { StoreDep } from "../store/store.ts";
import type { Settlement } from "./dispatch.ts";
import type { RunbooksDep } from "./runbook-library.ts";

type Deps = StoreDep & ClockDep & RandomDep & LogDep & RunbooksDep;

export interface ReadinessOrder {
  team: string;
  actor: Actor;
  /** What brought it about, kept with each event. */
  cause: string;
  command: ReadinessCommand;
  /** Delivered twice, it is one commit. */
  interaction?: string;
  settles?: Settlement;
}

/** As it is after the order; null where there is none. */
export type DispatchReadiness = (order: ReadinessOrder) => Promise<Result<Readiness | null, Problem>>;

/** More losses than this in a row mean that something is wrong other than haste. */
const TRIES_MAX = 500;
/** More than one commit ever plans. */
const JOBS_MAX = 10_000;

/** What the running program does with it. */
export interface ReadinessKeeper {
  dispatch: DispatchReadiness;
  /**
   * Takes over what the runbook in force names, now and whenever that changes; until Slack has said which workspace this
   * is, it is asked again.
   */
  begin(): void;
  stop(): void;
}

const AGAIN_MS = 30 * SECOND_MS;

export function createReadinessKeeper(deps: Deps & ActivityDep, reads: SlackCall): ReadinessKeeper {
  const { runbooks, activity, clock, log } = deps;
  const dispatch = createReadinessDispatch(deps);
  let timer: Timer | undefined;
  let stopped = false;

  const takeHere = async () => {
    const me = await identity(reads);
    await takeExercises(deps, dispatch, me ? [me.team] : []);
    if (!me) again();
  };
  const again = () => {
    timer?.cancel();
    if (!stopped) timer = clock.after(AGAIN_MS, take);
  };
  function take() {
    const taking = takeHere().catch((error: unknown) => {
      log.warn({ err: error }, "what is practised could not be planned; it is tried again");
      again();
    });
    void activity.track(taking);
  }
  return {
    dispatch,
    begin() {
      runbooks.onRenewed(take);
      take();
    },
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}

export function createReadinessDispatch(deps: Deps): DispatchReadiness {
  const { store } = deps;
  return async (order) => {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const stored = await loadReadiness(store, order.team);
      if (await isRepeated(deps, order)) return ok(stored.readiness);
      const decision = decideReadiness(
        stored.readiness,
        order.team,
        order.command,
        order.actor,
        contextOf(deps, order),
      );
      if (!decision.ok) return (await isRepeated(deps, order)) ? ok(stored.readiness) : decision;
      const committed = await commit(deps, order, stored, decision.value);
      if (committed !== "again") return committed;
    }
    throw new Error(`${order.command.type} met another commit ${TRIES_MAX} times`);
  };
}

const contextOf = ({ clock, runbooks }: Deps, { settles }: ReadinessOrder): ReadinessContext => ({
  now: clock.now(),
  people: runbooks.people,
  done: settles?.status === "done" ? settles.claim.id : undefined,
});

const isRepeated = async ({ store }: StoreDep, { interaction }: ReadinessOrder): Promise<boolean> =>
  interaction !== undefined && (await subjectOfInteraction(store, interaction)) !== null;

async function commit(
  { store, clock, random }: Deps,
  { team, cause, interaction, settles }: ReadinessOrder,
  { head }: StoredReadiness,
  { after, events, jobs }: ReadinessDecision,
): Promise<Result<Readiness | null, Problem> | "again"> {
  const now = clock.now();
  const stream = readinessStream(team);
  const chained = chainEvents(stream, head, events, cause, random);
  const outcome = await store.commit({
    expect: [
      ...(interaction === undefined ? [] : [expectNewInteraction(store, interaction, stream, now)]),
      ...(settles ? [expectEnd(store, settles.claim, settles, now)] : []),
      ...(after && events.length > 0 ? [saveReadiness(store, head, after, chained.head)] : []),
    ],
    writes: [
      ...insertEvents(store, chained.rows),
      ...jobs.map((change, index) => applyJobChange(store, null, change, now, chained.head.seq * JOBS_MAX + index)),
      ...(settles ? [releaseLane(store, settles.claim, settles.laneFreeAt)] : []),
    ],
  });
  if (outcome.ok) return ok(after);
  if (settles && outcome.stale === attemptExpectation(settles.claim)) {
    return err({ type: "no-longer-wanted", why: outcome.stale });
  }
  return "again";
}

/** Takes over what the runbook in force names, in each workspace that is known; nothing where nothing changed. */
export async function takeExercises(
  { store, runbooks, log }: Deps,
  dispatch: DispatchReadiness,
  teams: readonly string[] = [],
): Promise<void> {
  const { readiness: exercises, calendar, announceChannel: channel } = runbooks.current.runbook;
  const kept = (await readinessRows(store)).map(({ team }) => team);
  for (const team of new Set([...kept, ...(await knownTeams(store)), ...teams])) {
    const before = (await loadReadiness(store, team)).head.seq;
    const command = { type: "RecordExercises" as const, exercises, calendar, channel };
    await dispatch({ team, actor: WARROOM, cause: "runbook", command });
    const { seq } = (await loadReadiness(store, team)).head;
    if (seq > before)
      log.info({ team, exercises: exercises.length }, "what is practised between incidents was planned");
  }
}
