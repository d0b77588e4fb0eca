// One planted fault a test: what the auditor would find in a database that something other than Warroom had touched.
import { describe, expect, test } from "vitest";
import { findings } from "../../../src/commands/life/audit.ts";
import { recover } from "../../../src/commands/life/recover.ts";
import { WARROOM } from "../../../src/domain/actor.ts";
import { PRIORITY } from "../../../src/domain/job.ts";
import { storeEnvelope } from "../../../src/commands/inbox.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import type { Tables } from "../../../src/store/tables.ts";
import { createOrders, type Orders } from "../../support/orders.ts";
import { ENGINES } from "../../support/stores.ts";

/** An incident whose room is open, so that reminders are planned for it. */
async function runningIncident(orders: Orders) {
  const incident = await orders.declare();
  const opened = { type: "RecordRoomOpened" as const, channel: "C1", name: "inc-1" };
  expect((await orders.order(incident, opened, "", { actor: WARROOM })).ok).toBe(true);
  await set(orders, "jobs", { status: "done" }, ["kind", "=", "open-room"]);
  return incident;
}

type Where = [column: string, operator: string, value: unknown];

async function set(orders: Orders, table: keyof Tables, values: object, where?: Where): Promise<void> {
  const query = orders.store.build.updateTable(table).set(values as never);
  const write = where ? query.where(...(where as [never, never, never])) : query;
  await orders.store.commit({ writes: [write.compile()], wakes: false });
}

async function remove(orders: Orders, table: keyof Tables, where: Where): Promise<void> {
  const query = orders.store.build.deleteFrom(table).where(...(where as [never, never, never]));
  await orders.store.commit({ writes: [query.compile()], wakes: false });
}

const names = async (orders: Orders) => (await findings(orders)).map(({ name }) => name);

describe.each(ENGINES)("the auditor on %s", (engine) => {
  test("finds nothing where all is well", async () => {
    const orders = await createOrders(engine);
    await runningIncident(orders);
    expect(await findings(orders)).toEqual([]);
  });

  test("finds a due job that nobody takes, and not one whose lane rests", async () => {
    const orders = await createOrders(engine);
    await runningIncident(orders);
    await orders.later(MINUTE_MS);
    const [found] = await findings(orders);
    expect(found).toMatchObject({ name: "jobs-not-taken", serious: true });
    expect(found!.what).toMatch(/^\d+ jobs are due and nobody takes them, the oldest since 2026-11-02 09:00 UTC\.$/);
    const lanes = await orders.store.read<{ lane: string }>(
      orders.store.build.selectFrom("jobs").select("lane").where("status", "=", "pending").distinct().compile(),
    );
    const rest = { free_at: orders.clock.now() + MINUTE_MS, lease_until: 0, holder: "" };
    const insert = orders.store.build.insertInto("lanes").values(lanes.map(({ lane }) => ({ lane, ...rest })));
    await orders.store.commit({ writes: [insert.compile()], wakes: false });
    expect(await names(orders)).toEqual([]);
  });

  test("finds no job that is cosmetic and waits for others that are under way", async () => {
    const orders = await createOrders(engine);
    await runningIncident(orders);
    await set(orders, "jobs", { status: "done" }, ["priority", "<", PRIORITY.cosmetic]);
    await orders.later(MINUTE_MS);
    const held = { lane: "post:T:C", free_at: 0, lease_until: orders.clock.now() + MINUTE_MS, holder: "h" };
    await orders.store.commit({
      writes: [orders.store.build.insertInto("lanes").values(held).compile()],
      wakes: false,
    });
    expect(await names(orders)).not.toContain("jobs-not-taken");
    await remove(orders, "lanes", ["lane", "=", held.lane]);
    expect(await names(orders)).toContain("jobs-not-taken");
  });

  test("finds a job that is tried and tried", async () => {
    const orders = await createOrders(engine);
    await runningIncident(orders);
    await set(orders, "jobs", { attempts: 20 }, ["kind", "=", "post-card"]);
    expect(await names(orders)).toEqual(["jobs-held-up"]);
  });

  test("finds a given-up job that no room hears of, for a day", async () => {
    const orders = await createOrders(engine);
    await runningIncident(orders);
    const now = orders.clock.now();
    await set(orders, "jobs", { status: "parked", ended_at: now, incident: null }, ["kind", "=", "reconcile"]);
    expect(await findings(orders)).toMatchObject([{ name: "jobs-given-up", serious: false }]);
    await set(orders, "jobs", { status: "done" }, ["status", "=", "pending"]);
    await set(orders, "jobs", { ended_at: now - 25 * 60 * MINUTE_MS }, ["kind", "=", "reconcile"]);
    expect((await names(orders)).filter((name) => name === "jobs-given-up")).toEqual([]);
  });

  test("finds an event that waits, and one that could not be taken in", async () => {
    const orders = await createOrders(engine);
    await storeEnvelope(orders, "Ev1", { event: {} });
    expect(await names(orders)).toEqual([]);
    await orders.later(MINUTE_MS);
    expect(await names(orders)).toEqual(["inbox-waits"]);
    await set(orders, "inbox", { attempts: 3 });
    expect(await findings(orders)).toMatchObject([{ name: "inbox-failed", serious: false }]);
  });

  test("finds a reminder that is not planned, or planned too late", async () => {
    const orders = await createOrders(engine);
    const { id } = await runningIncident(orders);
    await set(orders, "jobs", { due_at: orders.clock.now() + 600 * MINUTE_MS }, ["id", "=", `nudge-update:${id}`]);
    await remove(orders, "jobs", ["id", "=", `ask-for-lead:${id}`]);
    const [found, ...more] = await findings(orders);
    expect(more).toEqual([]);
    expect(found!.name).toBe("timers-missing");
    expect(found!.what).toContain(`nudge-update:${id}`);
    expect(found!.what).toContain(`ask-for-lead:${id}`);
  });

  test("finds no reminder planned too late any more after a start", async () => {
    const orders = await createOrders(engine);
    const { id } = await runningIncident(orders);
    await set(orders, "jobs", { due_at: orders.clock.now() + 600 * MINUTE_MS }, ["id", "=", `nudge-update:${id}`]);
    expect(await names(orders)).toEqual(["timers-missing"]);
    await recover(orders);
    expect(await names(orders)).toEqual([]);
  });

  test("finds a hole in an incident's events, and a head that is another's", async () => {
    const orders = await createOrders(engine);
    const { id } = await runningIncident(orders);
    await set(orders, "incidents", { hash: "0".repeat(64) }, ["id", "=", id]);
    expect(await names(orders)).toEqual(["chain-broken"]);
    await remove(orders, "events", ["seq", "=", 1]);
    expect(await names(orders)).toEqual(["chain-broken"]);
  });

  test("finds an incident that is gone", async () => {
    const orders = await createOrders(engine);
    const first = await runningIncident(orders);
    await orders.declare({ anyway: true });
    await remove(orders, "incidents", ["id", "=", first.id]);
    expect(await names(orders)).toContain("numbers-broken");
  });
});
