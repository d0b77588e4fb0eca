// `warroom start`: the bot, on Slack or on the practice workspace.
import type { Config } from "../config.ts";
import type { People } from "../domain/runbook.ts";
import { whenAllIdle } from "../lib/activity.ts";
import { type Clock, createMovableClock, systemClock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import { systemRandom } from "../lib/random.ts";
import { type Bot, type BotOptions, startBot } from "../main.ts";
import { NO_OUTLETS } from "../out/outlets.ts";
import { createPracticeChecker } from "../practice/checker.ts";
import type { Practice } from "../practice/practice.ts";
import { type OpenedRunbook, openRunbook } from "../runbook/find.ts";
import { unboundKeys, unusedKeys } from "../runbook/people.ts";
import { problemText } from "../runbook/problem.ts";
import { controlFileOf, openStore } from "../store/open.ts";
import { configured } from "./configured.ts";
import { readManifest } from "./manifest.ts";
import { openPractice } from "./practice-workspace.ts";
import { onStopSignal } from "./signals.ts";
import { say, UserError } from "./terminal.ts";

/** A stop waits this long for what is under way; whatever is left is taken up by the next start. */
const STOP_WITHIN_MS = 5_000;

export async function start(): Promise<void> {
  const { config, log } = configured();
  const runbook = orComplain(await openRunbook(config.runbook), problemText);
  if (config.slack.mode === "practice") await startOnPractice(config, runbook, log);
  else await startOnSlack(config, config.slack, runbook, log);
}

async function startOnSlack(
  config: Config,
  slack: BotOptions["slack"],
  opened: OpenedRunbook,
  log: Log,
): Promise<void> {
  const unbound = unboundKeys(opened.runbook, opened.people);
  if (unbound.length > 0) {
    log.warn({ unbound }, "nobody stands behind these names of the runbook: put them into people.yml beside it");
  }
  for (const unused of unusedKeys(opened.runbook, opened.people)) log.warn(`people.yml: ${unused}`);
  const { store, migrated, databaseTime } = await openStore(config.databaseUrl, { clock: systemClock, log });
  if (migrated.length > 0) log.info({ migrated }, "the database was brought to this version");
  const bot = await startedOr(
    () => store.close(),
    startBot({
      slack,
      store,
      databaseTime,
      runbook: opened,
      people: opened.people,
      runbookFile: { asked: config.runbook, opened, peopleOf: ({ people }) => people },
      controlFile: controlFileOf(config.databaseUrl),
      host: config.host,
      port: config.port,
      heartbeatUrl: config.heartbeatUrl,
      clock: systemClock,
      random: systemRandom,
      log,
    }),
  );
  stopOnSignal(log, () => bot.stop());
  say(
    `Warroom is running (${slack.mode === "socket" ? "Socket Mode" : `HTTP on ${config.host}:${bot.port}/slack/events`}).`,
  );
}

async function startOnPractice(config: Config, opened: OpenedRunbook, log: Log): Promise<void> {
  const clock = createMovableClock(systemClock);
  let [bot, practice]: [Bot?, Practice?] = [];
  const advance = (span_ms: number) =>
    clock.advance(span_ms, () => whenAllIdle([practice!.core.activity, ...(bot ? [bot.activity] : [])], systemClock));
  // The database first: what another one's practice run wrote is deleted only by whoever holds the lock.
  const { store } = await openStore(config.databaseUrl, { clock, log }, { anew: config.databaseIsThrowaway });
  const port = config.practicePort;
  practice = await startedOr(
    () => store.close(),
    openPractice(
      { clock, random: systemRandom, port, advance, standstill: clock, manifest: readManifest() },
      "set PRACTICE_PORT",
    ),
  );
  const { bot: botToken, app: appToken } = practice.tokens;
  const onCall = onCallOf(practice);
  const peopleOf = ({ people }: OpenedRunbook): People => ({ ...onCall, ...people });
  bot = await startedOr(
    async () => {
      await practice.close();
      await store.close();
    },
    startBot({
      slack: { mode: "socket", botToken, appToken, apiUrl: practice.apiUrl },
      store,
      runbook: opened,
      people: peopleOf(opened),
      runbookFile: { asked: config.runbook, opened, peopleOf },
      controlFile: controlFileOf(config.databaseUrl),
      host: config.host,
      port: config.port,
      heartbeatUrl: config.heartbeatUrl,
      outlets: { ...NO_OUTLETS, checker: createPracticeChecker(clock) },
      clock: clock as Clock,
      random: systemRandom,
      log,
    }),
  );
  // Before anything is said: whoever reads it may press Ctrl+C at once.
  stopOnSignal(log, async () => {
    await bot.stop();
    await practice.close();
  });
  say("");
  say("  Warroom is running on the practice workspace: no Slack needed.");
  say(`  Open ${practice.url}/ and type  /incident declare SEV1 Checkout is down`);
  say("");
  say("  Nothing here is kept: the workspace ends with this process (Ctrl+C).");
  say('  For a real workspace, see README.md ("Connect it to Slack").');
}

/** The practice workspace's own group stands behind the runbook's name for it. */
function onCallOf({ core }: Practice): People {
  const group = core.state.userGroups.find(({ handle }) => handle === "oncall");
  return group ? { "on-call": group.users } : {};
}

function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  const end = () => {
    systemClock.after(STOP_WITHIN_MS, () => process.exit(0));
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "the stop was not clean; the next start takes up what is left");
        process.exit(1);
      },
    );
  };
  onStopSignal(end, () => process.exit(1));
  // Limping on with a broken invariant would be worse than a restart, which the stored state makes cheap.
  const crash = (error: unknown) => {
    log.fatal({ err: error }, "Warroom stops: something broke that nobody foresaw");
    process.exit(1);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
}

/** What a start rejects with is a sentence for the operator; what was open already is closed, or this would not end. */
async function startedOr<T>(close: () => Promise<void>, starting: Promise<T>): Promise<T> {
  try {
    return await starting;
  } catch (error) {
    await close();
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

type Outcome<T, Problem> = { ok: true; value: T } | { ok: false; error: readonly Problem[] };

function orComplain<T, Problem>(result: Outcome<T, Problem>, words: (problem: Problem) => string): T {
  if (result.ok) return result.value;
  throw new UserError(result.error.map(words).join("\n         "));
}
