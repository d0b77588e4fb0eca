// One life of the program: src/program.ts on the simulation's store, clock and Slack, with Slack's transports and Bolt stood in for.
import type { Log } from "../../src/lib/log.ts";
import { createProgram } from "../../src/program.ts";
import { NO_OUTLETS } from "../../src/out/outlets.ts";
import type { Store } from "../../src/store/store.ts";
import { createSlackPort } from "./slack-port.ts";
import { createTransport } from "./transport.ts";
import { SimulatedStoreError } from "./faults.ts";
import type { Life } from "./lives.ts";
import type { World } from "./world.ts";

/** As src/main.ts opens them. */
const SOCKETS = 2;

export async function startInstance(world: World, life: Life): Promise<void> {
  const { runbook, people, options } = world;
  const { clock } = life;
  const log = logOf(world, life);
  const { send: outbox, read: reads, upload, interactive } = createSlackPort(world, life);
  const program = await createProgram({
    store: guardStore(world, life, world.database.open(clock)),
    runbook,
    people,
    clients: { outbox, reads, upload, interactive },
    clock,
    random: world.botRandom,
    log,
    outlets: { ...NO_OUTLETS, checker: world.runbookChecker },
    layerOff: options.layerOff ?? {},
  });
  const { activity, intake, handling, troubles } = program;
  life.troubles = troubles;
  await program.recover();
  const receiving = { log, activity, intake, handle: handling };
  for (let way = 0; way < (options.profile.sockets ? SOCKETS : 1); way++) {
    world.connect(createTransport(world, life, receiving));
  }
  life.started = true;
  life.heard = () => program.heard();
  life.renew = (next) => {
    program.runbooks.renew(next, people).catch((error: Error) => {
      if (!(error instanceof SimulatedStoreError)) throw error;
      world.note(`the runbook could not be read again: ${error.message}`);
    });
  };
  // After Slack is heard, as the program does.
  program.begin({ healthy: () => !options.profile.sockets || !world.faults.isCutOff("events_api") });
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
      const refused = world.faults.ofStore();
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
