// Commands on a real database, without Slack: what the store and command tests share.
import { createDispatch, type Dispatch, type Order } from "../../src/commands/dispatch.ts";
import { createReadinessDispatch, type DispatchReadiness } from "../../src/commands/readiness.ts";
import { createRunbookLibrary, type RunbookLibrary } from "../../src/commands/runbook-library.ts";
import type { Actor } from "../../src/domain/actor.ts";
import type { Command, DeclareIncident } from "../../src/domain/command.ts";
import type { Incident } from "../../src/domain/incident.ts";
import type { MergeIncident } from "../../src/domain/merge.ts";
import { createFrozenClock, createMovableClock, type MovableClock } from "../../src/lib/clock.ts";
import type { Log } from "../../src/lib/log.ts";
import { createSeededRandom, type Random } from "../../src/lib/random.ts";
import type { Store } from "../../src/store/store.ts";
import { quiet } from "./quiet.ts";
import { testRunbook } from "./runbook.ts";
import { type Engine, freshStore } from "./stores.ts";

export const TEAM = "T1";
export const START = Date.UTC(2026, 10, 2, 9, 0, 0);

export const member = (user: string): Actor => ({ kind: "person", team: TEAM, user, standing: "member" });

export interface Orders {
  store: Store;
  clock: MovableClock;
  random: Random;
  log: Log;
  runbooks: RunbookLibrary;
  dispatch: Dispatch;
  dispatchReadiness: DispatchReadiness;
  /** Moves time on; nothing else happens. */
  later(span_ms: number): Promise<void>;
  /** An incident declared by `user`, which must go well. */
  declare(order?: Partial<DeclareIncident>, user?: string): Promise<Incident>;
  /** A change by `user`, whatever comes of it. */
  order(
    incident: Incident,
    command: Command | MergeIncident,
    user?: string,
    more?: Partial<Order>,
  ): ReturnType<Dispatch>;
}

export const createOrders = async (engine: Engine): Promise<Orders> => {
  const clock = createMovableClock(createFrozenClock(START));
  return ordersOn(await freshStore(engine, clock), clock);
};

/** A second program on the same database hands in its own store. */
export async function ordersOn(store: Store, clock: MovableClock, seed = 1): Promise<Orders> {
  const random = createSeededRandom(seed);
  const runbooks = await createRunbookLibrary({ store, clock }, testRunbook(), { "on-call": ["UONE", "UTWO"] });
  const dispatch = createDispatch({ store, clock, random, log: quiet, runbooks });
  return {
    store,
    clock,
    random,
    log: quiet,
    runbooks,
    dispatch,
    dispatchReadiness: createReadinessDispatch({ store, clock, random, log: quiet, runbooks }),
    later: (span_ms) => clock.advance(span_ms, () => Promise.resolve()),
    async declare(order = {}, user = "UANA") {
      const command = { type: "DeclareIncident" as const, title: "Checkout is down", severity: "SEV1", ...order };
      const done = await dispatch({ team: TEAM, actor: member(user), cause: "test", command });
      if (!done.ok) throw new Error(`could not declare: ${JSON.stringify(done.error)}`);
      return done.value.incident;
    },
    order: (incident, command, user = "UANA", more = {}) =>
      dispatch({ team: TEAM, actor: member(user), cause: "test", command, incident: incident.id, ...more }),
  };
}

/** Counts the rows of a table that fit. */
export async function rows<Row = Record<string, unknown>>(store: Store, table: string): Promise<Row[]> {
  return store.read<Row>(
    store.build
      .selectFrom(table as never)
      .selectAll()
      .compile() as never,
  );
}
