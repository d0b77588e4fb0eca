// Everything around the program: Slack, the database that outlives it, faults, crashes, and what a run remembers.
import { readFileSync } from "node:fs";
import type Database from "better-sqlite3";
import { testRunbook } from "../support/runbook.ts";
import type { People } from "../../src/domain/runbook.ts";
import { type Clock, createFrozenClock, type Instant } from "../../src/lib/clock.ts";
import type { ApiAnswer } from "../../src/practice/answers.ts";
import { createPracticeWorkspace, type PracticeCore } from "../../src/practice/core.ts";
import type { Transport } from "../../src/practice/deliveries.ts";
import { bundledSeed, parseSeed } from "../../src/practice/seed.ts";
import { migrateSqlite, readMigrations } from "../../src/store/migrate.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { createFaults, type Faults } from "./faults.ts";
import { startInstance } from "./instance.ts";
import { createKernel, type Kernel } from "./kernel.ts";
import { MARK_WORDS } from "./marks.ts";
import type { Mutation } from "./mutations.ts";
import { type CallFault, DOWN_MIN_MS, drawDowntime_ms, type Profile } from "./profile.ts";

export const START: Instant = Date.UTC(2026, 10, 2, 9, 0, 0);

/** One life of the program, from its start to its crash. */
export interface Life {
  readonly generation: number;
  readonly clock: Clock;
  alive(): boolean;
  /** Deliveries it has not answered: a crash cuts their connection. */
  readonly unanswered: Set<(why: Error) => void>;
}

/** One interaction as the program took it. */
export interface Taken {
  key: string;
  what: string;
  user: string;
  generation: number;
  at: Instant;
  ackedAt: Instant | null;
  /** What dispatch said: "ok", a Problem's type, or null where nothing was ordered. */
  outcome: string | null;
  /** Whether the person was shown any words or a form. */
  told: boolean;
}

export interface CallMade {
  at: Instant;
  method: string;
  /** Our job's id in the message's metadata. */
  job: string | null;
  /** Whether the program heard that it was done. */
  confirmed: boolean;
}

export interface WorldOptions {
  seed: number;
  profile: Profile;
  /** The crash point that is hit, counted from 1; the sweep goes through them all. */
  crashAt?: number;
  mutation?: Mutation;
}

const RUNBOOK = testRunbook();
const SEED = parseSeed(readFileSync(bundledSeed, "utf8"), "workspace.yml");
const EMPTY_DATABASE = emptyDatabase();

export type World = ReturnType<typeof createWorld>;

