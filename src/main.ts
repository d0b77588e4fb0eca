// The started program: real things are made here, and put around what program.ts wires.
import type { Receiver } from "@slack/bolt";
import type { Dispatch } from "./commands/dispatch.ts";
import type { Connection } from "./commands/life/keep-alive.ts";
import type { StampedRunbook } from "./commands/runbook-library.ts";
import type { SlackConfig } from "./config.ts";
import type { People } from "./domain/runbook.ts";
import { type Control, openControl } from "./in/operator/control.ts";
import { createApp } from "./in/slack/app.ts";
import { createHttpReceiver, type HttpReceiver, type HttpReceiverDeps } from "./in/slack/receive/http-receiver.ts";
import { createSocketReceiver, type SocketReceiverDeps } from "./in/slack/receive/socket-receiver.ts";
import type { Activity } from "./lib/activity.ts";
import { type Clock, systemClock } from "./lib/clock.ts";
import type { Instant } from "./lib/pure/time.ts";
import type { Log } from "./lib/log.ts";
import type { Random } from "./lib/random.ts";
import type { Trouble, Troubles } from "./lib/troubles.ts";
import { sendSignOfLife as callWatch } from "./out/heartbeat.ts";
import type { Outlets } from "./out/outlets.ts";
import { createSlackClients } from "./out/slack/client/clients.ts";
import type { RunbookLibrary } from "./commands/runbook-library.ts";
import { createProgram, type Program } from "./program.ts";
import type { OpenedRunbook } from "./runbook/find.ts";
import { type RunbookWatch, watchRunbook } from "./runbook/watch.ts";
import type { Store } from "./store/store.ts";
import { serve } from "./web/serve.ts";
import { createWeb, type Health } from "./web/web.ts";

export interface BotOptions {
  slack: Exclude<SlackConfig, { mode: "practice" }>;
  /** Migrated, and this process's alone if it is SQLite. */
  store: Store;
  /** By the database, where several programs share it. */
  databaseTime?: (() => Promise<Instant>) | null;
  runbook: StampedRunbook;
  people: People;
  /** Where it is read again from whenever its files change; without it they are not looked at. */
  runbookFile?: WatchedRunbook;
  /** Where the command line finds the way in; without it there is none. */
  controlFile?: string | null;
  host: string;
  /** 0 for any free port. */
  port: number;
  heartbeatUrl?: string | null;
  outlets?: Outlets;
  clock: Clock;
  random: Random;
  log: Log;
}

/** The file of the runbook in force, read again when it changes. */
export interface WatchedRunbook {
  asked: string;
  opened: OpenedRunbook;
  /** Whom a changed one has stand behind its names. */
  peopleOf(opened: OpenedRunbook): People;
}

export interface Bot {
  port: number;
  activity: Activity;
  dispatch: Dispatch;
  /** The rules in force; a changed file renews them. */
  runbooks: RunbookLibrary;
  /** Takes nothing more in, ends what is under way, closes the database. */
  stop(): Promise<void>;
}

/**
 * Rejects with a sentence when the port is taken or Slack refuses the token; Slack being down stops nothing. Refused, it
 * leaves nothing running, and the store open.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { slack, store, clock, random, log, heartbeatUrl } = options;
  const clients = createSlackClients({ token: slack.botToken, slackApiUrl: slack.apiUrl, log });
  const sendSignOfLife = heartbeatUrl ? () => callWatch({ clock, log }, heartbeatUrl) : null;
  const program = await createProgram({ ...options, clients, sendSignOfLife });
  const { activity, troubles, intake, handling, operate } = program;
  const road = createRoad(slack, { clock, random, log, activity, intake }, () => program.heard());
  const app = createApp(road.receiver, handling);
  const web = createWeb(() => readHealth(program.store, road, troubles));
  const server = await serve({ web, ofSlack: road.handle, host: options.host, port: options.port });
  let control: Control | null = null;
  let watch: RunbookWatch | null = null;
  const end = async () => {
    watch?.stop();
    server.stop();
    control?.close();
    await road.receiver.stop();
    await program.stop();
    server.end();
  };
  try {
    await program.recover();
    // Before Slack is asked for anything: it may be down for hours.
    if (options.controlFile) control = await openControl({ clock, random, log, operate }, options.controlFile);
    await app.start();
  } catch (error) {
    await end();
    throw error;
  }
  // After Slack is heard: what is said between comparing a room and hearing from it again would be missed by both.
  program.begin(road);
  if (options.runbookFile) {
    watch = watchFile({ clock: systemClock, log, troubles, activity }, options.runbookFile, program);
    watch.start();
  }
  const { port } = server;
  log.info({ port, mode: slack.mode }, "Warroom is running");
  return {
    port,
    activity,
    dispatch: handling.dispatch,
    runbooks: program.runbooks,
    async stop() {
      await end();
      await store.close();
    },
  };
}

/** Files live in real time, also where the rest runs on a clock that is moved by hand. */
const watchFile = (
  deps: Parameters<typeof watchRunbook>[0],
  { asked, opened, peopleOf }: WatchedRunbook,
  { runbooks }: Program,
): RunbookWatch => watchRunbook(deps, asked, opened, (changed) => runbooks.renew(changed, peopleOf(changed)));

/** The way Slack's traffic comes in: by sockets that we open, or by requests to our own server. */
interface Road extends Connection {
  receiver: Receiver;
  /** Takes the requests to /slack/events; null where Slack comes by socket. */
  handle: HttpReceiver["handle"] | null;
}

type RoadDeps = HttpReceiverDeps & SocketReceiverDeps;

function createRoad(
  slack: BotOptions["slack"],
  deps: Pick<RoadDeps, "clock" | "random" | "log" | "activity" | "intake">,
  onConnected: () => void,
): Road {
  if (slack.mode === "http") {
    const receiver = createHttpReceiver({ ...deps, signingSecrets: slack.signingSecrets });
    return { receiver, healthy: () => true, handle: (request, response) => receiver.handle(request, response) };
  }
  const { appToken, apiUrl: slackApiUrl } = slack;
  // Connections live in real time, also where the rest runs on a clock that is moved by hand.
  const receiver = createSocketReceiver({
    ...deps,
    clock: systemClock,
    appToken,
    slackApiUrl,
    connections: 2,
    onConnected,
  });
  return { receiver, healthy: () => receiver.healthy(), handle: null };
}

async function readHealth(store: Store, road: Road, troubles: Troubles): Promise<Health> {
  const hears = road.healthy();
  const slack = hears ? "connected" : "not connected";
  const standing = [...(hears ? [] : [NOT_HEARD]), ...troubles.list()];
  const isReady = !standing.some(({ serious }) => serious);
  try {
    await store.read(store.build.selectFrom("workspaces").select("team").limit(1).compile());
    return { alive: true, ready: isReady, detail: { database: "up", slack, troubles: standing } };
  } catch {
    return { alive: false, ready: false, detail: { database: "down", slack, troubles: standing } };
  }
}

/** As of this moment; a connection that comes back is heard at once. */
const NOT_HEARD: Trouble & { name: string } = {
  name: "slack",
  what: "Slack is not connected: no command, button or message arrives here",
  nextStep:
    "nothing where Slack itself is down (slack-status.com): Warroom tries again by itself. Else `warroom doctor` looks at this machine's way to Slack; `warroom incident declare|note|resolve` records meanwhile",
  serious: true,
};
