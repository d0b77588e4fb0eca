// Two processes on one PostgreSQL database: what one commits, the other's listener hears of at once.
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/lib/clock.ts";
import { insertInstance } from "../../src/store/instances.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { rows, START } from "../support/orders.ts";
import { quiet } from "../support/quiet.ts";
import { freshDatabase } from "../support/stores.ts";

async function openTwo(): Promise<[Store, Store]> {
  const url = await freshDatabase("postgres");
  const open = async () => {
    const { store } = await openStore(url, { clock: systemClock, log: quiet });
    onTestFinished(() => store.close().catch(() => {}));
    return store;
  };
  return [await open(), await open()];
}

/** Each call, as it comes; the first says that the store listens. */
async function listening(store: Store) {
  let calls = 0;
  let next = Promise.withResolvers<void>();
  store.onCommit(() => {
    calls += 1;
    next.resolve();
    next = Promise.withResolvers();
  });
  await next.promise;
  return { calls: () => calls, next: () => next.promise };
}

const commit = (store: Store, id: string, wakes?: false) =>
  store.commit({ writes: [insertInstance(store, id, START)], ...(wakes === false && { wakes }) });
const LISTENERS =
  "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN %'";
const count = async (store: Store, sql: string) => (await store.read({ sql, parameters: [] } as never)).length;

test("a commit of one wakes the other within a second, and itself only once", async () => {
  const [one, other] = await openTwo();
  const [ofOne, ofOther] = await Promise.all([listening(one), listening(other)]);
  const heard = ofOther.next();
  const before = performance.now();
  await commit(one, "a");
  await heard;
  expect(performance.now() - before).toBeLessThan(1_000);
  expect(ofOne.calls()).toBe(2);
  // What comes over its connection comes in order: its own was there before the other's, and woke nobody.
  const heardBack = ofOne.next();
  await commit(other, "b");
  await heardBack;
  expect(ofOne.calls()).toBe(3);
});

test("a commit that does not hold, or wakes nobody, wakes nobody elsewhere", async () => {
  const [one, other] = await openTwo();
  const ofOther = await listening(other);
  await commit(one, "a", false);
  const stale = { write: { sql: "DELETE FROM instances WHERE id = 'nobody'", parameters: [] } as never, what: "it" };
  expect(await one.commit({ expect: [stale], writes: [] })).toEqual({ ok: false, stale: "it" });
  await expect(commit(one, "a")).rejects.toThrow(/PostgreSQL/);
  expect(ofOther.calls()).toBe(1);
  const heard = ofOther.next();
  await commit(one, "b");
  await heard;
  expect(ofOther.calls()).toBe(2);
});

test("the server ends the listening connection: another is opened, what was missed is looked for, and commits are heard again", async () => {
  const [one, other] = await openTwo();
  const ofOther = await listening(other);
  expect(await count(one, `SELECT pg_terminate_backend(pid) ${LISTENERS}`)).toBe(1);
  const again = ofOther.next();
  await commit(one, "a");
  await again;
  expect(ofOther.calls()).toBe(2);
  const heard = ofOther.next();
  const before = performance.now();
  await commit(one, "b");
  await heard;
  expect(performance.now() - before).toBeLessThan(1_000);
});

test("who does not ask holds no connection for it, and who closes lets go of it", async () => {
  const [one, other] = await openTwo();
  await commit(one, "a");
  expect(await count(one, `SELECT pid ${LISTENERS}`)).toBe(0);
  await listening(other);
  expect(await count(one, `SELECT pid ${LISTENERS}`)).toBe(1);
  await other.close();
  await expect.poll(() => count(one, `SELECT pid ${LISTENERS}`)).toBe(0);
  expect(await rows(one, "instances")).toHaveLength(1);
});