export function createWorld(options: WorldOptions) {
  const { seed, profile } = options;
  const kernel = createKernel(seed, START);
  const database = createDatabase();
  const trace: string[] = [];
  const violations: string[] = [];
  const now = () => kernel.clock.now();
  const note = (words: string) => void trace.push(`${((now() - START) / 1000).toFixed(3).padStart(9)}  ${words}`);
  const faults = createFaults(kernel, profile, note);
  const core = createCore(kernel, profile, faults);
  const points: string[] = [];
  const marks = new Map<string, number>();
  const crashes: Instant[] = [];
  const downtimes: { from: Instant; to: Instant }[] = [];
  const crashChance = kernel.random("crashes");
  const latency = kernel.random("latency");
  let generation = 0;
  let life: Life | null = null;
  let leave = () => {};

  const world = {
    options,
    kernel,
    core,
    database,
    trace,
    violations,
    points,
    crashes,
    downtimes,
    reached: faults.reached,
    /** How often the program logged each mark. */
    marks,
    runbook: RUNBOOK,
    people: peopleOf(core),
    botRandom: kernel.random("bot"),
    mutation: options.mutation ?? ({ name: "none", tells: "" } satisfies Mutation),
    taken: [] as Taken[],
    calls: [] as CallMade[],
    now,
    note,
    countMark(words: string) {
      if (MARK_WORDS.has(words)) marks.set(words, (marks.get(words) ?? 0) + 1);
    },
    violate(words: string) {
      note(`VIOLATION ${words}`);
      violations.push(words);
    },
    /** The program with that life; anything it still does after its crash is dropped. */
    boot() {
      const own = ++generation;
      const alive = () => generation === own;
      const born: Life = { generation: own, alive, clock: kernel.clockOf(alive), unanswered: new Set() };
      life = born;
      note(`boot ${own}`);
      if (crashes.length > 0) downtimes.push({ from: crashes.at(-1)!, to: now() });
      startInstance(world, born).catch((error: Error) => {
        if (alive()) world.violate(`the program did not start: ${error.stack}`);
      });
    },
    connect(transport: Transport) {
      leave = core.connectApp(transport);
    },
    /** Whether the life ends here. A dead one that comes by stays dead. */
    crashPoint(of: Life, label: string): boolean {
      if (!of.alive()) return true;
      points.push(label);
      const chosen = options.crashAt;
      const hit = chosen === undefined ? faults.on() && drawCrash() : points.length === chosen;
      if (hit) crash(label);
      return hit;
    },
    drawCallFault: () => faults.ofCall(),
    drawLatency() {
      const slow = faults.on() && latency.next() < (profile.rates.slow ?? 0);
      if (slow) faults.count("slow");
      const [there_max, back_max] = slow ? [1_500, 4_000] : [200, 250];
      return {
        there_ms: 5 + Math.floor(latency.next() * there_max),
        back_ms: 5 + Math.floor(latency.next() * back_max),
      };
    },
    callSlack: (method: string, args: Record<string, unknown>, fault: CallFault | null): ApiAnswer => {
      const answer = faults.during(fault, () => core.call(core.state.app.tokens.bot, method, args));
      const said = answer.status === 200 ? (answer.body.ok ? "ok" : String(answer.body.error)) : String(answer.status);
      note(`slack ${method} ${said}${fault ? ` (${fault})` : ""}`);
      return answer;
    },
    noteCall(method: string, args: Record<string, unknown>): CallMade {
      const metadata = args.metadata as { event_payload?: { job?: string } } | undefined;
      const made = { at: now(), method, job: metadata?.event_payload?.job ?? null, confirmed: false };
      world.calls.push(made);
      return made;
    },
    isUp: () => life !== null,
    /** Ends the life and lets go of the database. */
    end() {
      generation += 1;
      if (life !== null) database.close();
      life = null;
    },
    isCutOff: () => faults.isOutage(),
    drawsDoubleDelivery: () => faults.draws("double-delivery"),
    /** From here on everything works; what is down comes up. */
    heal() {
      faults.stop();
      note("heal");
      kernel.clock.after(DOWN_MIN_MS, () => {
        if (life === null) world.boot();
      });
    },
  };

  const drawCrash = () => crashes.length < profile.crashes_max && crashChance.next() < (profile.rates.crash ?? 0);
  const crash = (label: string) => {
    const dying = life!;
    crashes.push(now());
    faults.count("crash");
    note(`CRASH at ${label}`);
    generation += 1;
    life = null;
    leave();
    leave = () => {};
    for (const cut of dying.unanswered) cut(new Error("connection lost"));
    database.close();
    const down_ms = drawDowntime_ms(crashChance, profile);
    if (down_ms > 60_000) faults.count("long-downtime");
    // Healing starts what is down; a second start must not follow it.
    kernel.clock.after(down_ms, () => {
      if (life === null) world.boot();
    });
  };
  return world;
}

function createCore(kernel: Kernel, profile: Profile, faults: Faults): PracticeCore {
  if (!SEED.ok) throw new Error(SEED.error.join("\n"));
  return createPracticeWorkspace({
    clock: kernel.clock,
    random: kernel.random("slack"),
    seed: SEED.value,
    limits: profile.rateLimits,
    faults: { beforeCall: () => faults.current(), onEvent: () => faults.ofEvent() },
  });
}

/** The durable bytes: what a crash leaves, and the next life opens. */
function createDatabase() {
  let bytes: Buffer = EMPTY_DATABASE;
  let raw: Database.Database | null = null;
  return {
    open(clock: Clock) {
      // The driver opens an image of a database as well as a file; opening one costs a tenth of migrating anew.
      const opened = openSqlite(bytes as unknown as string, clock);
      raw = opened.raw;
      return opened;
    },
    close() {
      bytes = raw!.serialize();
      raw!.close();
      raw = null;
    },
    rows: <Row>(sql: string, ...values: unknown[]): Row[] => raw!.prepare(sql).all(...values) as Row[],
  };
}

function emptyDatabase(): Buffer {
  const { raw } = openSqlite(":memory:", createFrozenClock(START));
  migrateSqlite(raw, readMigrations("sqlite"), START);
  const bytes = raw.serialize();
  raw.close();
  return bytes;
}

export const userOf = (core: PracticeCore, name: string): string =>
  [...core.state.users.values()].find((user) => user.name.startsWith(name))!.id;

const peopleOf = (core: PracticeCore): People => ({ "on-call": ["amara", "tomasz"].map((name) => userOf(core, name)) });
