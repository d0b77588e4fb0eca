import { describe, expect, test } from "vitest";
import { noteLostIncidents } from "../../../src/commands/life/lost-incidents.ts";
import { lostNumbers } from "../../../src/domain/record/lost-incidents.ts";
import { acceptLosses, insertLoss } from "../../../src/store/losses.ts";
import { brokenNumbers } from "../../../src/store/read/audit.ts";
import { lossesToNote } from "../../../src/store/read/losses.ts";
import { verifyWorkspaces } from "../../../src/store/verify.ts";
import { createOrders, rows, START, TEAM } from "../../support/orders.ts";
import { ENGINES } from "../../support/stores.ts";

const gone = (incident: string, number: number | null) => ({
  team: TEAM,
  incident,
  channel: `C-${incident}`,
  era: 0,
  stored_seq: 0,
  stored_at: START,
  seen_seq: 4,
  seen_at: START + 60_000,
  number,
  name: number === null ? null : `INC-${number}`,
  declared_at: START + 1_000,
  is_private: 0,
});

describe.each(ENGINES)("incidents that an older database does not know (%s)", (engine) => {
  const accepted = async () => {
    const orders = await createOrders(engine);
    await orders.declare();
    const losses = [gone("I4", 4), gone("I2", 2)].map((loss) => insertLoss(orders.store, loss, START));
    await orders.store.commit({ writes: [...losses, acceptLosses(orders.store, START)] });
    return { ...orders, lost: await lossesToNote(orders.store) };
  };
  const declare = async (orders: Awaited<ReturnType<typeof accepted>>) =>
    (await orders.declare({ title: "Another one", anyway: true })).number;

  test("leave their numbers unused, also one between them, and each room has a line to come", async () => {
    const orders = await accepted();
    expect(await noteLostIncidents(orders, TEAM, orders.lost)).toBe(true);
    expect(await lossesToNote(orders.store)).toEqual([]);
    expect(await declare(orders)).toBe(5);
    expect(await orders.store.snapshot(verifyWorkspaces)).toEqual([]);
    expect(await brokenNumbers(orders.store)).toEqual([]);
    const told = (await rows<{ id: string; lane: string; kind: string }>(orders.store, "jobs"))
      .filter(({ kind }) => kind === "tell-lost-room")
      .map(({ id, lane }) => [id, lane])
      .sort();
    expect(told).toEqual([
      ["tell-lost-room:I2", `post:${TEAM}:C-I2`],
      ["tell-lost-room:I4", `post:${TEAM}:C-I4`],
    ]);
  });

  test("are noted down by one of two programs that do it at once", async () => {
    const orders = await accepted();
    const both = [1, 2].map(() => noteLostIncidents(orders, TEAM, orders.lost));
    expect((await Promise.all(both)).sort()).toEqual([false, true]);
    expect(await declare(orders)).toBe(5);
    expect(await orders.store.snapshot(verifyWorkspaces)).toEqual([]);
  });

  test.each([
    [
      "an incident under such a number",
      "UPDATE incidents SET number = 4 WHERE number = 5",
      "number 4 was lost, and is stored",
    ],
    [
      "another number in its place",
      `UPDATE events SET body = '{"number":9}' WHERE seq = 3 AND type = 'NumberLost'`,
      "event 3",
    ],
    ["a number of which nothing tells", "DELETE FROM events WHERE type = 'NumberLost' AND seq = 4", "event 4"],
  ])("make %s a finding", async (_what, sql, expected) => {
    const orders = await accepted();
    await noteLostIncidents(orders, TEAM, orders.lost);
    await declare(orders);
    await orders.store.commit({ writes: [{ sql, parameters: [] } as never] });
    expect((await orders.store.snapshot(verifyWorkspaces)).join()).toContain(expected);
  });

  test("an incident that is gone is no lost one", async () => {
    const orders = await accepted();
    await noteLostIncidents(orders, TEAM, orders.lost);
    await declare(orders);
    const { store } = orders;
    await store.commit({ writes: [{ sql: "DELETE FROM incidents WHERE number = 5", parameters: [] } as never] });
    expect(await brokenNumbers(store)).toEqual([TEAM]);
    expect((await store.snapshot(verifyWorkspaces)).join()).toContain("number 5 is missing");
  });
});

test("an incident of unknown number keeps one number more from being given", () => {
  const [known, unknown] = [
    { incident: "I3", number: 3, name: "INC-3" },
    { incident: "IX", number: null, name: null },
  ];
  expect(lostNumbers(2, [known!, unknown!]).map(({ number, incident }) => [number, incident])).toEqual([
    [3, "I3"],
    [4, null],
  ]);
  expect(lostNumbers(7, [known!])).toEqual([]);
});
