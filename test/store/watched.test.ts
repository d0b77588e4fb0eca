import { statSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { createFrozenClock } from "../../src/lib/clock.ts";
import { createTroubles } from "../../src/lib/troubles.ts";
import { insertEnvelope } from "../../src/store/inbox.ts";
import { openStore } from "../../src/store/open.ts";
import { watched } from "../../src/store/watched.ts";
import { START } from "../support/orders.ts";
import { quiet } from "../support/quiet.ts";
import { freshDatabase } from "../support/stores.ts";

test("a reader that does not let go makes the -wal grow: that is a trouble, until it lets go", async () => {
  const clock = createFrozenClock(START);
  const url = await freshDatabase("sqlite");
  const opened = await openStore(url, { clock, log: quiet });
  onTestFinished(() => opened.store.close());
  const troubles = createTroubles(clock, quiet);
  const store = watched(opened.store, troubles);
  const file = url.slice("sqlite:".length);
  const reader = new Database(file, { readonly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM inbox").get();
  let written = 0;
  const write = async (times: number, text: string) => {
    for (let n = 0; n < times; n++) {
      await store.commit({ writes: [insertEnvelope(store, `e${written++}`, text, START)] });
    }
  };
  await write(80, "x".repeat(1_000_000));
  expect(troubles.list().map(({ name, serious }) => [name, serious])).toEqual([["wal", false]]);
  reader.close();
  await write(32, "small");
  expect(troubles.list()).toEqual([]);
  expect(statSync(`${file}-wal`).size).toBeLessThan(16 * 1024 * 1024);
});
