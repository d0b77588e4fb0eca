// Bugs planted on purpose, each from outside through a wrapper: a checker that finds none of them checks nothing.
import type { Dispatch } from "../../src/commands/dispatch.ts";
import { nextNudge } from "../../src/domain/nudges.ts";
import type { Clock } from "../../src/lib/clock.ts";
import type { Effects } from "../../src/out/deliver.ts";
import type { Outcome } from "../../src/out/outcome.ts";
import type { Store } from "../../src/store/store.ts";

export type StoreEvent = (event: { key: string; body: object }) => Promise<void>;

export interface Mutation {
  name: string;
  /** What the checker that is meant to find it says. */
  tells: string;
  store?(store: Store): Store;
  dispatch?(dispatch: Dispatch): Dispatch;
  /** Effects as they would be by another clock, and the right clock. */
  storeEvent?(storeEvent: StoreEvent): StoreEvent;
  effects?(by: (clock: Clock) => Effects, clock: Clock): Effects;
  neverDrains?: true;
  neverRecovers?: true;
}

export const MUTATIONS: readonly Mutation[] = [
  {
    name: "acknowledges before the commit",
    tells: "was acknowledged before it was stored",
    store: (store) => ({
      ...store,
      commit(commit) {
        const outcome = store.commit(commit);
        const isEnvelope = commit.writes.some(({ sql }) => sql.startsWith('insert into "inbox"'));
        if (!isEnvelope) return outcome;
        // Nobody hears what became of it.
        outcome.catch(() => {});
        return Promise.resolve({ ok: true });
      },
    }),
  },
  {
    name: "posts again without looking",
    tells: "stands in Slack 2 times",
    effects: (by, clock) => {
      const real = by(clock);
      return { ...real, ofIncident: (task) => real.ofIncident({ ...task, claim: { ...task.claim, attempt: 1 } }) };
    },
  },
  {
    name: "leaves what it corrected as it was",
    tells: "shows other words",
    effects: (by, clock) => {
      const real = by(clock);
      return {
        ...real,
        async ofIncident(task): Promise<Outcome> {
          return task.claim.job.kind === "correct-update" ? { type: "done" } : real.ofIncident(task);
        },
      };
    },
  },
  {
    name: "shows nowhere what stands on the timeline",
    tells: "shows no mark",
    effects: (by, clock) => {
      const real = by(clock);
      return {
        ...real,
        async ofIncident(task): Promise<Outcome> {
          return task.claim.job.kind === "show-mark" ? { type: "done" } : real.ofIncident(task);
        },
      };
    },
  },
  { name: "never drains the inbox", tells: "still waits in the inbox", neverDrains: true },
  { name: "starts without recovery", tells: "left no gap", neverRecovers: true },
  {
    name: "says the nudge that was due when it was planned",
    tells: " covered",
    effects: (by, clock) => {
      const real = by(clock);
      return {
        ...real,
        ofIncident: (task) =>
          task.claim.job.kind === "nudge-update"
            ? by({ ...clock, now: () => nextNudge(task.incident, task.runbook)?.at ?? clock.now() }).ofIncident(task)
            : real.ofIncident(task),
      };
    },
  },
  {
    name: "leaves drained events in the inbox",
    tells: "still waits in the inbox",
    store: (store) => ({
      ...store,
      commit: (commit) =>
        store.commit({ ...commit, writes: commit.writes.filter(({ sql }) => !sql.startsWith('update "inbox"')) }),
    }),
  },
  {
    name: "lets the later claim of a role win",
    tells: "away from",
    dispatch: (dispatch) => async (order) => {
      const applied = await dispatch(order);
      const { command, actor } = order;
      if (applied.ok || applied.error.type !== "role-held") return applied;
      if (command.type !== "ClaimRole" || actor.kind !== "person") return applied;
      return dispatch({ ...order, command: { type: "AssignRole", role: command.role, user: actor.user } });
    },
  },
  {
    name: "carries out a repeated interaction again",
    tells: " caused ",
    dispatch(dispatch) {
      const seen = new Set<string>();
      return (order) => {
        const { interaction } = order;
        if (interaction === undefined || !seen.has(interaction)) {
          if (interaction !== undefined) seen.add(interaction);
          return dispatch(order);
        }
        return dispatch({ ...order, interaction: `${interaction} again` });
      };
    },
  },
  {
    name: "never compares rooms with Slack",
    tells: " lacks ",
    effects: (by, clock) => everyOutcome(by(clock), (kind, carryOut) => (kind === "reconcile" ? DONE : carryOut())),
  },
  {
    name: "takes a call that failed for one that worked",
    tells: "is done and said nothing",
    effects: (by, clock) =>
      everyOutcome(by(clock), async (_kind, carryOut) => {
        const outcome = await carryOut();
        return outcome.type === "retry" ? DONE : outcome;
      }),
  },
];

const DONE = Promise.resolve<Outcome>({ type: "done" });

function everyOutcome(
  { ofIncident, ofWorkspace }: Effects,
  change: (kind: string, carryOut: () => Promise<Outcome>) => Promise<Outcome>,
): Effects {
  return {
    ofIncident: (task) => change(task.claim.job.kind, () => ofIncident(task)),
    ofWorkspace: (claim) => change(claim.job.kind, () => ofWorkspace(claim)),
  };
}
