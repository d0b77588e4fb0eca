// A PostgreSQL server that ends connections, and a pool with none left.
import { expect, onTestFinished, test } from "vitest";
import { createFrozenClock } from "../../src/lib/clock.ts";
import { insertInstance } from "../../src/store/instances.ts";
import { migratePostgres, readMigrations } from "../../src/store/migrate.ts";
import { openPostgres } from "../../src/store/postgres.ts";
import { rows, START } from "../support/orders.ts";
import { quiet } from "../support/quiet.ts";
import { freshDatabase } from "../support/stores.ts";

async function open() {
  const store = openPostgres(await freshDatabase("postgres"), { clock: createFrozenClock(START), log: quiet } as never);
  onTestFinished(() => store.close().catch(() => {}));
  await migratePostgres(store.pool, readMigrations("postgres"), START);
  return store;
}

const END_ALL_OTHERS =
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

test("commits whose connections the server ends are each made once, or told as failed", async () => {
  const store = await open();
  const names = Array.from({ length: 40 }, (_, index) => `i${String(index).padStart(2, "0")}`);
  // Each ends all connections but its own in its middle: those of the others, in theirs.
  const commits = names.map((id, index) =>
    store.commit({
      writes: [
        insertInstance(store, id, START),
        ...(index % 10 === 5 ? [{ sql: END_ALL_OTHERS, parameters: [] } as never] : []),
      ],
    }),
  );
  const outcomes = await Promise.allSettled(commits);
  const stored = (await rows<{ id: string }>(store, "instances")).map(({ id }) => id);
  // One whose connection went while it was asked to hold is told as failed, and may hold.
  const told = names.filter((_, index) => outcomes[index]!.status === "fulfilled");
  expect(stored).toEqual(expect.arrayContaining(told));
  expect(new Set(stored).size).toBe(stored.length);
  await expect(store.commit({ writes: [insertInstance(store, "after", START)] })).resolves.toEqual({ ok: true });
});

test("a commit whose connection the server ends in its middle is made again", async () => {
  const store = await open();
  const sleep = { sql: "SELECT pg_sleep(0.5)", parameters: [] } as never;
  const commit = store.commit({ writes: [insertInstance(store, "a", START), sleep] });
  await new Promise<void>((resolve) => setTimeout(resolve, 200));
  await store.pool.query(END_ALL_OTHERS);
  await expect(commit).resolves.toEqual({ ok: true });
  expect((await rows<{ id: string }>(store, "instances")).map(({ id }) => id)).toEqual(["a"]);
});

test("a pool with no connection left is waited for within Slack's patience, and serves again afterwards", async () => {
  const store = await open();
  const held = await Promise.all(Array.from({ length: 10 }, () => store.pool.connect()));
  const before = performance.now();
  await expect(store.commit({ writes: [insertInstance(store, "a", START)] })).rejects.toThrow(/PostgreSQL.*Next step/);
  expect(performance.now() - before).toBeLessThan(2_950);
  for (const client of held) client.release();
  await expect(store.commit({ writes: [insertInstance(store, "b", START)] })).resolves.toEqual({ ok: true });
  expect((await rows<{ id: string }>(store, "instances")).map(({ id }) => id)).toEqual(["b"]);
});
