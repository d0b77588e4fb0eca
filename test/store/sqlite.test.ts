// What only the embedded engine has: group commit, a disk that is full, one writer a file.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Clock, createFrozenClock, systemClock } from "../../src/lib/clock.ts";
import { insertInstance } from "../../src/store/instances.ts";
import { migrateSqlite, readMigrations } from "../../src/store/migrate.ts";
import { openStore, openStoreReadOnly } from "../../src/store/open.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { type Store, StoreError } from "../../src/store/store.ts";
import { insertEnvelope } from "../../src/store/inbox.ts";
import { rows, START } from "../support/orders.ts";
import { quiet } from "../support/quiet.ts";
import { freshDatabase, freshStore } from "../support/stores.ts";

const clock = createFrozenClock(START);
const deps = { clock, log: quiet };
const NODE = path.resolve(import.meta.dirname, "../../node_modules/.bin/node");

/** Opens a migrated store whose turns end when the test says so. */
async function openInTurns() {
  const queued: (() => void)[] = [];
  const turns: Clock = { ...clock, soon: (run) => void queued.push(run) };
  const file = (await freshDatabase("sqlite")).slice("sqlite:".length);
  const store = openSqlite(file, turns);
  migrateSqlite(store.raw, readMigrations("sqlite"), START);
  onTestFinished(() => store.close().catch(() => {}));
  const statements = vi.spyOn(Object.getPrototypeOf(store.raw.prepare("COMMIT")) as Database.Statement, "run");
  const endTurn = () => {
    for (const run of queued.splice(0)) run();
  };
  return {
    store,
    file,
    endTurn,
    transactions: () =>
      (statements.mock.contexts as Database.Statement[]).filter(
        (one) => one.source === "COMMIT" && one.database === store.raw,
      ).length,
  };
}

const instance = (store: Store, id: string) => ({ writes: [insertInstance(store, id, START)] });
const ids = async (store: Store) => (await rows<{ id: string }>(store, "instances")).map(({ id }) => id).sort();

