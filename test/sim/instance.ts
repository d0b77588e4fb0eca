// One life of the program: what src/main.ts wires, with Slack's transports and Bolt stood in for.
import { en } from "../../src/blocks/words/en.ts";
import { planCatchUps } from "../../src/commands/catch-up.ts";
import { createDispatch } from "../../src/commands/dispatch.ts";
import { storeEnvelope } from "../../src/commands/inbox.ts";
import { learnPeople, standingOfUser } from "../../src/commands/people.ts";
import { recordRoom } from "../../src/commands/record-room.ts";
import { keepAlive } from "../../src/commands/keep-alive.ts";
import { recover } from "../../src/commands/recover.ts";
import { createRunbookLibrary } from "../../src/commands/runbook-library.ts";
import { noteShown } from "../../src/commands/silence.ts";
import { takeMarks } from "../../src/commands/take-marks.ts";
import type { Away } from "../../src/domain/catch-up.ts";
import { createDrain } from "../../src/in/slack/drain.ts";
import { createActivity } from "../../src/lib/activity.ts";
import type { Clock } from "../../src/lib/clock.ts";
import type { Log } from "../../src/lib/log.ts";
import { createTroubles } from "../../src/lib/troubles.ts";
import { createDeliver, type Effects } from "../../src/out/deliver.ts";
import { createSlackEffects } from "../../src/out/slack/effects.ts";
import { createWorker } from "../../src/out/worker.ts";
import type { Store } from "../../src/store/store.ts";
import type { StoreEvent } from "./mutations.ts";
import { createSlackPort } from "./slack-port.ts";
import { createTransport } from "./transport.ts";
import { SimulatedStoreError } from "./faults.ts";
import type { Life, World } from "./world.ts";

/** As src/main.ts opens them. */
const SOCKETS = 2;

export async function startInstance(world: World, life: Life): Promise<void> {
  const { tampering, people } = world;
  const { clock } = life;
  const guarded = guardStore(world, life, world.database.open(clock));
  const store = tampering.reduce((inner, { store }) => store?.(inner) ?? inner, guarded);
  const log = logOf(world, life);
  const base = {
    store,
    clock,
    random: world.botRandom,
    log,
    troubles: createTroubles(clock, log),
    activity: createActivity(),
    words: en,
  };
  const runbooks = await createRunbookLibrary(base, world.runbook, people);
  const slack = createSlackPort(world, life);
  const dispatch = createDispatch({ ...base, runbooks });
  const standingOf = (team: string, user: string) => standingOfUser(base, slack.interactive, team, user);
  const marking = { ...base, runbooks, dispatch, standingOf };
  const catchUp = (away: Away) => planCatchUps({ ...base, runbooks }, away);
  const realEffects = (clock: Clock): Effects =>
    createSlackEffects({
      ...base,
      clock,
      runbooks,
      people,
      slack,
      planCatchUps: catchUp,
      recordRoom: (wanted) => recordRoom(base, wanted),
      noteShown: (place, writtenAt) => noteShown({ ...base, runbooks }, place, writtenAt),
      takeMarks: (place, seen) => takeMarks(marking, place, seen),
      learnPeople: (team, users) => learnPeople(base, slack.read, team, users),
    });
  const effects = tampering.reduce((by, one) => (of: Clock) => one.effects?.(by, of) ?? by(of), realEffects)(clock);
  const worker = createWorker(
    { ...base, planCatchUps: catchUp },
    createDeliver({ ...base, runbooks, dispatch }, effects),
  );
  const drain = createDrain(marking);
  const wakeDrain = tampering.some((one) => one.neverDrains) ? () => {} : () => drain.wake();
  const storeEvent: StoreEvent = async ({ key, body }) => {
    await storeEnvelope(base, key, body);
    wakeDrain();
  };
  const intake = { storeEvent: tampering.reduce((inner, one) => one.storeEvent?.(inner) ?? inner, storeEvent) };
  const id = tampering.some((one) => one.neverRecovers) ? "" : await recover({ ...base, runbooks });
  const alive = keepAlive(base, id, { healthy: () => !world.options.profile.sockets || !world.isCutOff("events_api") });
  life.heard = () => alive.heard();
  wakeDrain();
  const handle = {
    ...base,
    runbooks,
    dispatch: tampering.reduce((inner, one) => one.dispatch?.(inner) ?? inner, dispatch),
    call: slack.interactive,
    standingOf,
  };
  const receiving = { ...base, intake, handle };
  for (let way = 0; way < (world.options.profile.sockets ? SOCKETS : 1); way++) {
    world.connect(createTransport(world, life, receiving));
  }
  life.started = true;
  // After Slack is heard, as the program does.
  worker.start();
}

/** The store as one life sees it: a crash may fall on either side of each commit, and a dead life hears nothing more. */
function guardStore(world: World, life: Life, inner: Store): Store {
  const whileAlive = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      work.then(
        (value) => life.alive() && resolve(value),
        (error: Error) => life.alive() && reject(error),
      );
    });
  const never = new Promise<never>(() => {});
  return {
    ...inner,
    read: (query) => (life.alive() ? whileAlive(inner.read(query)) : never),
    async commit(commit) {
      if (world.crashPoint(life, "commit before")) return never;
      const refused = world.drawStoreFault();
      if (refused) throw refused;
      const outcome = await whileAlive(inner.commit(commit));
      return world.crashPoint(life, "commit after") ? never : outcome;
    },
    onCommit: (listener) => inner.onCommit(() => life.alive() && listener()),
  };
}

/** Whatever the program logs as an error is one: faults of the outside are expected, and are no errors. */
function logOf(world: World, life: Life): Log {
  const error = (fields: { err?: Error } | string, words?: string) => {
    if (!life.alive()) return;
    if (typeof fields !== "string" && fields.err instanceof SimulatedStoreError)
      return world.note(`error ${words}: ${fields.err.message}`);
    const reason = typeof fields === "string" ? fields : `${words}: ${fields.err?.stack ?? JSON.stringify(fields)}`;
    world.violate(`logged an error: ${reason}`);
  };
  const mark = (fields: object | string, words?: string) => {
    if (life.alive()) world.countMark(words ?? String(fields));
  };
  const write = (level: string) => (fields: object | string, words?: string) => {
    if (!life.alive()) return;
    mark(fields, words);
    world.note(`${level} ${words ?? ""} ${JSON.stringify(fields)}`);
  };
  return {
    error,
    fatal: error,
    warn: write("warn"),
    info: write("info"),
    // Counted and not told: there are too many of them to read.
    debug: mark,
    trace: mark,
  } as unknown as Log;
}
