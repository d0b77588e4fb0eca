// One engine's rounds: people act, something is pulled away, and it comes back; at the end everything must be there.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readManifest } from "../../src/cli/manifest.ts";
import { stopwatch, systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom, type Random } from "../../src/lib/random.ts";
import { type Practice, startPractice } from "../../src/practice/practice.ts";
import { freePort } from "../support/free-port.ts";
import type { Engine } from "../support/stores.ts";
import { type Bot, startBot } from "./bot.ts";
import { type ChaosDatabase, openDatabase } from "./databases.ts";
import { createPeople, type People } from "./people.ts";
import { openProxy, type SlackProxy } from "./proxy.ts";
import { wrongs } from "./truth.ts";
import { holdsWithin, pause } from "./wait.ts";
import { testRunbook } from "../support/runbook.ts";

export const FAULTS = ["kill", "kill-at-start", "stop", "suspend", "cut", "half-open", "database"] as const;
export type ChaosFault = (typeof FAULTS)[number];

export interface ChaosOptions {
  engine: Engine;
  rounds: number;
  seed: number;
  /** This one alone, each round. */
  only: ChaosFault | null;
  say(words: string): void;
}

export interface ChaosResult {
  engine: Engine;
  rounds: number;
  faults: Partial<Record<ChaosFault, number>>;
  commands: number;
  messages: number;
  incidents: number;
  /** From a start to /readyz 200, the slowest. */
  readyMs: number;
  violations: string[];
}

/** A dead wire is noticed within 35 s, by what pings it. */
const HALF_OPEN_NOTICED_MS = 40_000;
const SETTLES_WITHIN_MS = 120_000;

/** Out of a hundred rounds; what costs most time comes least. */
const SHARES: Record<ChaosFault, number> = {
  kill: 52,
  "kill-at-start": 12,
  stop: 8,
  suspend: 8,
  cut: 10,
  "half-open": 2,
  database: 8,
};

export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { engine, rounds, seed, say } = options;
  const random = createSeededRandom(seed);
  const place = await openPlace(engine, seed);
  const { practice, database, people } = place;
  const result: ChaosResult = {
    engine,
    rounds,
    faults: {},
    commands: 0,
    messages: 0,
    incidents: 0,
    readyMs: 0,
    violations: [],
  };
  try {
    for (let round = 1; round <= rounds; round++) {
      if (round % 12 === 1) people.next();
      const acts = 2 + Math.floor(random.next() * 5);
      for (let act = 0; act < acts; act++) people.act();
      const fault = options.only ?? drawFault(random, database);
      result.faults[fault] = (result.faults[fault] ?? 0) + 1;
      const took = await strike(place, fault, random);
      result.readyMs = Math.max(result.readyMs, took);
      say(`${engine} round ${round}: ${fault}, ready after ${Math.round(took)} ms`);
    }
    const settled = await holdsWithin(
      SETTLES_WITHIN_MS,
      async () => (await wrongs(practice.core, database, people)).length === 0 && isQuiet(database),
    );
    result.violations.push(...(await wrongs(practice.core, database, people)));
    if (!settled && result.violations.length === 0) result.violations.push("jobs were still due after two minutes");
    const code = await place.bot.stop();
    if (code !== 0) result.violations.push(`SIGTERM ended it with ${code}`);
    result.violations.push(...verified(place), ...errorsOf(place));
    result.commands = people.typed.length;
    result.messages = people.rooms().reduce((sum, { messages }) => sum + messages.size, 0);
    result.incidents = (await database.look("SELECT id FROM incidents")).length;
  } catch (error) {
    result.violations.push(`the rounds broke off: ${(error as Error).stack}`);
  } finally {
    await place.close();
  }
  return result;
}

interface Place {
  practice: Practice;
  proxy: SlackProxy;
  database: ChaosDatabase;
  people: People;
  environment: Record<string, string>;
  folder: string;
  bot: Bot;
  /** All that were ever started. */
  lives: readonly Bot[];
  /** Another life on the same database. */
  restart(): Bot;
  close(): Promise<void>;
}