describe("the commits of one turn", () => {
  test("are one durable write, and none is acknowledged before it", async () => {
    const { store, file, endTurn, transactions } = await openInTurns();
    let acknowledged = 0;
    const commits = Array.from({ length: 25 }, (_, index) =>
      store.commit(instance(store, `i${index}`)).then((outcome) => {
        acknowledged += 1;
        return outcome;
      }),
    );
    await Promise.resolve();
    expect(acknowledged).toBe(0);
    expect(transactions()).toBe(0);
    endTurn();
    expect((await Promise.all(commits)).every(({ ok }) => ok)).toBe(true);
    expect(transactions()).toBe(1);
    const beside = new Database(file, { readonly: true });
    expect(beside.prepare("SELECT count(*) AS n FROM instances").get()).toEqual({ n: 25 });
    beside.close();
  });

  test("stand each for itself: one that fails and one that is stale leave the others", async () => {
    const { store, endTurn, transactions } = await openInTurns();
    const commits = [
      store.commit(instance(store, "a")),
      store.commit({ writes: [...instance(store, "b").writes, ...instance(store, "a").writes] }),
      store.commit({
        expect: [{ write: store.build.deleteFrom("gaps").compile(), what: "a gap" }],
        writes: instance(store, "c").writes,
      }),
      store.commit(instance(store, "d")),
    ];
    endTurn();
    const outcomes = await Promise.allSettled(commits);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(outcomes[2]).toMatchObject({ value: { ok: false, stale: "a gap" } });
    expect(await ids(store)).toEqual(["a", "d"]);
    expect(transactions()).toBe(1);
  });

  test("see each other in the order they came", async () => {
    const { store, endTurn } = await openInTurns();
    const remove = { write: store.build.deleteFrom("instances").where("id", "=", "a").compile(), what: "a is there" };
    const commits = [
      store.commit({ expect: [remove], writes: [] }),
      store.commit(instance(store, "a")),
      store.commit({ expect: [remove], writes: [] }),
    ];
    endTurn();
    expect((await Promise.all(commits)).map(({ ok }) => ok)).toEqual([false, true, true]);
  });

  test("tell those who listen once, and not at all when none went through", async () => {
    const { store, endTurn } = await openInTurns();
    const heard = vi.fn();
    store.onCommit(heard);
    const good = [store.commit(instance(store, "a")), store.commit(instance(store, "b"))];
    endTurn();
    await Promise.all(good);
    expect(heard).toHaveBeenCalledTimes(1);
    const bad = store.commit(instance(store, "a")).catch(() => {});
    endTurn();
    await bad;
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test("are written when the store closes before the turn ends", async () => {
    const { store, file } = await openInTurns();
    const commit = store.commit(instance(store, "a"));
    await store.close();
    expect(await commit).toEqual({ ok: true });
    const beside = new Database(file, { readonly: true });
    expect(beside.prepare("SELECT count(*) AS n FROM instances").get()).toEqual({ n: 1 });
    beside.close();
  });
});

describe("a disk that is full", () => {
  test("refuses what does not fit, takes the small commits beside it, and all again when there is room", async () => {
    const { store, endTurn } = await openInTurns();
    const pages = store.raw.pragma("page_count", { simple: true }) as number;
    store.raw.pragma(`max_page_count = ${pages + 2}`);
    const large = () => store.commit({ writes: [insertEnvelope(store, "large", "x".repeat(200_000), START)] });
    const outcomes = [store.commit(instance(store, "a")), large(), store.commit(instance(store, "b"))];
    endTurn();
    const [a, refused, b] = await Promise.allSettled(outcomes);
    expect([a!.status, refused!.status, b!.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((refused as PromiseRejectedResult).reason).toBeInstanceOf(StoreError);
    expect(String((refused as PromiseRejectedResult).reason)).toMatch(/SQLITE_FULL.*Next step: free space on its disk/);
    expect(await ids(store)).toEqual(["a", "b"]);
    expect(await rows(store, "inbox")).toEqual([]);

    const alone = large();
    endTurn();
    await expect(alone).rejects.toThrow(/SQLITE_FULL/);
    store.raw.pragma("max_page_count = 1073741823");
    const again = large();
    endTurn();
    expect(await again).toEqual({ ok: true });
    expect(store.raw.pragma("integrity_check", { simple: true })).toBe("ok");
  });
});

describe("a file that another process holds", () => {
  const open = async () => {
    const file = (await freshDatabase("sqlite")).slice("sqlite:".length);
    const store = openSqlite(file, systemClock);
    migrateSqlite(store.raw, readMigrations("sqlite"), START);
    const other = new Database(file);
    onTestFinished(() => store.close().finally(() => other.close()));
    return { store, other };
  };
  /** The longest time in which nothing else could run. */
  const longestStandstill = async (work: Promise<unknown>) => {
    let [last, longest, going] = [performance.now(), 0, true];
    const tick = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (going) setTimeout(tick, 1);
    };
    tick();
    await work.catch(() => {});
    going = false;
    return longest;
  };

  test("is waited for, and everything goes on meanwhile: then all is written, each once and in its order", async () => {
    const { store, other } = await open();
    other.exec("BEGIN IMMEDIATE");
    const first = store.commit(instance(store, "a"));
    setTimeout(() => void store.commit(instance(store, "b")), 300);
    setTimeout(() => other.exec("COMMIT"), 700);
    const longest_ms = await longestStandstill(first);
    await expect(first).resolves.toEqual({ ok: true });
    await store.commit(instance(store, "c"));
    expect(await ids(store)).toEqual(["a", "b", "c"]);
    // 250 ms are SQLite's; the rest is left to a loaded machine.
    expect(longest_ms).toBeLessThan(600);
  });

  test("is given up before Slack's patience ends, with nothing written", async () => {
    const { store, other } = await open();
    other.exec("BEGIN IMMEDIATE");
    const before = performance.now();
    await expect(store.commit(instance(store, "a"))).rejects.toThrow(/SQLITE_BUSY.*find the other process/);
    expect(performance.now() - before).toBeLessThan(2_900);
    other.exec("COMMIT");
    await store.commit(instance(store, "b"));
    expect(await ids(store)).toEqual(["b"]);
  });
});

describe("one SQLite file", () => {
  test("has one writer; a second is refused with what to do, and may look on", async () => {
    const url = await freshDatabase("sqlite");
    const { store } = await openStore(url, deps);
    await store.commit(instance(store, "a"));
    await expect(openStore(url, deps)).rejects.toThrow(
      /^another Warroom already runs on .*warroom\.db as pid \d+ on \S+ since \d{4}-\S+Z\. Next step: stop it first, or use PostgreSQL for several at once\.$/,
    );
    const beside = await openStoreReadOnly(url, deps);
    expect(await ids(beside)).toEqual(["a"]);
    await expect(beside.commit(instance(beside, "b"))).rejects.toThrow(/readonly/);
    await beside.close();
    await store.close();
    const again = await openStore(url, deps);
    expect(again.migrated).toEqual([]);
    await again.store.close();
  });

  test("is free again when its writer is killed, and holds all that was acknowledged", async () => {
    const url = await freshDatabase("sqlite");
    const script = `
      import { openStore } from "./src/store/open.ts";
      import { systemClock } from "./src/lib/clock.ts";
      import { createLog } from "./src/lib/log.ts";
      import { insertInstance } from "./src/store/instances.ts";
      const { store } = await openStore(${JSON.stringify(url)}, { clock: systemClock, log: createLog("silent") });
      await store.commit({ writes: [insertInstance(store, "acknowledged", 1)] });
      process.stdout.write("open");
      setInterval(() => {}, 1000);
    `;
    const writer = spawn(NODE, ["--input-type=module-typescript", "--eval", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void writer.kill("SIGKILL"));
    await once(writer.stdout!, "data");
    await expect(openStore(url, deps)).rejects.toThrow(/another Warroom already runs/);
    writer.kill("SIGKILL");
    await once(writer, "exit");
    const { store } = await openStore(url, deps);
    expect(await ids(store)).toEqual(["acknowledged"]);
    await store.close();
  });
});

describe("opening says what is wrong and what to do", () => {
  test.each([
    [
      "a folder that cannot be made",
      "sqlite:/proc/x.db",
      /^database \/proc\/x\.db cannot be written: .*Next step: make the folder writable/,
    ],
    ["a folder instead of a file", `sqlite:${tmpdir()}`, /cannot be written: EISDIR.*Next step: /],
    [
      "no kind of database",
      "warroom.db",
      /^DATABASE_URL "warroom\.db" is neither sqlite:FILE nor postgres:\/\/…\. Next step: /,
    ],
    ["no file", "sqlite:", /is neither sqlite:FILE nor postgres/],
    [
      "a server that is not there",
      "postgres://u:p@127.0.0.1:1/x",
      /^PostgreSQL: .*ECONNREFUSED.*Next step: check DATABASE_URL/,
    ],
    ["a port that is no number", "postgres://u:p@127.0.0.1:x/x", /^PostgreSQL: .*Next step: check DATABASE_URL/],
  ])("for %s", async (_what, url, sentence) => {
    const opening = openStore(url, deps);
    await expect(opening).rejects.toThrow(StoreError);
    await expect(opening).rejects.toThrow(sentence);
  });

  test("without showing a password", async () => {
    await expect(openStore("mysql://root:hunter2@db/warroom", deps)).rejects.toThrow(
      /^(?!.*hunter2).*neither sqlite:FILE nor postgres/,
    );
  });

  test("for a file that is no database, leaving it as it is and unlocked", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "warroom-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, "notes.txt");
    writeFileSync(file, "no database at all\n".repeat(300));
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(openStore(`sqlite:${file}`, deps)).rejects.toThrow(
        /SQLITE_NOTADB.*Next step: the file is not a Warroom/,
      );
    }
  });

  test("for a database that a reader expects and nobody has made", async () => {
    const url = await freshDatabase("sqlite");
    await expect(openStoreReadOnly(url, deps)).rejects.toThrow(
      /^there is no database at .*Next step: start Warroom once/,
    );
  });

  test("for a lock that cannot be made, which is no other Warroom", async () => {
    const url = await freshDatabase("sqlite");
    mkdirSync(`${url.slice("sqlite:".length)}.lock`);
    await expect(openStore(url, deps)).rejects.toThrow(
      /^database .*warroom\.db\.lock: .*\(SQLITE_CANTOPEN.*\)\. Next step: check/,
    );
  });

  test("for a reader where the schema is newer, older or not there", async () => {
    const url = await freshDatabase("sqlite");
    const { store } = await openStore(url, deps);
    await store.close();
    for (const [sql, expected] of [
      [
        "INSERT INTO schema_versions VALUES (9999, 'x', 'x', 0)",
        /^the database is at version 9999, .*Next step: start/,
      ],
      ["DELETE FROM schema_versions", /^the database is at version 0, .*Next step: `warroom migrate`/],
      ["DROP TABLE schema_versions", /^the database is at version 0, .*Next step: `warroom migrate`/],
    ] as const) {
      const raw = new Database(url.slice("sqlite:".length));
      raw.exec(sql);
      raw.close();
      await expect(openStoreReadOnly(url, deps)).rejects.toThrow(expected);
    }
  });

  test("and `anew` deletes what a file held, though never while another Warroom runs on it", async () => {
    const url = await freshDatabase("sqlite");
    const first = await openStore(url, deps);
    await first.store.commit(instance(first.store, "a"));
    await expect(openStore(url, deps, { anew: true })).rejects.toThrow(/^another Warroom already runs/);
    expect(await ids(first.store)).toEqual(["a"]);
    await first.store.close();
    const again = await openStore(url, deps, { anew: true });
    expect(await ids(again.store)).toEqual([]);
    await again.store.close();
  });

  test("and a relative path makes its folder", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "warroom-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { store } = await openStore(
      `sqlite:${path.relative(process.cwd(), path.join(folder, "new/deep/w.db"))}`,
      deps,
    );
    expect(await store.commit(instance(store, "a"))).toEqual({ ok: true });
    await store.close();
  });
});

test("a database in memory is enough to try things", async () => {
  const { store, migrated } = await openStore("sqlite::memory:", { clock: systemClock, log: quiet });
  expect(migrated.length).toBeGreaterThan(0);
  expect(await store.commit(instance(store, "a"))).toEqual({ ok: true });
  await store.close();
});

test("each SQLite commit is durable before it is acknowledged: the file is in WAL mode with synchronous=FULL", async () => {
  const store = (await freshStore("sqlite", clock)) as ReturnType<typeof openSqlite>;
  expect(store.raw.pragma("journal_mode", { simple: true })).toBe("wal");
  expect(store.raw.pragma("synchronous", { simple: true })).toBe(2);
});
