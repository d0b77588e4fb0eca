// Everything around the program: Slack, the database that outlives it, faults, crashes, and what a run remembers.
import { readFileSync } from "node:fs";
import type { People, Runbook } from "../../src/domain/runbook.ts";
import type { Clock } from "../../src/lib/clock.ts";
import type { Instant } from "../../src/lib/pure/time.ts";
import { SECOND_MS } from "../../src/lib/pure/duration.ts";
import type { ApiAnswer } from "../../src/practice/answers.ts";
import { createPracticeWorkspace, type PracticeCore } from "../../src/practice/core.ts";
import type { Envelope, Transport } from "../../src/practice/deliveries.ts";
import { bundledSeed, parseSeed } from "../../src/practice/seed.ts";
import { createDatabase } from "./database.ts";
import { createFaults, type Faults, SimulatedStoreError } from "./faults.ts";
import { startInstance } from "./instance.ts";
import { createKernel, type Kernel } from "./kernel.ts";
import { createMachine } from "./machine.ts";
import { MARK_WORDS } from "./marks.ts";
import { inspectCall } from "./outgoing.ts";
import type { StampedRunbook } from "../../src/commands/runbook-library.ts";
import type { Between } from "../../src/program.ts";
import type { Troubles } from "../../src/lib/troubles.ts";
import { type CallFault, DOWN_MIN_MS, drawDowntime_ms, type Profile, type Window } from "./profile.ts";
import { createProgramClock, createSkew } from "./program-clock.ts";
import { type Rules, usualRules } from "./rules.ts";

/** As src/in/slack/receive/socket-connection.ts waits at most between two tries. */
const RECONNECT_MAX_MS = 15_000;

export const START: Instant = Date.UTC(2026, 10, 2, 9, 0, 0);

/** One life of the program, from its start to its crash. */
export interface Life {
  readonly generation: number;
  readonly clock: Clock;
  alive(): boolean;
  /** Whether it has come up: from then on it serves. */
  started: boolean;
  /** What it says is wrong with itself; null while it starts. */
  troubles: Troubles | null;
  /** Slack's events reach it again. */
  heard(): void;
  /** Its operator has the runbook read again. */
  renew(next: StampedRunbook): void;
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
  /** When the program heard that it was done; null where it never did. */
  heardAt: Instant | null;
}

export interface WorldOptions {
  seed: number;
  profile: Profile;
  /** The runbook and its people; the usual ones where it is not given. */
  rules?: Rules;
  /** The crash points that are hit, counted from 1, instead of those that chance would choose. */
  crashAt?: readonly number[];
  /** A protective layer that is off in this run. */
  off?: Between;
  /** The planned acts that people do, by their numbers from 1; all of them where it is not given. */
  acts?: ReadonlySet<number>;
}

const SEED = parseSeed(readFileSync(bundledSeed, "utf8"), "workspace.yml");

export type World = ReturnType<typeof createWorld>;

