// Backups of a database that is being written, what a restore does to what is there, and what is refused.
import {
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import { backupFile, restoreFile } from "../../src/store/backup.ts";
import { openStore } from "../../src/store/open.ts";
import { temporaryFolder, warroom } from "../cli/run.ts";
import { ordersOn, START } from "../support/orders.ts";
import { quiet } from "../support/quiet.ts";
import { freshDatabase } from "../support/stores.ts";

const clock = createMovableClock(createFrozenClock(START));
const deps = { clock, log: quiet };

/** A running writer with one incident, its file, and its next change. */
async function running() {
  const url = await freshDatabase("sqlite");
  const { store } = await openStore(url, deps);
  onTestFinished(() => store.close().catch(() => {}));
  const orders = await ordersOn(store, clock);
  const incident = await orders.declare();
  let notes = 0;
  const note = () => orders.order(incident, { type: "AddNote", text: `note ${++notes}` });
  await note();
  return { url, file: url.slice("sqlite:".length), store, note, notes: () => notes };
}

const notesIn = async (url: string): Promise<number> => {
  const { store } = await openStore(url, deps);
  const rows = await store.read<{ seq: number }>(
    store.build.selectFrom("events").select("seq").where("type", "=", "NoteAdded").compile(),
  );
  await store.close();
  return rows.length;
};

/** Overwrites half of its pages. */
function damage(file: string): void {
  const handle = openSync(file, "r+");
  const pages = Math.floor(statSync(file).size / 4_096);
  const half = Buffer.alloc(Math.floor(pages / 2) * 4_096, 0xa5);
  writeSync(handle, half, 0, half.length, 4_096 * Math.floor(pages / 4));
}

describe("a backup", () => {
  test("of a running database holds all that was committed before it, is proved, and is for this user alone", async () => {
    const { url, file, note, notes } = await running();
    let writing = true;
    const writer = (async () => {
      while (writing) {
        await note();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const before = notes();
    const { code, out, err } = await warroom(["backup"], { DATABASE_URL: url });
    writing = false;
    await writer;
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/verified: .* MB, 1 incident, \d+ events/) });
    const copy = out.trim();
    expect(copy).toMatch(new RegExp(`^${file}\\.backup-\\d{8}T\\d{6}$`));
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(await notesIn(`sqlite:${copy}`)).toBeGreaterThanOrEqual(before);
  });

  test("put back holds what it held, twenty times over, and what it replaced is kept", async () => {
    const { url, file, store, note, notes } = await running();
    for (let loop = 0; loop < 20; loop++) {
      await note();
      const copy = `${file}.copy-${loop}`;
      const [, proved] = await Promise.all([note(), backupFile(file, copy, deps)]);
      expect(proved.incidents).toBe(1);
    }
    await expect(restoreFile(file, `${file}.copy-3`, deps)).rejects.toThrow(/^another Warroom already runs/);
    await store.close();
    for (const loop of [19, 7, 3]) {
      await clock.advance(1_000, async () => {});
      const { kept } = await restoreFile(file, `${file}.copy-${loop}`, deps);
      expect(existsSync(kept!)).toBe(true);
      const held = await notesIn(url);
      expect([1 + 2 * loop + 1, 1 + 2 * loop + 2]).toContain(held);
    }
    expect(notes()).toBe(41);
    const replaced = readdirSync(path.dirname(file)).filter((name) => /replaced-\d{8}T\d{6}$/.test(name));
    expect(replaced).toHaveLength(3);
    expect(await notesIn(`sqlite:${path.join(path.dirname(file), replaced.sort()[0]!)}`)).toBe(41);
  });

  test("that is damaged, changed, no database of ours or missing is refused, and nothing is changed", async () => {
    const { file, store, note } = await running();
    for (let n = 0; n < 200; n++) await note();
    await backupFile(file, `${file}.good`, deps);
    await store.close();
    const before = readFileSync(file);
    copyFileSync(`${file}.good`, `${file}.bad`);
    damage(`${file}.bad`);
    await expect(restoreFile(file, `${file}.bad`, deps)).rejects.toThrow(/Next step:/);
    writeFileSync(`${file}.text`, "no database\n".repeat(1_000));
    await expect(restoreFile(file, `${file}.text`, deps)).rejects.toThrow(/Next step:/);
    await expect(restoreFile(file, `${file}.none`, deps)).rejects.toThrow(/^there is no file/);
    const other = await openStore(`sqlite:${file}.changed`, deps);
    await other.store.close();
    await restoreFile(`${file}.changed`, `${file}.good`, deps);
    const changed = await openStore(`sqlite:${file}.changed`, deps);
    const text = 'UPDATE events SET body = \'{"text":"no"}\' WHERE seq = 3';
    await changed.store.commit({ writes: [{ sql: text, parameters: [] } as never] });
    await changed.store.close();
    await expect(restoreFile(file, `${file}.changed`, deps)).rejects.toThrow(
      /is not as it was written: .*text was changed/,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("that was copied without its -wal is told to lack something", async () => {
    const { url, file, note, store } = await running();
    await note();
    copyFileSync(file, `${file}.copied`);
    await store.close();
    const { err } = await warroom(["restore", `${file}.copied`], { DATABASE_URL: url });
    expect(err).toMatch(/was copied without its -wal file/);
  });

  test("that is none is refused in a sentence at the command line, with what helps", async () => {
    const folder = temporaryFolder();
    const env = { DATABASE_URL: `sqlite:${path.join(folder, "warroom.db")}` };
    const text = path.join(folder, "notes.txt");
    writeFileSync(text, "no database\n".repeat(1_000));
    const said = [await warroom(["restore", `${text}.none`], env), await warroom(["restore", text], env)];
    expect(said).toEqual([
      { code: 1, out: "", err: expect.stringMatching(/^warroom: there is no file .* Next step: .*\n$/) },
      {
        code: 1,
        out: "",
        err: expect.stringMatching(/^warroom: .* cannot be copied: .* Next step: give the path.*\n$/),
      },
    ]);
  });

  test("on PostgreSQL is left to its own tools, which are named", async () => {
    const env = { DATABASE_URL: "postgres://u:p@127.0.0.1:1/x" };
    expect((await warroom(["backup"], env)).err).toContain("pg_dump --format=custom");
    expect((await warroom(["restore", "x"], env)).err).toMatch(/pg_restore --clean .*warroom reconcile/);
  });
});

test("a damaged database is not written: the start says so, ends with 4 and leaves it as it is", async () => {
  const { url, file, store, note } = await running();
  for (let n = 0; n < 200; n++) await note();
  await store.close();
  damage(file);
  const before = readFileSync(file);
  const { code, err } = await warroom(["migrate"], { DATABASE_URL: url });
  expect({ code, err }).toEqual({
    code: 4,
    err: expect.stringMatching(/(is damaged|malformed).*warroom restore FILE/),
  });
  expect(readFileSync(file).equals(before)).toBe(true);
});
