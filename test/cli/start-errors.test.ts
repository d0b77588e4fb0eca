// Every refusal to start is a sentence that names the thing and the next step, and exits non-zero.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { startPractice } from "../../src/practice/practice.ts";
import { openStore } from "../../src/store/open.ts";
import { quiet } from "../support/quiet.ts";
import { temporaryFolder, warroom } from "./run.ts";

async function workspace(): Promise<Record<string, string>> {
  const started = await startPractice({ clock: systemClock, random: createSeededRandom(3), port: 0 });
  if (!started.ok) throw new Error(started.error.join("\n"));
  onTestFinished(() => started.value.close());
  const { apiUrl, tokens } = started.value;
  return {
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN: tokens.bot,
    SLACK_APP_TOKEN: tokens.app,
    DATABASE_URL: `sqlite:${path.join(temporaryFolder(), "warroom.db")}`,
    PORT: "0",
  };
}

test("a missing credential is named, all of them at once", async () => {
  const { code, err } = await warroom(["start"], { SLACK_SIGNING_SECRET: "x", PORT: "seven", LOG_LEVEL: "loud" });
  expect(code).toBe(1);
  expect(err).toContain("SLACK_BOT_TOKEN is missing. Next step:");
  expect(err).toContain('PORT "seven" is not a port.');
  expect(err).toContain('LOG_LEVEL "loud" is not a level.');
});

test("a wrong app token is refused with what to make instead", async () => {
  const { code, err } = await warroom(["start"], { ...(await workspace()), SLACK_APP_TOKEN: "xapp-wrong" });
  expect(code).toBe(1);
  expect(err.match(/SLACK_APP_TOKEN was refused by Slack: invalid_auth\./g), "said once").toHaveLength(1);
});

test("an unreadable runbook is named with line and column", async () => {
  const file = path.join(temporaryFolder(), "ours.yml");
  writeFileSync(file, "title: Ours\nseverites:\n  - { name: SEV1, title: Bad }\n");
  const { code, err } = await warroom(["start"], { ...(await workspace()), WARROOM_RUNBOOK: file });
  expect(code).toBe(1);
  expect(err).toContain(`${file}:2:1`);
  expect(err).toContain("severities");
});

test("an unknown runbook is answered with the known ones", async () => {
  const { code, err } = await warroom(["start"], { ...(await workspace()), WARROOM_RUNBOOK: "agentic-cannon" });
  expect(code).toBe(1);
  expect(err).toContain("agentic-canon");
});

test("a port in use is named", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { code, err } = await warroom(["start"], { ...(await workspace()), PORT: String(port) });
  expect(code).toBe(1);
  expect(err).toContain(`port ${port} is in use. Next step: stop the other program, or set PORT.`);
});

test("a place that cannot be written is named", async () => {
  const { code, err } = await warroom(["start"], { ...(await workspace()), DATABASE_URL: "sqlite:/proc/warroom.db" });
  expect(code).toBe(1);
  expect(err).toContain("database /proc/warroom.db cannot be written");
  expect(err).toContain("Next step: make the folder writable");
});

test("a database from a newer version is refused and left as it is", async () => {
  const env = await workspace();
  const file = env.DATABASE_URL!.slice("sqlite:".length);
  const { store } = await openStore(env.DATABASE_URL!, { clock: systemClock, log: quiet });
  await store.close();
  const raw = new Database(file);
  raw.prepare("INSERT INTO schema_versions VALUES (9999, 'from-the-future', 'x', 0)").run();
  raw.close();
  const { code, err } = await warroom(["start"], env);
  expect(code).toBe(1);
  expect(err).toContain("the database is at version 9999");
});

test("a second Warroom on the same file is refused", async () => {
  const env = await workspace();
  const { store } = await openStore(env.DATABASE_URL!, { clock: systemClock, log: quiet });
  onTestFinished(() => store.close());
  const { code, err } = await warroom(["start"], env);
  expect(code).toBe(3);
  expect(err).toContain("another Warroom already runs on");
});

test("an unknown command is answered with the way to help, and a wrong option names itself", async () => {
  const unknown = await warroom(["incidnet", "list"]);
  expect(unknown.code).not.toBe(0);
  expect(unknown.err).toContain("incidnet");
  const lacking = await warroom(["incident", "declare", "SEV1"]);
  expect(lacking).toMatchObject({ code: 1, err: expect.stringContaining("`warroom incident declare --help`") });
  const wrong = await warroom(["practice", "--port", "many"]);
  expect(wrong.code).toBe(1);
  expect(wrong.err).toContain('--port "many" is not a port');
});
