// Warroom between its transports: what arrives goes in at `intake` and `handling`, what is said leaves by the clients. The
// started program puts Slack's sockets or requests and a web server around it (main.ts); the simulation its own.
import { en, type Words } from "./blocks/words/en.ts";
import { createAuditor } from "./commands/life/audit.ts";
import { planCatchUps } from "./commands/life/catch-up.ts";
import { createDispatch } from "./commands/dispatch.ts";
import { storeEnvelope } from "./commands/inbox.ts";
import { type Connection, type KeptAlive, keepAlive } from "./commands/life/keep-alive.ts";
import { createOperate, type Operate } from "./commands/operate.ts";
import { createPeopleKeeper } from "./commands/learn-everybody.ts";
import { learnPeople, standingOfUser } from "./commands/people.ts";
import { createReadinessKeeper } from "./commands/readiness.ts";
import { recordRoom } from "./commands/room/record-room.ts";
import { recover } from "./commands/life/recover.ts";
import { createRunbookLibrary, type RunbookLibrary } from "./commands/runbook-library.ts";
import { createSafeMode, noteAccepted, type SafeMode } from "./commands/life/safe-mode.ts";
import { createSkewWatch, noSkew, type SkewWatch } from "./commands/life/skew.ts";
import { noteShown } from "./commands/life/silence.ts";
import { takeMarks } from "./commands/room/take-marks.ts";
import type { Away } from "./domain/catch-up.ts";
import { OUTLETS } from "./domain/duties/duty.ts";
import type { People, Runbook } from "./domain/runbook.ts";
import { createDrain } from "./in/slack/events/drain.ts";
import type { Intake } from "./in/slack/receive/intake.ts";
import type { InDeps } from "./in/slack/steps.ts";
import { type Activity, type ActivityDep, createActivity } from "./lib/activity.ts";
import type { Clock, ClockDep } from "./lib/clock.ts";
import type { Instant } from "./lib/pure/time.ts";
import type { Log, LogDep } from "./lib/log.ts";
import type { Random, RandomDep } from "./lib/random.ts";
import type { SlackCall } from "./lib/slack-call.ts";
import { createTroubles, type Troubles, type TroublesDep } from "./lib/troubles.ts";
import { createDeliver, type JobRunner } from "./out/deliver.ts";
import type { SlackClients } from "./out/slack/client/clients.ts";
import { findLosses } from "./out/slack/record/find-losses.ts";
import { NO_OUTLETS, type Outlets } from "./out/outlets.ts";
import type { SlackDeps } from "./out/slack/port.ts";
import { createJobRunner } from "./out/job-runner.ts";
import { watchToken } from "./out/slack/client/token.ts";
import { createWorker, type Worker } from "./out/worker.ts";
import type { Store, StoreDep } from "./store/store.ts";
import { watched } from "./store/watched.ts";

interface ProgramOptions {
  /** Migrated, and this process's alone if it is SQLite. */
  store: Store;
  runbook: { runbook: Runbook; hash: string; text: string };
  people: People;
  clients: SlackClients;
  clock: Clock;
  random: Random;
  log: Log;
  /** Sent every minute while all is well; must not throw. */
  sendSignOfLife?: (() => Promise<void>) | null;
  /** By the database, where several programs share it. */
  databaseTime?: (() => Promise<Instant>) | null;
  /** The ways out of Slack; absent where none is connected. */
  outlets?: Outlets;
  /** A simulation switches protective layers off here, to see what the others hold by themselves. */
  layerOff?: LayerOff;
}

export interface LayerOff {
  storeEvent?(real: Intake["storeEvent"]): Intake["storeEvent"];
  runner?(real: JobRunner, store: Store): JobRunner;
}

export interface Program {
  activity: Activity;
  troubles: Troubles;
  store: Store;
  /** Where events come in. */
  intake: Intake;
  /** What whoever answers commands, buttons and forms needs. */
  handling: InDeps;
  /** The command line's orders. */
  operate: Operate;
  runbooks: RunbookLibrary;
  /** Takes over what the last life left; before anything is heard. */
  recover(): Promise<void>;
  /** From here on Slack is heard, as far as `connection` knows; then something may be said. */
  begin(connection: Connection): void;
  /** Slack is heard again after it was not. */
  heard(): void;
  /** Begins nothing more, and resolves when what is under way has ended; the store stays open. */
  stop(): Promise<void>;
}