export function createWorld(options: WorldOptions) {
  const { seed, profile, rules = usualRules() } = options;
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
  /** When a program that knew itself deaf could hear again. */
  const deafness: Instant[] = [];
  /** When a program that lived knew itself deaf. */
  const deafTimes: { from: Instant; to: Instant }[] = [];
  const crashChance = kernel.random("crashes");
  const latency = kernel.random("latency");
  const storeChance = kernel.random("store");
  const skew = createSkew(profile, START);
  const texts = new Map([[rules.runbook.hash, rules.runbook.runbook]]);
  let inForce = rules.runbook;
  let generation = 0;
  let storeRefusedAt: Instant | undefined;
  let historyHeldUntil = 0;
  let life: Life | null = null;
  let leaving: (() => void)[] = [];

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
    deafTimes,
    reached: faults.reached,
    /** How often the program logged each mark. */
    marks,
    faults,
    /** What the program's clock shows. */
    shownAt: skew.shownAt,
    whenShown: skew.whenShown,
    deafness,
    /** Who left a room by themselves, which messages of the bot somebody deleted and when, which rooms were closed to Warroom (archived, or it was put out and the room is private or of what is over), and whose account was switched off. */
    undone: {
      left: new Set<string>(),
      deleted: new Map<string, Instant>(),
      closed: new Map<string, Instant>(),
      deactivated: new Set<string>(),
    },
    /** Messages of which the program took in that they were deleted. */
    toldDeleted: new Set<string>(),
    /** Who held a lane when a life ended: nobody does from the next start on. */
    deadHolders: new Set<string>(),
    /** Since when a room is known to be recorded. */
    roomSince: new Map<string, Instant>(),
    /** Since when the database is seen to know who somebody is. */
    knownSince: new Map<string, Instant>(),
    /** When something of Slack came in, or was asked of its history or of a room. */
    heardAt: [] as Instant[],
    /** Until when Slack has asked not to be asked for a history. */
    historyHeldUntil: () => historyHeldUntil,
    /** The one in force. */
    get runbook() {
      return inForce;
    },
    /** The rules that an incident stands under. */
    rulesOf: ({ runbook }: { runbook: string }): Runbook => texts.get(runbook)!,
    /** Somebody edits the runbook's file and has it read again; one that is down reads it when it starts. */
    edit(next: StampedRunbook) {
      inForce = next;
      texts.set(next.hash, next.runbook);
      note(`the runbook is edited: ${next.hash.slice(0, 8)}`);
      life?.renew(next);
    },
    people: peopleOf(core, rules),
    botRandom: kernel.random("bot"),
    machine: createMachine(kernel, faults, profile),
    /** What is done to the program from outside, each around the one before. */
    /** Who has declared a private incident: they may know of it before it has a room. */
    declaredPrivately: new Set<string>(),
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
      const clock = createProgramClock(kernel.clockOf(alive), skew, () => faults.left_ms("suspended"));
      const born: Life = {
        generation: own,
        alive,
        clock,
        unanswered: new Set(),
        started: false,
        troubles: null,
        heard() {},
        renew() {},
      };
      life = born;
      note(`boot ${own}`);
      if (crashes.length > 0) downtimes.push({ from: crashes.at(-1)!, to: now() });
      startInstance(world, born).catch((error: Error) => {
        if (!alive()) return;
        if (error instanceof SimulatedStoreError) return crash("a start that the store refused");
        world.violate(`the program did not start: ${error.stack}`);
      });
    },
    connect(transport: Transport) {
      leaving.push(core.connectApp(transport));
    },
    /** Whether the life ends here. A dead one that comes by stays dead. */
    crashPoint(of: Life, label: string): boolean {
      if (!of.alive()) return true;
      points.push(label);
      const chosen = options.crashAt;
      const hit = chosen === undefined ? faults.on() && drawCrash(of) : chosen.includes(points.length);
      if (hit) crash(label);
      return hit;
    },
    drawCallFault: (method: string) => faults.ofCall(method),
    drawLatency(of: "call" | "delivery") {
      const slow = faults.on() && latency.next() < (profile.rates.slow ?? 0);
      if (slow) faults.count("slow");
      const crawls = of === "call" && faults.lasts("crawl");
      const [there_max, back_max] = crawls ? [6_000, 10_000] : slow ? [1_500, 4_000] : [200, 250];
      return {
        there_ms: 5 + Math.floor(latency.next() * there_max),
        back_ms: 5 + Math.floor(latency.next() * back_max),
      };
    },
    callSlack: (method: string, args: Record<string, unknown>, fault: CallFault | null): ApiAnswer => {
      inspectCall(world, method, args);
      const answer = faults.during(fault, () => core.call(core.state.app.tokens.bot, method, paged(method, args)));
      if (method === "conversations.history" && answer.status === 429)
        historyHeldUntil = now() + (answer.retryAfter_s ?? 0) * SECOND_MS;
      const said = answer.status === 200 ? (answer.body.ok ? "ok" : String(answer.body.error)) : String(answer.status);
      note(`slack ${method} ${said}${fault ? ` (${fault})` : ""}`);
      return answer;
    },
    noteCall(method: string, args: Record<string, unknown>): CallMade {
      const metadata = args.metadata as { event_payload?: { job?: string } } | undefined;
      const made = { at: now(), method, job: metadata?.event_payload?.job ?? null, heardAt: null };
      world.calls.push(made);
      // It may fail on its way: a fault of its own, after which it is tried again.
      // Of a room out of reach Slack is asked how it stands.
      if (isHistory(method) || method === "conversations.info") world.heardAt.push(now());
      return made;
    },
    isUp: () => life !== null,
    /** What the program says is wrong with itself. */
    troubles: () => life?.troubles?.list() ?? [],
    isServing: () => life?.started ?? false,
    storeRefusedAt: () => storeRefusedAt,
    /** Ends the life and lets go of the database. */
    end() {
      generation += 1;
      database.release();
      life = null;
    },
    isCutOff: (type: Envelope["type"]) =>
      faults.lasts("outage") || (type === "events_api" && faults.lasts("events-dead")),
    /** Why the database takes nothing now, or null. */
    drawStoreFault(): Error | null {
      const isFull = faults.lasts("disk-full");
      const isBusy = !isFull && faults.on() && storeChance.next() < (profile.rates.busy ?? 0);
      if (isBusy) faults.count("busy");
      if (!isFull && !isBusy) return null;
      storeRefusedAt = now();
      return new SimulatedStoreError(
        isFull ? "the disk is full (SQLITE_FULL)" : "the database is locked (SQLITE_BUSY)",
      );
    },
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

  /** What the program is told of something that is down: that Slack sends less, and that it is heard again. */
  const planNews = ({ kind, after_ms, lasts_ms }: Window) => {
    if (kind === "event-limit") kernel.clock.after(after_ms, () => core.admin.rateLimitEvents());
    if (!profile.sockets || (kind !== "outage" && kind !== "events-dead")) return;
    kernel.clock.after(after_ms, () => {
      const deaf = life?.started ? life : null;
      const from = now();
      const hasHeard = lasts_ms + RECONNECT_MAX_MS + SECOND_MS;
      kernel.clock.after(hasHeard, () => {
        if (deaf === null || (deaf.alive() && world.isCutOff("events_api"))) return;
        const diedAt = crashes.find((at) => at >= from) ?? Infinity;
        deafTimes.push({ from, to: Math.min(from + lasts_ms, diedAt) });
      });
    });
    kernel.clock.after(after_ms + lasts_ms, () => {
      if (life === null || world.isCutOff("events_api")) return;
      const deaf = life;
      deafness.push(now());
      // As the sockets' own loop: a connection that can be had again is had within 15 s.
      kernel.clock.after(latency.next() * RECONNECT_MAX_MS, () => {
        if (deaf.alive() && !world.isCutOff("events_api")) deaf.heard();
      });
    });
  };
  const paged = (method: string, args: Record<string, unknown>) =>
    profile.pageMax !== undefined && isHistory(method)
      ? { ...args, limit: Math.min(Number(args.limit ?? profile.pageMax), profile.pageMax) }
      : args;
  const drawCrash = ({ started }: Life) => {
    const { crash: any = 0, "crash-at-boot": atBoot = 0 } = profile.rates;
    // A crash of the first start leaves nothing to recover from.
    const boots = !started && crashes.length > 0;
    if (crashes.length >= profile.crashes_max || crashChance.next() >= (boots ? Math.max(any, atBoot) : any))
      return false;
    if (boots && atBoot > 0) faults.count("crash-at-boot");
    return true;
  };
  const crash = (label: string) => {
    const dying = life!;
    for (const { holder } of database.rows<{ holder: string }>("SELECT holder FROM lanes WHERE lease_until > 0")) {
      world.deadHolders.add(holder);
    }
    crashes.push(now());
    faults.count("crash");
    note(`CRASH at ${label}`);
    generation += 1;
    life = null;
    for (const leave of leaving) leave();
    leaving = [];
    for (const cut of dying.unanswered) cut(new Error("connection lost"));
    const down_ms = drawDowntime_ms(crashChance, profile);
    if (down_ms > 60_000) faults.count("long-downtime");
    // Healing starts what is down; a second start must not follow it.
    kernel.clock.after(down_ms, () => {
      if (life === null) world.boot();
    });
  };
  for (const { kind } of profile.clock) faults.count(kind);
  for (const window of profile.windows) planNews(window);
  return world;
}

const isHistory = (method: string): boolean => method === "conversations.history" || method === "conversations.replies";

function createCore(kernel: Kernel, profile: Profile, faults: Faults): PracticeCore {
  if (!SEED.ok) throw new Error(SEED.error.join("\n"));
  return createPracticeWorkspace({
    clock: kernel.clock,
    random: kernel.random("slack"),
    seed: SEED.value,
    limits: profile.rateLimits,
    faults: { beforeCall: () => faults.current(), onEvent: (envelope) => faults.ofEvent(envelope) },
  });
}

export const userOf = (core: PracticeCore, name: string): string =>
  [...core.state.users.values()].find((user) => user.name.startsWith(name))!.id;

const peopleOf = (core: PracticeCore, { people }: Rules): People =>
  Object.fromEntries(Object.entries(people).map(([key, names]) => [key, names.map((name) => userOf(core, name))]));
