// `warroom doctor` in a process of its own, against a practice workspace that is well or that lacks one thing.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readManifest } from "../../src/cli/manifest.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { type Practice, startPractice } from "../../src/practice/practice.ts";
import { openStore } from "../../src/store/open.ts";
import { quiet } from "../support/quiet.ts";
import { temporaryFolder, warroom } from "./run.ts";

async function workspace(): Promise<{ practice: Practice; env: Record<string, string> }> {
  const random = createSeededRandom(3);
  const started = await startPractice({ clock: systemClock, random, port: 0, manifest: readManifest() });
  if (!started.ok) throw new Error(started.error.join("\n"));
  const practice = started.value;
  onTestFinished(() => practice.close());
  const { apiUrl, tokens } = practice;
  return {
    practice,
    env: {
      SLACK_API_URL: apiUrl,
      SLACK_BOT_TOKEN: tokens.bot,
      SLACK_APP_TOKEN: tokens.app,
      DATABASE_URL: `sqlite:${path.join(temporaryFolder(), "warroom.db")}`,
      PORT: "1",
    },
  };
}

interface Check {
  name: string;
  verdict: string;
  says: string;
  fix: string | null;
}

async function checksOf(env: Record<string, string>): Promise<{ code: number | null; checks: Record<string, Check> }> {
  const { code, out } = await warroom(["doctor", "--json", "--stopped"], env);
  const all = JSON.parse(out) as Check[];
  return { code, checks: Object.fromEntries(all.map((check) => [check.name, check])) };
}