export async function createProgram(options: ProgramOptions): Promise<Program> {
  const { clock, random, log, people, outlets = NO_OUTLETS, layerOff = {}, sendSignOfLife = null } = options;
  const activity = createActivity();
  const troubles = createTroubles(clock, log);
  const store = watched(options.store, troubles);
  const base = { store, clock, random, log, activity, troubles, words: en };
  const clients = watchToken(options.clients, base);
  const runbooks = await createRunbookLibrary(base, options.runbook, people);
  const dispatch = createDispatch({ ...base, runbooks });
  const readiness = createReadinessKeeper({ ...base, runbooks }, clients.reads);
  const everybody = createPeopleKeeper({ ...base, dispatch }, clients.reads);
  const standingOf = (team: string, user: string) => standingOfUser(base, clients.interactive, team, user);
  const marking = { ...base, runbooks, dispatch, dispatchReadiness: readiness.dispatch, standingOf };
  const skew = options.databaseTime ? createSkewWatch(base, options.databaseTime) : noSkew;
  const { safeMode, worker } = createSending({ ...marking, clients, outlets, skew, layerOff });
  const drain = createDrain(marking);
  const auditor = createAuditor(
    { ...base, runbooks, tryToWrite: async () => life.kept?.recordAlive() },
    sendSignOfLife,
  );
  const storeEvent = storing(base, () => drain.wake());
  const ordered = safeMode.guardOrders(dispatch);
  const life: { instance: string; kept?: KeptAlive } = { instance: "" };
  return {
    activity,
    troubles,
    store,
    intake: { storeEvent: layerOff.storeEvent?.(storeEvent) ?? storeEvent },
    handling: {
      ...marking,
      dispatch: ordered,
      dispatchReadiness: safeMode.guardOrders(readiness.dispatch),
      call: clients.interactive,
      ...reachedBy(outlets),
    },
    operate: createOperate({ ...base, runbooks, dispatch: ordered }),
    runbooks,
    async recover() {
      life.instance = await recover({ ...base, runbooks });
      // Before anything can be declared: a number that was lost is not given again.
      await noteAccepted({ ...base, dispatch });
      drain.wake();
      await skew.start();
    },
    begin(connection) {
      life.kept = keepAlive(base, life.instance, connection);
      auditor.start();
      safeMode.begin();
      readiness.begin();
      everybody.begin();
    },
    heard: () => life.kept?.connected(),
    async stop() {
      life.kept?.stop();
      for (const one of [auditor, skew, safeMode, readiness, everybody, drain]) one.stop();
      await worker.stop();
      await life.kept?.recordAlive();
    },
  };
}

type SendingDeps = ProgramBase &
  Parameters<typeof createDeliver>[0] &
  Parameters<typeof takeMarks>[0] & { clients: SlackClients; outlets: Outlets; skew: SkewWatch; layerOff: LayerOff };

/** What carries out jobs, and what keeps them back until the database was compared with what was said before. */
function createSending(deps: SendingDeps): { safeMode: SafeMode; worker: Worker } {
  const { store, runbooks, clients, skew, layerOff } = deps;
  const catchUp = (away: Away) => planCatchUps(deps, away);
  const slack = { send: clients.outbox, read: clients.reads, upload: clients.upload };
  const safeMode: SafeMode = createSafeMode({
    ...deps,
    findLosses: () => findLosses({ ...deps, slack, announcedIn: runbooks.current.runbook.announceChannel }),
    sending: { start: () => worker.start(), stop: () => worker.stop() },
  });
  const runner = createJobRunner({
    ...deps,
    planCatchUps: catchUp,
    slack: safeMode.guarded(slack),
    ...takingIn(deps, clients.reads),
  });
  const deliver = createDeliver(deps, layerOff.runner?.(runner, store) ?? runner);
  const worker: Worker = createWorker({ ...deps, planCatchUps: catchUp, mayTake: () => !skew.isOff() }, deliver);
  return { safeMode, worker };
}

/** What people are told of the ways out of Slack. */
const reachedBy = ({ checker, senders }: Outlets): Pick<InDeps, "connected" | "hasChecker"> => ({
  connected: OUTLETS.filter((one) => senders[one] !== undefined),
  hasChecker: checker !== null,
});

type Base = StoreDep & ClockDep & LogDep & ActivityDep;
type ProgramBase = Base & RandomDep & TroublesDep & { words: Words };

/** Stored before it is acknowledged, and translated as soon as there is time. */
const storing =
  (base: Base, wakeDrain: () => void): Intake["storeEvent"] =>
  async ({ key, body }) => {
    await storeEnvelope(base, key, body);
    wakeDrain();
  };

/** What is done with all that effects see in Slack. */
const takingIn = (deps: Base & RandomDep & Parameters<typeof takeMarks>[0], reads: SlackCall): SeenInSlack => ({
  recordRoom: (wanted) => recordRoom(deps, wanted),
  noteShown: (place, writtenAt) => noteShown(deps, place, writtenAt),
  takeMarks: (place, seen) => takeMarks(deps, place, seen),
  learnPeople: (team, users) => learnPeople(deps, reads, team, users),
});

type SeenInSlack = Pick<SlackDeps, "recordRoom" | "noteShown" | "takeMarks" | "learnPeople">;
