// A start that is refused ends everything that was begun: whatever lives on keeps the process from ending, and writes.
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createFrozenClock, createMovableClock, systemClock } from "../src/lib/clock.ts";
import { createLog } from "../src/lib/log.ts";
import { createSeededRandom } from "../src/lib/random.ts";
import { startBot } from "../src/main.ts";
import { startPractice } from "../src/practice/practice.ts";
import { openStore } from "../src/store/open.ts";
import { freePort } from "./support/free-port.ts";
import { testRunbook } from "./support/runbook.ts";
import { freshDatabase } from "./support/stores.ts";

const MINUTE_MS = 60_000;

test("a start that Slack refuses leaves nothing running", async () => {
  const clock = createMovableClock(createFrozenClock(Date.UTC(2026, 10, 2, 9)));
  const random = createSeededRandom(3);
  const logged: string[] = [];
  const log = createLog("info", [], { write: (line: string) => void logged.push(line) });
  const practice = await startPractice({ clock: systemClock, random, port: 0 });
  if (!practice.ok) throw new Error(practice.error.join("\n"));
  onTestFinished(() => practice.value.close());
  const { apiUrl, tokens } = practice.value;
  const { store } = await openStore(await freshDatabase("sqlite"), { clock, log });
  const port = await freePort();
  const controlFile = path.join(mkdtempSync(path.join(tmpdir(), "warroom-start-")), "control.json");
  const starting = startBot({
    slack: { mode: "socket", botToken: tokens.bot, appToken: "xapp-wrong", apiUrl },
    store,
    runbook: testRunbook(),
    people: {},
    controlFile,
    host: "127.0.0.1",
    port,
    clock,
    random,
    log,
  });
  await expect(starting).rejects.toThrow("SLACK_APP_TOKEN was refused by Slack");
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  expect(existsSync(controlFile)).toBe(false);
  await store.close();
  logged.length = 0;
  // What still looks into the database finds it closed, and says so.
  await clock.advance(2 * MINUTE_MS, () => new Promise((resolve) => setTimeout(resolve, 1)));
  expect(logged).toEqual([]);
});
