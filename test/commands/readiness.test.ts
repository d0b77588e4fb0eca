// The readiness record on a real database: one order is one commit, its chain and its timer are looked after, and what
// somebody else touched is found.
import { describe, expect, test } from "vitest";
import { findings } from "../../src/commands/life/audit.ts";
import { takeExercises } from "../../src/commands/readiness.ts";
import { recover } from "../../src/commands/life/recover.ts";
import { DAY_MS } from "../../src/lib/pure/duration.ts";
import { listReadiness, loadReadiness } from "../../src/store/read/readiness.ts";
import { verifyWorkspaces } from "../../src/store/verify.ts";
import { createOrders, member, type Orders, rows, TEAM } from "../support/orders.ts";
import { testRunbook } from "../support/runbook.ts";
import { ENGINES, type Engine } from "../support/stores.ts";

const EXERCISE = "restore-of-a-backup";

/** A workspace whose runbook names five exercises. */
async function planned(engine: Engine): Promise<Orders> {
  const orders = await createOrders(engine);
  await orders.runbooks.renew(testRunbook("magnus"), {});
  await takeExercises(orders, orders.dispatchReadiness, [TEAM]);
  return orders;
}

const finish = (orders: Orders, interaction: string, note = "") =>
  orders.dispatchReadiness({
    team: TEAM,
    actor: member("UANA"),
    cause: interaction,
    interaction,
    command: { type: "FinishExercise", exercise: EXERCISE, note },
  });

const timer = async (orders: Orders) =>
  (await rows<{ id: string; status: string; due_at: number }>(orders.store, "jobs")).find(
    ({ id }) => id === `note-exercises:${TEAM}`,
  );

const run = (orders: Orders, sql: string) =>
  orders.store.commit({ writes: sql.split(";").map((one) => ({ sql: one, parameters: [] }) as never), wakes: false });

describe.each(ENGINES)("the readiness record on %s", (engine) => {
  test("begins with what the runbook names, apart from the incidents' numbers, and a second look adds nothing", async () => {
    const orders = await planned(engine);
    await takeExercises(orders, orders.dispatchReadiness);
    const { readiness, head } = await loadReadiness(orders.store, TEAM);
    expect(readiness?.exercises).toHaveLength(5);
    expect(head.seq).toBe(1);
    expect((await orders.declare({ severity: "Critical" })).number).toBe(1);
    expect(await orders.store.snapshot(verifyWorkspaces)).toEqual([]);
  });

  test("the same press delivered twice is one commit; two people at once are one answer and one refusal", async () => {
    const orders = await planned(engine);
    const twice = await Promise.all([finish(orders, "action:1"), finish(orders, "action:1")]);
    expect(twice.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await loadReadiness(orders.store, TEAM)).head.seq).toBe(2);
    const again = await Promise.all([finish(orders, "action:2"), finish(orders, "action:3")]);
    expect(again.map((one) => (one.ok ? null : one.error.type))).toEqual(["exercise-answered", "exercise-answered"]);
    expect(await orders.store.snapshot(verifyWorkspaces)).toEqual([]);
  });

  test("a changed runbook moves the timer; one that names nothing ends it", async () => {
    const orders = await planned(engine);
    const before = (await timer(orders))!.due_at;
    await orders.runbooks.renew(testRunbook("novacron"), {});
    await takeExercises(orders, orders.dispatchReadiness);
    expect((await timer(orders))!.due_at).toBeGreaterThan(before + 7 * DAY_MS);
    await orders.runbooks.renew(testRunbook("sarvanom"), {});
    await takeExercises(orders, orders.dispatchReadiness);
    expect((await timer(orders))!.status).toBe("cancelled");
    expect(await findings(orders)).toEqual([]);
  });

  test("a timer that somebody removed is missed, and planned again by a start", async () => {
    const orders = await planned(engine);
    expect(await findings(orders)).toEqual([]);
    await run(orders, "DELETE FROM jobs");
    expect((await findings(orders)).map(({ name }) => name)).toEqual(["timers-missing"]);
    await recover(orders);
    expect(await findings(orders)).toEqual([]);
  });

  test("a hole in it is found while it runs", async () => {
    const orders = await planned(engine);
    await finish(orders, "action:1");
    await run(orders, "DELETE FROM events WHERE stream = 'readiness:T1' AND seq = 2");
    expect((await findings(orders)).map(({ name }) => name)).toEqual(["readiness-broken"]);
  });

  test("a state of another version is folded from its events", async () => {
    const orders = await planned(engine);
    await finish(orders, "action:1", "It took 40 minutes.");
    const [before] = await listReadiness(orders.store);
    await run(orders, "UPDATE readiness SET state = '{}', state_version = 0");
    expect(await listReadiness(orders.store)).toEqual([before]);
  });
});

// Each row: what somebody did to the file, and what must be said of it.
test.each([
  ["UPDATE events SET body = replace(body, '40', '4') WHERE seq = 2", "readiness of T1 event 2: its text was changed"],
  ["DELETE FROM events WHERE seq = 2", "readiness of T1 events: 1 are stored, 2 were written"],
  [
    "UPDATE readiness SET state = replace(state, '40', '4')",
    "readiness of T1: its stored state is not what its events",
  ],
  ["UPDATE readiness SET state = '{'", "readiness of T1: its stored state is not what its events say"],
  ["UPDATE events SET body = '{' WHERE seq = 2", "readiness of T1: its events cannot be read"],
  ["DELETE FROM readiness", "events of readiness:T1 are stored, which is neither an incident nor a workspace"],
])("%s is found: %s", async (sql, expected) => {
  const orders = await planned("sqlite");
  await finish(orders, "action:1", "It took 40 minutes.");
  await run(orders, sql);
  expect((await orders.store.snapshot(verifyWorkspaces)).join("\n")).toContain(expected);
});
