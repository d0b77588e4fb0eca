// `warroom start`: the bot, on Slack or on the practice workspace.
import { mkdirSync, rmSync } from "node:fs";
import { type Config, readConfig } from "../config.ts";
import type { People } from "../domain/runbook.ts";
import { whenAllIdle } from "../lib/activity.ts";
import { type Clock, createMovableClock, systemClock } from "../lib/clock.ts";
import { createLog, type Log } from "../lib/log.ts";
import { systemRandom } from "../lib/random.ts";
import { type Bot, type BotOptions, startBot } from "../main.ts";
import { type Practice, startPractice } from "../practice/practice.ts";
import { openRunbook } from "../runbook/find.ts";
import { unboundKeys } from "../runbook/people.ts";
import { problemText } from "../runbook/problem.ts";
import { openStore } from "../store/open.ts";
import { say, UserError } from "./terminal.ts";

/** A stop waits this long for what is under way; whatever is left is taken up by the next start. */
const STOP_WITHIN_MS = 5_000;

/** The workspace that a practice run's database belongs to ends with the process, and so does the database. */
const PRACTICE_DATABASE = "data/practice.db";

export async function start(): Promise<void> {
  const config = orComplain(readConfig(process.env), (problem) => problem);
  const log = createLog(config.logLevel);
  const runbook = orComplain(await openRunbook(config.runbook), problemText);
  if (config.slack.mode === "practice") await startOnPractice(config, runbook, log);
  else await startOnSlack(config, config.slack, runbook, log);
}

type Opened = { runbook: BotOptions["runbook"]["runbook"]; hash: string; text: string; people: People };

async function startOnSlack(config: Config, slack: BotOptions["slack"], opened: Opened, log: Log): Promise<void> {
  const unbound = unboundKeys(opened.runbook, opened.people);
  if (unbound.length > 0) {
    log.warn({ unbound }, "nobody stands behind these names of the runbook: put them into people.yml beside it");
  }
  const { store, migrated } = await openStore(config.databaseUrl, { clock: systemClock, log });
  if (migrated.length > 0) log.info({ migrated }, "the database was brought to this version");
  const bot = await started(
    startBot({
      slack,
      store,
      runbook: opened,
      people: opened.people,
      host: config.host,
      port: config.port,
      clock: systemClock,
      random: systemRandom,
      log,
    }),
  );
  say(
    `Warroom is running (${slack.mode === "socket" ? "Socket Mode" : `HTTP on ${config.host}:${bot.port}/slack/events`}).`,
  );
  stopOnSignal(log, () => bot.stop());
}

async function startOnPractice(config: Config, opened: Opened, log: Log): Promise<void> {
  const clock = createMovableClock(systemClock);
  let bot: Bot | undefined;
  let practice: Practice | undefined;
  const advance = (span_ms: number) =>
    clock.advance(span_ms, () => whenAllIdle([practice!.core.activity, ...(bot ? [bot.activity] : [])], systemClock));
  const begun = await started(startPractice({ clock, random: systemRandom, port: config.practicePort, advance }));
  practice = orComplain(begun, (problem) => problem);
  const { store } = await openStore(practiceDatabase(), { clock, log });
  const { bot: botToken, app: appToken } = practice.tokens;
  bot = await started(
    startBot({
      slack: { mode: "socket", botToken, appToken, apiUrl: practice.apiUrl },
      store,
      runbook: opened,
      people: { ...onCallOf(practice), ...opened.people },
      host: config.host,
      port: config.port,
      clock: clock as Clock,
      random: systemRandom,
      log: log.child({}, { level: process.env.LOG_LEVEL ? config.logLevel : "warn" }),
    }),
  );
  say("");
  say("  Warroom is running on the practice workspace: no Slack needed.");
  say(`  Open ${practice.url}/ and type  /incident declare SEV1 Checkout is down`);
  say("");
  say("  Nothing here is kept: the workspace ends with this process (Ctrl+C).");
  say('  For a real workspace, see README.md ("Connect it to Slack").');
  stopOnSignal(log, async () => {
    await bot?.stop();
    await practice?.close();
  });
}

function practiceDatabase(): string {
  const given = process.env.DATABASE_URL;
  if (given) return given;
  mkdirSync("data", { recursive: true });
  for (const ending of ["", "-wal", "-shm"]) rmSync(`${PRACTICE_DATABASE}${ending}`, { force: true });
  return `sqlite:${PRACTICE_DATABASE}`;
}

/** The practice workspace's own group stands behind the runbook's name for it. */
function onCallOf({ core }: Practice): People {
  const group = core.state.userGroups.find(({ handle }) => handle === "oncall");
  return group ? { "on-call": group.users } : {};
}

function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) process.exit(1);
    stopping = true;
    systemClock.after(STOP_WITHIN_MS, () => process.exit(0));
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "the stop was not clean; the next start takes up what is left");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  // Limping on with a broken invariant would be worse than a restart, which the stored state makes cheap.
  const crash = (error: unknown) => {
    log.fatal({ err: error }, "Warroom stops: something broke that nobody foresaw");
    process.exit(1);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
}

/** What a start rejects with is a sentence for the operator. */
async function started<T>(starting: Promise<T>): Promise<T> {
  try {
    return await starting;
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

type Outcome<T, Problem> = { ok: true; value: T } | { ok: false; error: readonly Problem[] };

function orComplain<T, Problem>(result: Outcome<T, Problem>, words: (problem: Problem) => string): T {
  if (result.ok) return result.value;
  throw new UserError(result.error.map(words).join("\n         "));
}
