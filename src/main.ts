// The only wiring: real things are made here and handed to what uses them.
import type { Receiver } from "@slack/bolt";
import { en } from "./blocks/words/en.ts";
import { createAuditor } from "./commands/audit.ts";
import { planCatchUps } from "./commands/catch-up.ts";
import { createDispatch, type Dispatch } from "./commands/dispatch.ts";
import { storeEnvelope } from "./commands/inbox.ts";
import { learnEverybody, learnPeople, standingOfUser } from "./commands/people.ts";
import { recordRoom } from "./commands/record-room.ts";
import { type Hearing, type KeptAlive, keepAlive, sayAlive } from "./commands/keep-alive.ts";
import { createOperate } from "./commands/operate.ts";
import { recover } from "./commands/recover.ts";
import { createSafeMode, type SafeMode } from "./commands/safe-mode.ts";
import { noteShown } from "./commands/silence.ts";
import { takeMarks } from "./commands/take-marks.ts";
import { createRunbookLibrary } from "./commands/runbook-library.ts";
import type { SlackConfig } from "./config.ts";
import type { Away } from "./domain/catch-up.ts";
import type { People, Runbook } from "./domain/runbook.ts";
import { createApp } from "./in/slack/app.ts";
import { openControl } from "./in/operator/control.ts";
import { createDrain } from "./in/slack/drain.ts";
import { createHttpReceiver, type HttpReceiver, type HttpReceiverDeps } from "./in/slack/receive/http-receiver.ts";
import { createSocketReceiver, type SocketReceiverDeps } from "./in/slack/receive/socket-receiver.ts";
import { type Activity, createActivity } from "./lib/activity.ts";
import { type Clock, systemClock } from "./lib/clock.ts";
import type { Log } from "./lib/log.ts";
import type { Random } from "./lib/random.ts";
import { createTroubles, type Troubles } from "./lib/troubles.ts";
import { createDeliver } from "./out/deliver.ts";
import { sendSignOfLife } from "./out/heartbeat.ts";
import { compareWithSlack } from "./out/slack/compare.ts";
import { createSlackClients } from "./out/slack/clients.ts";
import { watchToken } from "./out/slack/token.ts";
import { createSlackEffects } from "./out/slack/effects.ts";
import { identity } from "./lib/slack-identity.ts";
import { createWorker } from "./out/worker.ts";
import type { Store } from "./store/store.ts";
import { watched } from "./store/watched.ts";
import { serve } from "./web/serve.ts";
import { createWeb, type Health } from "./web/web.ts";

export interface BotOptions {
  slack: Exclude<SlackConfig, { mode: "practice" }>;
  /** Migrated, and this process's alone if it is SQLite. */
  store: Store;
  runbook: { runbook: Runbook; hash: string; text: string };
  people: People;
  /** Where the command line finds the way in; without it there is none. */
  controlFile?: string | null;
  host: string;
  /** 0 for any free port. */
  port: number;
  heartbeatUrl?: string | null;
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
  const { slack, clock, random, log, people } = options;
  const activity = createActivity();
  const troubles = createTroubles(clock, log);
  const store = watched(options.store, troubles);
  const base = { store, clock, random, log, activity, troubles, words: en };
  const runbooks = await createRunbookLibrary(base, options.runbook, people);
  const clients = watchToken(createSlackClients({ token: slack.botToken, slackApiUrl: slack.apiUrl, log }), base);
  const dispatch = createDispatch({ ...base, runbooks });
  const standingOf = (team: string, user: string) => standingOfUser(base, clients.interactive, team, user);
  const marking = { ...base, runbooks, dispatch, standingOf };
  const catchUp = (away: Away) => planCatchUps({ ...base, runbooks }, away);
  const slackOfJobs = { send: clients.outbox, read: clients.reads, upload: clients.upload };
  const safeMode: SafeMode = createSafeMode({
    ...base,
    dispatch,
    compare: () => compareWithSlack({ ...base, slack: slackOfJobs }),
    sending: { start: () => worker.start(), stop: () => worker.stop() },
  });
  const worker = createWorker(
    { ...base, planCatchUps: catchUp },
    createDeliver(
      { ...base, runbooks, dispatch },
      createSlackEffects({
        ...base,
        people,
        runbooks,
        planCatchUps: catchUp,
        slack: safeMode.guarded(slackOfJobs),
        recordRoom: (wanted) => recordRoom(base, wanted),
        noteShown: (place, writtenAt) => noteShown({ ...base, runbooks }, place, writtenAt),
        takeMarks: (place, seen) => takeMarks(marking, place, seen),
        learnPeople: (team, users) => learnPeople(base, clients.reads, team, users),
      }),
    ),
  );
  const drain = createDrain(marking);
  const intake = {
    async storeEvent({ key, body }: { key: string; body: object }) {
      await storeEnvelope(base, key, body);
      drain.wake();
    },
  };
  const life: { kept?: KeptAlive } = {};
  // The first connections find every room about to be compared in any case.
  const road = createRoad(slack, { ...base, intake }, () => life.kept?.heard());
  const ordered = safeMode.guardOrders(dispatch);
  const app = createApp(road.receiver, {
    ...base,
    runbooks,
    dispatch: ordered,
    call: clients.interactive,
    standingOf,
  });
  const web = createWeb(() => readHealth(store, road, troubles));
  const server = await serve({ web, ofSlack: road.handle, host: options.host, port: options.port });
  const instance = await recover({ ...base, runbooks });
  drain.wake();
  // Before Slack is asked for anything: it may be down for hours.
  const operate = createOperate({ ...base, runbooks, dispatch: ordered });
  const control = options.controlFile ? await openControl({ ...base, operate }, options.controlFile) : null;
  try {
    await app.start();
  } catch (error) {
    control?.close();
    server.stop();
    throw error;
  }
  // After Slack is heard: what is said between comparing a room and hearing from it again would be missed by both.
  const kept = keepAlive(base, instance, road);
  life.kept = kept;
  const { heartbeatUrl } = options;
  const auditor = createAuditor({ ...base, runbooks }, heartbeatUrl ? () => sendSignOfLife(base, heartbeatUrl) : null);
  auditor.start();
  safeMode.begin();
  const knowing = identity(clients.reads).then((me) => me && learnEverybody(base, clients.reads, me.team));
  activity.track(knowing).catch((error: unknown) => log.warn({ err: error }, "people could not be stored"));
  const { port } = server;
  log.info({ port, mode: slack.mode }, "Warroom is running");
  return {
    port,
    activity,
    dispatch: ordered,
    async stop() {
      server.stop();
      control?.close();
      await road.receiver.stop();
      kept.stop();
      auditor.stop();
      safeMode.stop();
      drain.stop();
      await worker.stop();
      await sayAlive(base, instance);
      server.end();
      await store.close();
    },
  };
}

/** The way Slack's traffic comes in: by sockets that we open, or by requests to our own server. */
interface Road extends Hearing {
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
  const standing = troubles.list();
  const hears = road.healthy();
  const slack = hears ? "connected" : "not connected";
  const isReady = hears && !standing.some(({ serious }) => serious);
  try {
    await store.read(store.build.selectFrom("workspaces").select("team").limit(1).compile());
    return { alive: true, ready: isReady, detail: { database: "up", slack, troubles: standing } };
  } catch {
    return { alive: false, ready: false, detail: { database: "down", slack, troubles: standing } };
  }
}
