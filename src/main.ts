// The only wiring: real things are made here and handed to what uses them.
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Receiver } from "@slack/bolt";
import { createDispatch, type Dispatch } from "./commands/dispatch.ts";
import { storeEnvelope } from "./commands/inbox.ts";
import { learnEverybody, learnPeople, standingOfUser } from "./commands/people.ts";
import { recordRoom } from "./commands/record-room.ts";
import { type KeptAlive, keepAlive, sayAlive } from "./commands/keep-alive.ts";
import { recover } from "./commands/recover.ts";
import { createRunbookLibrary } from "./commands/runbook-library.ts";
import type { SlackConfig } from "./config.ts";
import type { People, Runbook } from "./domain/runbook.ts";
import { createApp } from "./in/slack/app.ts";
import { createDrain } from "./in/slack/drain.ts";
import { createHttpReceiver, type HttpReceiver } from "./in/slack/http-receiver.ts";
import { createSocketReceiver, type SocketReceiver } from "./in/slack/socket-receiver.ts";
import { type Activity, createActivity } from "./lib/activity.ts";
import { type Clock, systemClock } from "./lib/clock.ts";
import type { Log } from "./lib/log.ts";
import type { Random } from "./lib/random.ts";
import { createDeliver } from "./out/deliver.ts";
import { createSlackClients } from "./out/slack/clients.ts";
import { createSlackEffects } from "./out/slack/effects.ts";
import { identity } from "./out/slack/identity.ts";
import { createWorker } from "./out/worker.ts";
import type { Store } from "./store/store.ts";
import { createWeb } from "./web/web.ts";

export interface BotOptions {
  slack: Exclude<SlackConfig, { mode: "practice" }>;
  /** Migrated, and this process's alone if it is SQLite. */
  store: Store;
  runbook: { runbook: Runbook; hash: string; text: string };
  people: People;
  host: string;
  /** 0 for any free port. */
  port: number;
  clock: Clock;
  random: Random;
  log: Log;
}

export interface Bot {
  port: number;
  activity: Activity;
  dispatch: Dispatch;
  /** Takes nothing more in, ends what is under way, closes the database. */
  stop(): Promise<void>;
}

/** Rejects with a sentence when the port is taken or Slack refuses the token; Slack being down stops nothing. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { slack, store, clock, random, log, people } = options;
  const activity = createActivity();
  const base = { store, clock, random, log, activity };
  const runbooks = await createRunbookLibrary(base, options.runbook, people);
  const clients = createSlackClients({ token: slack.botToken, slackApiUrl: slack.apiUrl, log });
  const dispatch = createDispatch({ ...base, runbooks });
  const worker = createWorker(
    base,
    createDeliver(
      { ...base, runbooks, dispatch },
      createSlackEffects({
        ...base,
        people,
        slack: { send: clients.outbox, read: clients.reads, upload: clients.upload },
        recordRoom: (wanted) => recordRoom(base, wanted),
        learnPeople: (team, users) => learnPeople(base, clients.reads, team, users),
      }),
    ),
  );
  const drain = createDrain({ ...base, dispatch });
  const intake = {
    async storeEvent({ key, body }: { key: string; body: object }) {
      await storeEnvelope(base, key, body);
      drain.wake();
    },
  };
  const life: { kept?: KeptAlive } = {};
  // The first connections find every room about to be compared in any case.
  const receiver = createReceiver(slack, { ...base, intake }, () => life.kept?.heard());
  const app = createApp(receiver, {
    ...base,
    runbooks,
    dispatch,
    call: clients.interactive,
    standingOf: (team, user) => standingOfUser(base, clients.interactive, team, user),
  });
  const server = createHttpServer(receiver, () => health(store, receiver));
  const port = await listen(server, options.host, options.port);
  const instance = await recover({ ...base, runbooks });
  drain.wake();
  try {
    await app.start();
  } catch (error) {
    server.close();
    throw error;
  }
  // After Slack is heard: what is said between comparing a room and hearing from it again would be missed by both.
  const kept = keepAlive(base, instance, "healthy" in receiver ? receiver : undefined);
  life.kept = kept;
  worker.start();
  const knowing = identity(clients.reads).then((me) => me && learnEverybody(base, clients.reads, me.team));
  activity.track(knowing).catch((error: unknown) => log.warn({ err: error }, "people could not be stored"));
  log.info({ port, mode: slack.mode }, "Warroom is running");
  return {
    port,
    activity,
    dispatch,
    async stop() {
      server.close();
      server.closeIdleConnections();
      await receiver.stop();
      kept.stop();
      drain.stop();
      await worker.stop();
      await sayAlive(base, instance);
      server.closeAllConnections();
      await store.close();
    },
  };
}

type OwnReceiver = HttpReceiver | SocketReceiver;

function createReceiver(
  slack: BotOptions["slack"],
  base: Parameters<typeof createHttpReceiver>[0] extends infer Deps
    ? Omit<Deps & { random: Random }, "signingSecrets">
    : never,
  onConnected: () => void,
): OwnReceiver {
  if (slack.mode === "http") return createHttpReceiver({ ...base, signingSecrets: slack.signingSecrets });
  const { appToken, apiUrl } = slack;
  // Connections live in real time, also where the rest runs on a clock that is moved by hand.
  return createSocketReceiver({
    ...base,
    clock: systemClock,
    appToken,
    slackApiUrl: apiUrl,
    connections: 2,
    onConnected,
  });
}

function createHttpServer(
  receiver: Receiver,
  readHealth: () => Promise<{ alive: boolean; ready: boolean; detail: object }>,
): Server {
  const web = getRequestListener(createWeb(readHealth as never).fetch);
  const ofSlack = "handle" in receiver ? (receiver as HttpReceiver) : null;
  return createServer((request, response) => {
    if (ofSlack && request.url?.split("?")[0] === "/slack/events") ofSlack.handle(request, response);
    else void web(request, response);
  });
}

async function health(store: Store, receiver: OwnReceiver) {
  const hears = "healthy" in receiver ? receiver.healthy() : true;
  try {
    await store.read(store.build.selectFrom("workspaces").select("team").limit(1).compile());
    return { alive: true, ready: hears, detail: { database: "up", slack: hears ? "connected" : "not connected" } };
  } catch {
    return { alive: false, ready: false, detail: { database: "down", slack: hears ? "connected" : "not connected" } };
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? `port ${port} is in use` : error.message;
      reject(new Error(`cannot listen on ${host}:${port}: ${why}. Next step: stop the other program, or set PORT.`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
