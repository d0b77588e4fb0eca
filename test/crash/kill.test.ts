// Real processes: the bot is killed (SIGKILL) at random moments of declaring and started again on the same database.
// KILL_ROUNDS=30 for a long run.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TIMER_KINDS } from "../../src/domain/follow.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { type Practice, startPractice } from "../../src/practice/practice.ts";
import { openStoreReadOnly } from "../../src/store/open.ts";
import { freePort } from "../support/free-port.ts";
import { quiet } from "../support/quiet.ts";
import { testRunbook } from "../support/runbook.ts";

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 8);
/** Declaring takes about this long here, with LATENCY_MS for each call. */
const DECLARE_MS = 400;
const LATENCY_MS = 30;

let folder: string;
let practice: Practice;
let port: number;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "warroom-kill-"));
  const started = await startPractice({
    clock: systemClock,
    random: createSeededRandom(5),
    port: 0,
    latency_ms: LATENCY_MS,
    limits: false,
  });
  if (!started.ok) throw new Error(started.error.join("\n"));
  practice = started.value;
  writeFileSync(path.join(folder, "ours.yml"), testRunbook().text);
  writeFileSync(path.join(folder, "people.yml"), `on-call: [${user("amara")}, ${user("tomasz")}]\n`);
  port = await freePort();
});

afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await practice.close();
  rmSync(folder, { recursive: true, force: true });
});

test(
  `killed at ${ROUNDS} random moments of declare and started again: one room, one announcement, one card, everybody invited`,
  async () => {
    const random = createSeededRandom(Number(process.env.KILL_SEED ?? 1));
    let bot = await startBotProcess();
    const outcomes: string[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const before = roomCount();
      type(`declare SEV1 Round ${round}`);
      const moment_ms = Math.round(random.next() * DECLARE_MS);
      await new Promise<void>((resolve) => setTimeout(resolve, moment_ms));
      await kill(bot);
      bot = await startBotProcess();
      await settled();
      const incidents = await declaredIncidents();
      const rooms = roomCount();
      expect(rooms, `round ${round}, killed after ${moment_ms} ms`).toBe(incidents);
      for (let number = 1; number <= incidents; number++) expect(whole(number)).toEqual(WHOLE);
      outcomes.push(`${moment_ms} ms: ${rooms - before === 1 ? "declared" : "not declared"}`);
      // So that the next round's declaration is not taken for the same trouble.
      if (rooms > before) type(`cancel INC-${incidents} the round is over`);
      await until("it is cancelled", async () => (await look("incidents", "stage")).every(notOpen));
    }
    await kill(bot);
    if (process.env.KILL_ROUNDS) console.log(outcomes.join("\n"));
    expect(outcomes.some((one) => one.endsWith(": declared"))).toBe(true);
  },
  20_000 + ROUNDS * 20_000,
);

const WHOLE = { rooms: 1, cards: 1, announcements: 1, missing: [] };

/** What Slack really holds of one incident. */
function whole(number: number) {
  const { channels, app } = practice.core.state;
  const all = [...channels.values()];
  const rooms = all.filter(({ name }) => name.startsWith(`inc-${number}-`));
  const announcing = all.find(({ name }) => name === "incidents")!;
  const ours = (channel: (typeof all)[number]) =>
    [...channel.messages.values()].filter((message) => message.user === app.botUser);
  const jobs = (channel: (typeof all)[number], prefix: string) =>
    ours(channel).filter((message) => JSON.stringify(message.metadata ?? {}).includes(`"${prefix}:`));
  const wanted = [user("mei"), user("amara"), user("tomasz")];
  return {
    rooms: rooms.length,
    cards: rooms.flatMap((room) => jobs(room, "card")).length,
    announcements: jobs(announcing, "announcement").filter(({ text }) => text.includes(`INC-${number} `)).length,
    missing: wanted.filter((one) => !rooms.some(({ members }) => [...members].includes(one))),
  };
}

const roomCount = (): number =>
  [...practice.core.state.channels.values()].filter(({ name }) => name.startsWith("inc-")).length;

const user = (name: string): string =>
  [...practice.core.state.users.values()].find((one) => one.name.startsWith(`${name}.`))!.id;

const notOpen = (row: unknown): boolean => Object.values(row as object)[0] !== "open";

/** Mei types a command. */
function type(text: string): void {
  const channel = [...practice.core.state.channels.values()].find(({ name }) => name === "engineering")!.id;
  const answer = practice.core.act({ as: user("mei"), act: "command", channel, command: "/incident", text });
  expect(answer.ok).toBe(true);
}

async function startBotProcess(): Promise<ChildProcess> {
  const { bot, app } = practice.tokens;
  const child = spawn(process.execPath, ["bin/warroom.mjs", "start"], {
    env: {
      ...process.env,
      SLACK_BOT_TOKEN: bot,
      SLACK_APP_TOKEN: app,
      SLACK_API_URL: practice.apiUrl,
      DATABASE_URL: databaseUrl(),
      WARROOM_RUNBOOK: path.join(folder, "ours.yml"),
      PORT: String(port),
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "ignore", process.env.TEST_LOG ? "inherit" : "ignore"],
  });
  running.add(child);
  await until("the bot is ready", async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
  running.delete(child);
}

/** What may still be to come when a room is whole: its timers, and comparing it once a second. */
const LATER = [...TIMER_KINDS, "reconcile"];

const settled = () =>
  until("all jobs have ended", async () => {
    const rows = await look<{ kind: string }>("jobs", "kind", "pending");
    return rows.every(({ kind }) => LATER.includes(kind));
  });

const declaredIncidents = async (): Promise<number> => (await look("incidents", "id")).length;

async function look<Row>(table: "jobs" | "incidents", column: string, status?: string): Promise<Row[]> {
  const store = await openStoreReadOnly(databaseUrl(), { clock: systemClock, log: quiet });
  try {
    let query = store.build.selectFrom(table as "jobs").select(column as "kind");
    if (status) query = query.where("status", "=", status as "pending");
    return (await store.read(query.compile())) as Row[];
  } finally {
    await store.close();
  }
}

const databaseUrl = (): string => `sqlite:${path.join(folder, "warroom.db")}`;

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await holds().catch(() => false)) return;
    await new Promise<void>((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`gave up waiting until ${what}`);
}