async function openPlace(engine: Engine, seed: number): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), "warroom-chaos-"));
  const proxy = await openProxy();
  const started = await startPractice({
    clock: systemClock,
    random: createSeededRandom(seed),
    port: 0,
    manifest: readManifest(),
    latency_ms: 15,
    publicUrl: proxy.url,
    limits: false,
  });
  if (!started.ok) throw new Error(started.error.join("\n"));
  const practice = started.value;
  proxy.leadTo(Number(new URL(practice.server.url).port));
  const database = await openDatabase(engine, folder, await freePort());
  const user = (name: string) =>
    [...practice.core.state.users.values()].find((one) => one.name.startsWith(`${name}.`))!.id;
  writeFileSync(path.join(folder, "ours.yml"), testRunbook().text);
  writeFileSync(path.join(folder, "people.yml"), `on-call: [${user("amara")}, ${user("tomasz")}]\n`);
  const environment = {
    SLACK_BOT_TOKEN: practice.tokens.bot,
    SLACK_APP_TOKEN: practice.tokens.app,
    SLACK_API_URL: `${proxy.url}/api/`,
    DATABASE_URL: database.url,
    WARROOM_RUNBOOK: path.join(folder, "ours.yml"),
  };
  const port = await freePort();
  const lives: Bot[] = [];
  const restart = () => {
    const life = startBot({ folder, port, environment });
    lives.push(life);
    return life;
  };
  const bot = restart();
  await bot.ready();
  return {
    practice,
    proxy,
    database,
    people: createPeople(practice.core, createSeededRandom(seed + 1)),
    environment,
    folder,
    bot,
    lives,
    restart,
    async close() {
      proxy.close();
      await practice.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function drawFault(random: Random, { restart }: ChaosDatabase): ChaosFault {
  const possible = FAULTS.filter((fault) => fault !== "database" || restart !== null);
  const lots = possible.flatMap((fault) => Array<ChaosFault>(SHARES[fault]).fill(fault));
  return lots[Math.floor(random.next() * lots.length)]!;
}

/** Resolves to how many milliseconds the bot needed to be ready again. */
async function strike(place: Place, fault: ChaosFault, random: Random): Promise<number> {
  const { proxy, database, people } = place;
  await pause(random.next() * 700);
  switch (fault) {
    case "kill":
      await place.bot.kill();
      people.act();
      return startAgain(place);
    case "kill-at-start":
      await place.bot.kill();
      for (let tries = 0; tries < 2; tries++) {
        const doomed = place.restart();
        await pause(150 + random.next() * 900);
        await doomed.kill();
      }
      return startAgain(place);
    case "stop": {
      const code = await place.bot.stop();
      if (code !== 0) throw new Error(`SIGTERM ended it with ${code}`);
      return startAgain(place);
    }
    case "suspend":
      await place.bot.suspend(3_000 + random.next() * 4_000);
      return readyAgain(place);
    case "cut":
      proxy.cut();
      return readyAgain(place);
    case "half-open":
      proxy.deaden();
      people.act();
      await pause(HALF_OPEN_NOTICED_MS);
      return readyAgain(place);
    case "database":
      await database.restart!(random.next() < 0.5 ? "fast" : "immediate");
      return readyAgain(place);
  }
}

async function startAgain(place: Place): Promise<number> {
  const passed_ms = stopwatch();
  place.bot = place.restart();
  await place.bot.ready();
  return passed_ms();
}

async function readyAgain({ bot }: Place): Promise<number> {
  const passed_ms = stopwatch();
  await bot.ready();
  return passed_ms();
}

/** Nothing is due: what is planned for later may wait. */
async function isQuiet({ look }: ChaosDatabase): Promise<boolean> {
  const rows = await look<{ due_at: number | string }>("SELECT due_at FROM jobs WHERE status = 'pending'");
  return rows.every(({ due_at }) => Number(due_at) > systemClock.now());
}

/** What any life wrote as an error; a database that is restarted under it is one. */
function errorsOf({ lives, database }: Place): string[] {
  const isExpected = (line: string) => database.restart !== null && /"type":"StoreError"/.test(line);
  return lives.flatMap((life) => life.errors().filter((line) => !isExpected(line)));
}

/** As an auditor would, in a process of its own. */
function verified({ environment, folder }: Place): string[] {
  const { PATH = "", HOME = "" } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.resolve("bin/warroom.mjs"), "incident", "verify"],
    {
      cwd: folder,
      env: { PATH, HOME, ...environment },
      encoding: "utf8",
    },
  );
  return status === 0 ? [] : [`incident verify ended with ${status}: ${stdout}${stderr}`];
}
