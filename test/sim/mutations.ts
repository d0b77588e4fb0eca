// Bugs planted on purpose, each from outside through a wrapper: a checker that finds none of them checks nothing.
import type { Dispatch } from "../../src/commands/dispatch.ts";
import type { Clock } from "../../src/lib/clock.ts";
import type { Effects } from "../../src/out/deliver.ts";
import type { Store } from "../../src/store/store.ts";

export interface Mutation {
  name: string;
  store?(store: Store): Store;
  dispatch?(dispatch: Dispatch): Dispatch;
  /** Effects as they would be by another clock, and the right clock. */
  effects?(by: (clock: Clock) => Effects, clock: Clock): Effects;
  neverDrains?: true;
  neverRecovers?: true;
}

export const MUTATIONS: readonly Mutation[] = [
  {
    name: "acknowledges before the commit",
    store: (store) => ({
      ...store,
      commit(commit) {
        const outcome = store.commit(commit);
        const isEnvelope = commit.writes.some(({ sql }) => sql.startsWith('insert into "inbox"'));
        return isEnvelope ? Promise.resolve({ ok: true }) : outcome;
      },
    }),
  },
  {
    name: "posts again without looking",
    effects: (by, clock) => {
      const real = by(clock);
      return { ...real, ofIncident: (task) => real.ofIncident({ ...task, claim: { ...task.claim, attempt: 1 } }) };
    },
  },
  { name: "never drains the inbox", neverDrains: true },
  { name: "starts without recovery", neverRecovers: true },
  {
    name: "says the nudge that was due when it was planned",
    effects: (by, clock) => {
      const real = by(clock);
      return {
        ...real,
        ofIncident: (task) =>
          task.claim.job.kind === "nudge-update"
            ? by({ ...clock, now: () => task.claim.dueAt }).ofIncident(task)
            : real.ofIncident(task),
      };
    },
  },
  {
    name: "leaves drained events in the inbox",
    store: (store) => ({
      ...store,
      commit: (commit) =>
        store.commit({ ...commit, writes: commit.writes.filter(({ sql }) => !sql.startsWith('update "inbox"')) }),
    }),
  },
  {
    name: "lets the later claim of a role win",
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
    dispatch: (dispatch) => (order) => {
      const { interaction: _dropped, ...rest } = order;
      return dispatch(rest);
    },
  },
  {
    name: "never compares rooms with Slack",
    effects: (by, clock) => ({ ...by(clock), ofRoom: async () => ({ type: "done" }) }),
  },
  {
    name: "does not settle what it has done",
    store: (store) => ({
      ...store,
      commit(commit) {
        const isEnd = commit.expect?.some(({ what }) => what.startsWith("job card:") && what.endsWith("current"));
        return isEnd ? Promise.resolve({ ok: false, stale: "lost" }) : store.commit(commit);
      },
    }),
  },
];