test("says that all is well, and what should be known, line by line", async () => {
  const { env } = await workspace();
  const { store } = await openStore(env.DATABASE_URL!, { clock: systemClock, log: quiet });
  onTestFinished(() => store.close());
  const { code, out, err } = await warroom(["doctor", "--stopped"], env);
  expect(code).toBe(0);
  expect(out).toMatch(/^ok {5}token {10}@warroom in /m);
  expect(out).toMatch(/^ok {5}scopes {9}the \d+ of the manifest, and no more$/m);
  expect(out).toMatch(/^ok {5}clock {10}as Slack's$/m);
  expect(out).toMatch(/^ok {5}road {11}Socket Mode: Slack gives connections$/m);
  expect(out).toMatch(/^ok {5}database {7}the file opens/m);
  expect(out).toMatch(/^ok {5}announcements {2}#incidents is there$/m);
  expect(err).toMatch(/^\nNothing is wrong; \d+ to look at when there is time\.\n$/);
  expect(out).toMatch(/^look {3}running {8}Warroom does not run: none answers on 127\.0\.0\.1:1\n {22}→ Start it/m);
  expect(out).toMatch(/^look {3}sign of life {3}nobody outside would notice/m);
  expect(out).not.toContain(env.SLACK_BOT_TOKEN);
});

test("a Warroom that does not run is wrong, and ends with 1, unless that is on purpose", async () => {
  const { env } = await workspace();
  const { code, out, err } = await warroom(["doctor"], env);
  expect(code).toBe(1);
  expect(out).toMatch(/^WRONG {2}running {8}Warroom does not run: .*\n {22}→ Start it .*--stopped\.$/m);
  expect(err).toMatch(/^\n1 WRONG: mend it first;/);
});

test("a refused token is named with what to do, and ends with 1", async () => {
  const { env } = await workspace();
  const { code, checks } = await checksOf({ ...env, SLACK_BOT_TOKEN: "xoxb-old" });
  expect(code).toBe(1);
  expect(checks.token).toMatchObject({ verdict: "wrong", says: "Slack refuses SLACK_BOT_TOKEN: invalid_auth" });
  expect(checks.token!.fix).toContain("Install the app again");
});

test("scopes that are missing are wrong, scopes to spare are only named", async () => {
  const { practice, env } = await workspace();
  const all = readManifest().scopes!;
  practice.core.admin.setScopes(all.filter((scope) => scope !== "chat:write"));
  expect((await checksOf(env)).checks.scopes).toMatchObject({ verdict: "wrong", says: "the token lacks chat:write" });
  practice.core.admin.setScopes([...all, "admin"]);
  const spare = await checksOf(env);
  expect(spare.code).toBe(0);
  expect(spare.checks.scopes).toMatchObject({ verdict: "look", says: "the token has more than it needs: admin" });
});

test("a wrong app token and an unreachable Slack are told apart", async () => {
  const { env } = await workspace();
  expect((await checksOf({ ...env, SLACK_APP_TOKEN: "xapp-old" })).checks.road).toMatchObject({
    verdict: "wrong",
    says: "Slack gives no Socket Mode connection: invalid_auth",
  });
  const { code, checks } = await checksOf({ ...env, SLACK_API_URL: "http://127.0.0.1:48123/api/" });
  expect(code).toBe(1);
  expect(checks.token!.says).toContain("ECONNREFUSED");
  expect(checks.clock).toMatchObject({ verdict: "look" });
});

test("a clock that is off is told by how much", async () => {
  const { env } = await workspace();
  const server = createServer((_request, response) => {
    response.setHeader("date", new Date(systemClock.now() - 400_000).toUTCString()).end("{}");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { checks } = await checksOf({ ...env, SLACK_API_URL: `http://127.0.0.1:${port}/api/` });
  expect(checks.clock).toMatchObject({
    verdict: "wrong",
    says: expect.stringMatching(/^this machine's clock is (399|400|401) s ahead of Slack's$/),
  });
});

test("what was given up and what could not be taken in is listed with its reasons", async () => {
  const { env } = await workspace();
  const { store } = await openStore(env.DATABASE_URL!, { clock: systemClock, log: quiet });
  onTestFinished(() => store.close());
  const now = systemClock.now();
  const { build } = store;
  const job = {
    id: "topic:1",
    incident: null,
    kind: "topic",
    body: "{}",
    lane: "job:1",
    priority: 1,
    due_at: now,
    generation: 1,
    attempts: 1,
    created_at: now,
  };
  const event = { source: "event" as const, key: "Ev1", received_at: now, envelope: "{}", attempts: 3, done_at: null };
  await store.commit({
    writes: [
      build
        .insertInto("jobs")
        .values({ ...job, status: "parked", outcome: "is_archived", ended_at: now, place: 0 })
        .compile(),
      build
        .insertInto("inbox")
        .values({ ...event, outcome: "no such type" })
        .compile(),
    ],
  });
  const { code, checks } = await checksOf(env);
  expect(code).toBe(0);
  expect(checks["given up"]!.says).toContain("topic:1 (is_archived)");
  expect(checks["not taken in"]!.says).toContain("Ev1 (no such type)");
  expect(checks.events).toMatchObject({ verdict: "ok" });
});

test("a database of no use, and settings that are wrong, are sentences with their next step", async () => {
  const { env } = await workspace();
  const none = await checksOf(env);
  expect(none.checks.database).toMatchObject({
    verdict: "look",
    says: expect.stringContaining("there is no database"),
  });
  const { code, checks } = await checksOf({ ...env, HEARTBEAT_URL: "not an address" });
  expect(code).toBe(1);
  expect(checks.settings).toMatchObject({ verdict: "wrong", fix: "Copy it from the service that watches." });
});

test("a running Warroom's troubles are shown as it tells them", async () => {
  const { env } = await workspace();
  const trouble = { name: "safe-mode", what: "Nothing is sent.", nextStep: "Run it.", serious: true, since: 1 };
  const server = createServer((_request, response) => {
    response.writeHead(503).end(JSON.stringify({ ok: false, slack: "connected", troubles: [trouble] }));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  const { checks, code } = await checksOf({ ...env, PORT: String((server.address() as AddressInfo).port) });
  expect(code).toBe(1);
  expect(checks.running).toMatchObject({ verdict: "wrong" });
  expect(checks["safe-mode"]).toMatchObject({ verdict: "wrong", says: "Nothing is sent.", fix: "Run it." });
});
