import { describe, expect, test } from "vitest";
import { createFrozenClock } from "../../src/lib/clock.ts";
import { insertInstance } from "../../src/store/instances.ts";
import { savePeople } from "../../src/store/people.ts";
import { findStanding, namesOf } from "../../src/store/read/people.ts";
import { expectNewRoom, moveWatermark, saveRoomHead } from "../../src/store/rooms.ts";
import { findRoom } from "../../src/store/read/rooms.ts";
import { type Expectation, type Store, StoreError, type Write } from "../../src/store/store.ts";
import { rows, START } from "../support/orders.ts";
import { ENGINES, freshStore } from "../support/stores.ts";

const open = (engine: "sqlite" | "postgres") => freshStore(engine, createFrozenClock(START));
const instance = (store: Store, id: string): Write => insertInstance(store, id, START);
const room = (store: Store, channel: string): Expectation =>
  expectNewRoom(store, { team: "T1", channel, incident: "I1" }, START);
const person = { team: "T1", slack_user: "U1", name: "Ana", zone: "UTC", standing: "member" as const, seen_at: START };

/** PostgreSQL calls once when it listens to other processes: counted from then on. */
async function countCalls(store: Store): Promise<() => number> {
  let calls = 0;
  const { promise: listens, resolve } = Promise.withResolvers<void>();
  store.onCommit(() => {
    calls += 1;
    resolve();
  });
  if (store.engine === "postgres") await listens;
  const before = calls;
  return () => calls - before;
}

describe.each(ENGINES)("a commit on %s", (engine) => {
  test("writes all of it and tells those who listen, once", async () => {
    const store = await open(engine);
    const heard = await countCalls(store);
    const outcome = await store.commit({
      expect: [room(store, "C1")],
      writes: [instance(store, "a"), instance(store, "b")],
    });
    expect(outcome).toEqual({ ok: true });
    expect(await rows(store, "instances")).toHaveLength(2);
    expect(await findRoom(store, "T1", "C1")).toMatchObject({ incident: "I1", seq: 0, watermark: "" });
    expect(heard()).toBe(1);
  });

  test("whose second expectation does not hold names it, and undoes the first expectation too", async () => {
    const store = await open(engine);
    await store.commit({ expect: [room(store, "C1")], writes: [] });
    const heard = await countCalls(store);
    const outcome = await store.commit({
      expect: [room(store, "C2"), room(store, "C1"), room(store, "C3")],
      writes: [instance(store, "a")],
    });
    expect(outcome).toEqual({ ok: false, stale: "channel C1 not yet a room" });
    expect((await rows<{ channel: string }>(store, "rooms")).map(({ channel }) => channel)).toEqual(["C1"]);
    expect(await rows(store, "instances")).toEqual([]);
    expect(heard()).toBe(0);
  });

  test("whose last write fails undoes the others and says what to do next", async () => {
    const store = await open(engine);
    await store.commit({ writes: [instance(store, "a")] });
    const failing = store.commit({
      expect: [room(store, "C1")],
      writes: [instance(store, "b"), instance(store, "a")],
    });
    await expect(failing).rejects.toThrow(StoreError);
    await expect(failing).rejects.toThrow(/Next step: /);
    expect(await rows(store, "instances")).toHaveLength(1);
    expect(await rows(store, "rooms")).toEqual([]);
    expect(await store.commit({ writes: [instance(store, "b")] })).toEqual({ ok: true });
  });

  test("that expects a row nobody moved holds once of twenty at the same time", async () => {
    const store = await open(engine);
    await store.commit({ expect: [room(store, "C1")], writes: [] });
    const before = (await findRoom(store, "T1", "C1"))!;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.commit({
          expect: [saveRoomHead(store, before, { seq: 1, hash: `by ${index}` })],
          writes: [instance(store, `i${index}`)],
        }),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = outcomes.findIndex(({ ok }) => ok);
    expect(await findRoom(store, "T1", "C1")).toMatchObject({ seq: 1, hash: `by ${winner}` });
    expect(await rows<{ id: string }>(store, "instances")).toEqual([expect.objectContaining({ id: `i${winner}` })]);
  });

  test("after closing is refused, and nothing hangs", async () => {
    const store = await open(engine);
    const writes = [instance(store, "late")];
    await store.close();
    await expect(store.commit({ writes })).rejects.toThrow(StoreError);
  });

  test("keeps every character that people can type", async () => {
    const store = await open(engine);
    const names = ["Zoë 👩‍🚒", "‏שלום", "a'b\"c\\d;--", "line\nbreak\ttab", "\ud83d\ude80", "%_?$1", "İstanbul ß"];
    for (const [index, name] of names.entries()) {
      await store.commit({ writes: savePeople(store, [{ ...person, slack_user: `U${index}`, name }]) });
    }
    const kept = await namesOf(
      store,
      "T1",
      names.map((_, index) => `U${index}`),
    );
    expect([...kept.entries()].sort().map(([, name]) => name)).toEqual(names);
  });

  test("takes text with a NUL or half a character in it, and loses at most that", async () => {
    const store = await open(engine);
    const names = { U1: "before\u0000after", U2: "half \ud83d" };
    const people = Object.entries(names).map(([slack_user, name]) => ({ ...person, slack_user, name }));
    await store.commit({ writes: savePeople(store, people) });
    const kept = await namesOf(store, "T1", ["U1", "U2"]);
    expect(kept.get("U1")).toMatch(/^before.after$/su);
    expect(kept.get("U2")).toMatch(/^half /);
  });

  test("keeps whole numbers as large as a time or a count gets", async () => {
    const store = await open(engine);
    await store.commit({ writes: [insertInstance(store, "far", 253_402_300_799_999)] });
    expect(await rows(store, "instances")).toEqual([
      { id: "far", started_at: 253_402_300_799_999, alive_at: 253_402_300_799_999 },
    ]);
  });

  test("that saves a person again replaces what was known of them", async () => {
    const store = await open(engine);
    expect(await findStanding(store, "T1", "U1")).toBeNull();
    await store.commit({ writes: savePeople(store, [person]) });
    await store.commit({ writes: savePeople(store, [{ ...person, name: "Ana M.", standing: "guest" }]) });
    expect(await findStanding(store, "T1", "U1")).toBe("guest");
    expect(await findStanding(store, "T2", "U1")).toBeNull();
    expect(await namesOf(store, "T1", ["U1", "U9"])).toEqual(new Map([["U1", "Ana M."]]));
    expect(await namesOf(store, "T1", [])).toEqual(new Map());
  });

  test("moves a room's watermark forward, never back", async () => {
    const store = await open(engine);
    await store.commit({ expect: [room(store, "C1")], writes: [] });
    const at = async () => (await findRoom(store, "T1", "C1"))!;
    await store.commit({ writes: [moveWatermark(store, await at(), "1700000002.000000")] });
    await store.commit({ writes: [moveWatermark(store, await at(), "1700000001.000000")] });
    expect((await at()).watermark).toBe("1700000002.000000");
  });
});

test("a statement that is run past the store never reaches the database", async () => {
  const store = await open("sqlite");
  await expect(store.build.selectFrom("instances").selectAll().execute()).resolves.toEqual([]);
  await store.commit({ writes: [instance(store, "a")] });
  await store.build.deleteFrom("instances").execute();
  expect(await rows(store, "instances")).toHaveLength(1);
});
